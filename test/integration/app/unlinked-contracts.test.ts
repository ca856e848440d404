import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runBackfill } from '../../../src/sync/index.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

interface Suggested {
  readonly opportunity: { readonly id: string };
  readonly score: number;
  readonly reasons: readonly string[];
}
interface Node {
  readonly contract: { readonly id: string; readonly name: string };
  readonly suggestions: readonly Suggested[] | null;
}
interface Answer {
  readonly unlinkedContracts: {
    readonly totalCount: number | null;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly Node[];
  };
}

interface DealAnswer {
  readonly opportunity: {
    readonly suggestedContracts:
      readonly (Omit<Suggested, 'opportunity'> & Pick<Node, 'contract'>)[] | null;
  } | null;
}

const ORPHANS = `query ($first: Int, $after: String) {
  unlinkedContracts(first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { contract { id name } suggestions { opportunity { id } score reasons } }
  }
}`;
const LINK = `mutation ($contract: ID!, $deal: ID!) {
  linkContract(input: { contractId: $contract, opportunityId: $deal }) {
    contract { id opportunity { id } } userErrors { message }
  }
}`;
const REP = 'priya.raman@meridian-cloud.example';
const MANY_SECONDS = 60_000;

let world: World;
/** The deal of each contract before its link was taken from it. */
const dealOf = new Map<string, string>();

beforeAll(async () => {
  world = await startWorld({
    worker: false,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  for (const { id, external_metadata: metadata } of world.spotdraft.control.list()) {
    dealOf.set(id, String(metadata['id']));
    world.spotdraft.control.relink(id, {});
  }
  await runBackfill({ ...world.app, onProgress: () => undefined });
}, MANY_SECONDS);
afterAll(() => world[Symbol.asyncDispose]());

async function page(
  variables: { readonly first?: number; readonly after?: string } = {},
  headers?: Headers,
) {
  const answer = await world.graphql<Answer, object>(ORPHANS, variables, headers);
  return { ...answer, found: answer.data?.unlinkedContracts };
}

function calls() {
  const { soql, total } = world.salesforce.control.usage.report();
  return { questions: soql.length, salesforce: total, spotdraft: world.spotdraft.calls.report() };
}

function clearCalls(): void {
  world.salesforce.control.usage.clearCalls();
  world.spotdraft.calls.reset();
}

describe('unlinkedContracts', { timeout: MANY_SECONDS }, () => {
  test('lists a page with one question to the CRM, and most first suggestions are the deal', async () => {
    await page({ first: 25 });
    clearCalls();
    const { found, errors } = await page({ first: 25 });
    expect(errors).toEqual([]);
    // What was unclear was asked the first time, and is kept.
    expect(calls()).toMatchObject({ questions: 1, salesforce: 1 });
    expect(world.spotdraft.calls.report().total).toBeLessThanOrEqual(10);
    expect(found!.totalCount).toBe(dealOf.size);
    expect(found!.nodes).toHaveLength(25);
    const right = found!.nodes.filter(
      ({ contract, suggestions }) => suggestions![0]?.opportunity.id === dealOf.get(contract.id),
    );
    // Several deals of these accounts differ by nothing that stands in the contract.
    expect(right.length).toBeGreaterThanOrEqual(15);
    for (const { suggestions } of found!.nodes) {
      const scores = suggestions!.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(scores.every((score) => score >= 0.35 && score < 1)).toBe(true);
      expect(suggestions!.every(({ reasons }) => reasons.length > 0)).toBe(true);
    }
  });

  test('asks neither system for a list without suggestions', async () => {
    clearCalls();
    const { data } = await world.graphql<Answer, object>(
      '{ unlinkedContracts { totalCount nodes { contract { id } } } linkCoverage { linked all } }',
      {},
    );
    expect(data).toMatchObject({ linkCoverage: { linked: 0, all: dealOf.size } });
    expect(calls()).toMatchObject({ salesforce: 0, spotdraft: { total: 0 } });
  });

  test('pages joined are all of them once, newest first', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { found } = await page({ first: 40, ...(after === undefined ? {} : { after }) });
      seen.push(...found!.nodes.map(({ contract }) => contract.id));
      after = found!.pageInfo.hasNextPage ? found!.pageInfo.endCursor! : undefined;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.toSorted()).toEqual([...dealOf.keys()].toSorted());
  });

  test('a malformed cursor and one of another list are refused', async () => {
    const other = await world.graphql<{ contracts: { pageInfo: { endCursor: string } } }, object>(
      '{ contracts(first: 1) { pageInfo { endCursor } } }',
      {},
    );
    for (const after of ['nonsense', other.data!.contracts.pageInfo.endCursor]) {
      const { errors } = await page({ after });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  test('a rep gets nothing of it; an admin person sees them, and by their own rights the deals', async () => {
    const refused = await page({}, await world.asUser(REP));
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const { found, errors } = await page(
      { first: 10 },
      await world.asUser(REP, { roles: ['admin'] }),
    );
    expect(errors).toEqual([]);
    const suggested = found!.nodes.flatMap(({ suggestions }) => suggestions!);
    expect(suggested.length).toBeGreaterThan(0);
    const { org } = world.salesforce.control;
    const ownerNames = new Set(
      suggested.map(({ opportunity }) => org.store.find('Opportunity', opportunity.id)!['OwnerId']),
    );
    const rep = org.store.rows('User').find((user) => user['Username'] === REP)!;
    expect([...ownerNames]).toEqual([rep.Id]);
  });

  test('external metadata of another integration that name a deal lead to it', async () => {
    const [id] = [...dealOf.keys()];
    const deal = world.salesforce.deals.at(-1)!;
    world.spotdraft.control.relink(id!, { crm_ref: deal.id.slice(0, 15) });
    await world.app.services.actions.sync({ kind: 'integration', keyName: 'test' }, id!);
    const all = await everyNode();
    const best = all.find(({ contract }) => contract.id === id)!.suggestions![0]!;
    expect(best.opportunity.id).toBe(deal.id);
    expect(best.score).toBeGreaterThanOrEqual(0.95);
    expect(best.reasons[0]).toBe(`The contract carries the deal's record id ${deal.id}.`);
  });

  test('while the CRM is away the list is there, and its suggestions are null with an error', async () => {
    world.salesforce.control.faults.add({ kind: 'status', status: 503, match: { path: '/query' } });
    try {
      const { found, errors } = await page({ first: 2 });
      expect(found!.nodes.map(({ suggestions }) => suggestions)).toEqual([null, null]);
      expect(errors[0]).toMatchObject({
        extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'salesforce' },
      });
    } finally {
      world.salesforce.control.faults.clear();
    }
  });

  test('suggests a deal its contracts out of all, the likeliest first, with few calls', async () => {
    const [oldest] = world.spotdraft.control
      .list()
      .toSorted((a, b) => String(a.created_at).localeCompare(String(b.created_at)));
    const deal = world.salesforce.deals.at(-2)!;
    world.spotdraft.control.relink(oldest!.id, { crm_ref: deal.id });
    await world.app.services.actions.sync({ kind: 'integration', keyName: 'test' }, oldest!.id);
    const suggested = await contractsFor(deal.id);
    clearCalls();
    const again = await contractsFor(deal.id);
    expect(again).toEqual(suggested);
    // The deal itself, it with its people, and what else the contracts may belong to.
    expect(calls()).toMatchObject({ questions: 3, salesforce: 3 });
    expect(world.spotdraft.calls.report().total).toBeLessThanOrEqual(10);
    const contracts = again.data!.opportunity!.suggestedContracts!;
    expect(contracts[0]!.contract.id).toBe(oldest!.id);
    expect(contracts[0]!.reasons[0]).toContain(deal.id);
    expect(contracts.length).toBeLessThanOrEqual(10);
    const scores = contracts.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    // What the list suggests first for its contract is among them.
    const listed = (await everyNode()).filter(
      ({ suggestions }) => suggestions?.[0]?.opportunity.id === deal.id,
    );
    expect(contracts.map(({ contract }) => contract.id)).toEqual(
      expect.arrayContaining(listed.slice(0, 5).map(({ contract }) => contract.id)),
    );
    const { data, errors } = await contractsFor(deal.id, await world.asUser(REP));
    expect(data!.opportunity?.suggestedContracts ?? null).toBeNull();
    for (const { extensions } of errors) expect(extensions.code).toBe('FORBIDDEN');
  });

  test('linkContract takes it off the list, and coverage grows', async () => {
    const { found } = await page({ first: 1 });
    const [{ contract, suggestions }] = found!.nodes as [Node];
    const deal = suggestions![0]!.opportunity.id;
    const linked = await world.graphql<
      { linkContract: { contract: object; userErrors: object[] } },
      object
    >(LINK, { contract: contract.id, deal }, await world.asUser(REP));
    // A rep does not see it at all.
    expect(linked.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const done = await world.graphql<
      { linkContract: { contract: object; userErrors: object[] } },
      object
    >(LINK, { contract: contract.id, deal });
    expect(done.errors).toEqual([]);
    expect(done.data!.linkContract).toMatchObject({
      contract: { opportunity: { id: deal } },
      userErrors: [],
    });
    const after = await page({ first: 1 });
    expect(after.found!.totalCount).toBe(dealOf.size - 1);
    expect(after.found!.nodes[0]!.contract.id).not.toBe(contract.id);
    expect(await world.app.metrics.render()).toContain(
      `dealdraft_link_coverage ${1 / dealOf.size}`,
    );
  });
});

async function contractsFor(id: string, headers?: Headers) {
  return world.graphql<DealAnswer, object>(
    `query ($id: ID!) { opportunity(id: $id) { suggestedContracts { contract { id } score reasons } } }`,
    { id },
    headers,
  );
}

async function everyNode(): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  let after: string | undefined;
  do {
    const { found } = await page({ first: 100, ...(after === undefined ? {} : { after }) });
    nodes.push(...found!.nodes);
    after = found!.pageInfo.hasNextPage ? found!.pageInfo.endCursor! : undefined;
  } while (after !== undefined);
  return nodes;
}
