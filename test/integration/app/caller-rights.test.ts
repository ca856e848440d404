import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import type { Contract } from '../../../src/domain/contract.js';
import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';
import { createLogger } from '../../../src/telemetry/logger.js';
import {
  ContractDocument,
  ContractDraftDocument,
  ContractsDocument,
  CreateContractDocument,
  OpportunitiesDocument,
  OpportunityDocument,
  SyncContractDocument,
  VoidContractDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';
import { lookAt } from '../../support/look-at.js';

const REP = 'priya.raman@meridian-cloud.example';
const OTHER = 'tom.keller@meridian-cloud.example';
const SIGN_IN = 'POST /services/oauth2/token';

const unhurried = {
  worker: false,
  // No waits between the tries of a call.
  adapters: { random: () => 0 },
  spotdraft: { rateLimitPerSecond: null },
  env: { SPOTDRAFT_RATE_LIMIT: '1000' },
} as const;

function dealsOf(world: World, username: string): string[] {
  const { store } = world.salesforce.control.org;
  const user = world.salesforce.users.find((each) => each.username === username)!;
  return world.salesforce.deals
    .map(({ id }) => id)
    .filter((id) => store.find('Opportunity', id)!.OwnerId === user.id);
}

function linkedContracts(world: World, deals: readonly string[]) {
  return world.spotdraft.control
    .list()
    .filter(
      ({ deleted, external_metadata: { id } }) =>
        !deleted && typeof id === 'string' && deals.includes(id),
    );
}

describe('sessions of users', () => {
  let world: World;
  let log = '';
  let headers: Headers;
  beforeAll(async () => {
    const destination = {
      write: (line: string) => {
        log += line;
      },
    };
    world = await startWorld({
      ...unhurried,
      backfill: true,
      adapters: { ...unhurried.adapters, log: createLogger({ level: 'trace', destination }) },
    });
    headers = await world.asUser(REP);
    await deals(headers);
  });
  afterAll(() => world[Symbol.asyncDispose]());
  beforeEach(() => {
    world.salesforce.control.usage.clearCalls();
  });

  const deals = (as: Headers) => world.graphql(OpportunitiesDocument, { first: 10 }, as);
  const signIns = () => world.salesforce.control.usage.report().byRoute[SIGN_IN] ?? 0;

  test('are their own and last: a user signs in once, however many requests they make', async () => {
    const other = await world.asUser(OTHER);
    const answers = await Promise.all([deals(other), deals(other), deals(headers), deals(headers)]);
    for (const { errors } of answers) expect(errors).toEqual([]);
    expect(signIns()).toBe(1);
    const idsOf = (index: number) => answers[index]!.data!.opportunities.nodes.map(({ id }) => id);
    expect(idsOf(0)).toEqual(idsOf(1));
    expect(idsOf(2)).toEqual(idsOf(3));
    expect(idsOf(2)).not.toEqual(idsOf(0));
  });

  test('that ended are renewed once for all requests that wait, and those of others go on', async () => {
    world.salesforce.control.expireSessions(REP);
    const answers = await Promise.all(Array.from({ length: 8 }, () => deals(headers)));
    for (const { errors, data } of answers) {
      expect(errors).toEqual([]);
      expect(data!.opportunities.nodes.length).toBeGreaterThan(0);
    }
    expect((await deals(await world.asUser(OTHER))).errors).toEqual([]);
    expect(signIns()).toBe(1);
  });

  test('are in no line of the log, not even when they are refused', () => {
    expect(log).toContain('Salesforce session renewed');
    expect(log).not.toMatch(/00D\w{12}!|AQE[\w-]{20}|Bearer |eyJ[\w-]{10}|priya\.raman/i);
  });
});

describe('a field that is hidden from a user', () => {
  let world: World;
  let rep: Headers;
  beforeAll(async () => {
    world = await startWorld({
      ...unhurried,
      backfill: true,
      salesforce: {
        fieldSecurity: {
          [REP]: { hidden: ['Opportunity.Amount', 'Account.Name'] },
          [OTHER]: { hidden: ['Opportunity.AccountId'] },
        },
      },
    });
    rep = await world.asUser(REP);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const list = (variables: Parameters<typeof world.graphql<object, object>>[1], as = rep) =>
    world.graphql(OpportunitiesDocument, { first: 100, ...variables }, as);

  test('is null for them on every deal, without an error, and there for others', async () => {
    const own = await list({});
    expect(own.errors).toEqual([]);
    const { nodes, totalCount } = own.data!.opportunities;
    expect(nodes.length).toBeGreaterThan(5);
    expect(totalCount).toBeGreaterThanOrEqual(nodes.length);
    expect(nodes.every(({ amount, account }) => amount === null && account === null)).toBe(true);
    const id = dealsOf(world, REP)[0]!;
    const one = await world.graphql(OpportunityDocument, { id }, rep);
    expect(one).toMatchObject({ errors: [], data: { opportunity: { id, amount: null } } });
    const all = await list({}, world.as('service'));
    expect(all.data!.opportunities.nodes.some(({ amount }) => amount !== null)).toBe(true);
  });

  test.each([
    ['filter', { filter: { amountFrom: 100_000 } }],
    ['filter', { filter: { amountTo: 0 } }],
    ['order', { orderBy: 'AMOUNT_DESC' as const }],
  ])('can not be found out by a %s', async (_what, variables) => {
    // Twice: what is hidden from them is remembered after the first time.
    for (let time = 0; time < 2; time += 1) {
      const answer = await list(variables);
      expect(answer.data).toBeNull();
      expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(answer.errors[0]!.message).toContain('Amount');
    }
  });

  test('can not be found out by a search in the name of an account', async () => {
    const { store } = world.salesforce.control.org;
    const accountIds = dealsOf(world, REP).map((id) => store.find('Opportunity', id)!.AccountId);
    const accountId = String(accountIds.find((id) => id !== null));
    // The account itself is not hidden, only its name.
    for (let time = 0; time < 2; time += 1) {
      const byAccount = await list({ filter: { accountId } });
      expect(byAccount.errors).toEqual([]);
      expect(byAccount.data!.opportunities.nodes.length).toBeGreaterThan(0);
    }
    const name = String(store.find('Account', accountId)!.Name);
    const found = await list({ filter: { search: name } });
    expect(found.errors).toEqual([]);
    for (const node of found.data!.opportunities.nodes) expect(node.name).toContain(name);
    const other = await list({ filter: { accountId } }, await world.asUser(OTHER));
    expect(other.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('does not come into their drafts, which name it', async () => {
    const [opportunityId] = dealsOf(world, REP);
    const draft = await world.graphql(
      ContractDraftDocument,
      { opportunityId: opportunityId!, templateId: '1204' },
      rep,
    );
    expect(draft.data!.contractDraft).toMatchObject({
      data: {},
      userErrors: [
        { code: 'MAPPING_FAILED', message: expect.stringContaining('Amount') as unknown },
      ],
    });
  });
});

describe('what a user may not see', () => {
  let world: World;
  let rep: Headers;
  beforeAll(async () => {
    world = await startWorld({ ...unhurried, backfill: true });
    rep = await world.asUser(REP);
  });
  afterAll(() => world[Symbol.asyncDispose]());
  beforeEach(() => {
    world.spotdraft.faults.clear();
  });

  test('does not exist while SpotDraft is down either', async () => {
    const [foreign] = linkedContracts(world, dealsOf(world, OTHER));
    for (const status of [503, 429, 403]) {
      world.spotdraft.faults.clear();
      world.spotdraft.faults.add({ kind: 'status', status });
      const ask = async (id: string) => ({
        shown: await world.graphql(ContractDocument, { id }, rep),
        synced: await world.graphql(SyncContractDocument, { id }, rep),
        voided: await world.graphql(
          VoidContractDocument,
          { input: { contractId: id, note: 'x' } },
          rep,
        ),
        document: (await fetch(`${world.app.url}/documents/${id}`, { headers: rep })).status,
      });
      const absent = await ask('T-987654');
      expect(absent.shown).toMatchObject({ data: { contract: null }, errors: [] });
      expect(absent.document).toBe(404);
      expect(await ask(foreign!.id)).toEqual(absent);
    }
  });

  test('is not in the error of a contract that left it', async () => {
    const [from] = dealsOf(world, OTHER).filter((id) => linkedContracts(world, [id]).length === 1);
    const [to] = dealsOf(world, REP);
    const [contract] = linkedContracts(world, [from!]);
    world.salesforce.control.addFault({
      kind: 'row-error',
      object: 'Opportunity',
      recordId: from!,
      statusCode: 'UNABLE_TO_LOCK_ROW',
      message: `unable to obtain exclusive access to this record or 1 records: ${from!}`,
      times: 1_000,
    });
    world.spotdraft.control.relink(contract!.id, { id: to! });
    const synced = await world.graphql(SyncContractDocument, { id: contract!.id });
    expect(synced.errors).toEqual([]);
    const shown = await world.graphql(ContractDocument, { id: contract!.id }, rep);
    expect(shown.data!.contract).toMatchObject({
      opportunity: { id: to },
      sync: { lastError: 'The deal that this contract left could not be written.' },
    });
    expect(JSON.stringify(shown)).not.toContain(from!.slice(0, 15));
    world.salesforce.control.clearFaults();
  });

  test('is not in the cursor of a list that is still looking for what they may see', async () => {
    const [deal] = dealsOf(world, OTHER);
    const hidden: Contract[] = Array.from({ length: 4_100 }, (_, index) => ({
      id: parseContractId(`T-${500_000 + index}`),
      name: 'Zebra supply agreement',
      status: 'DRAFT',
      kind: null,
      type: { id: '303', name: 'Order Form' },
      referenceId: null,
      counterpartyName: null,
      createdBy: null,
      createdAt: new Date(Date.UTC(2031, 0, 1) + index).toISOString(),
      url: 'https://app.spotdraft.example/x',
      externalMetadata: { id: deal },
      opportunityId: parseOpportunityId(deal!),
    }));
    await world.app.store.contracts.save(hidden, lookAt(new Date()));
    const first = await world.graphql(
      ContractsDocument,
      { filter: { search: 'zebra' }, first: 5 },
      rep,
    );
    expect(first.data!.contracts.nodes).toEqual([]);
    const { hasNextPage, endCursor } = first.data!.contracts.pageInfo;
    expect(hasNextPage).toBe(true);
    expect(Buffer.from(endCursor!, 'base64url').toString('latin1')).not.toMatch(/T-5|2031/);
    const rest = await world.graphql(
      ContractsDocument,
      { filter: { search: 'zebra' }, first: 5, after: endCursor! },
      rep,
    );
    expect(rest.data!.contracts).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false } });
    const broken = await world.graphql(
      ContractsDocument,
      { filter: { search: 'zebra' }, first: 5, after: `${endCursor!.slice(0, -4)}AAAA` },
      rep,
    );
    expect(broken.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test('a list of the contracts of a deal they do not see costs SpotDraft nothing', async () => {
  await using world = await startWorld(unhurried);
  const [deal] = dealsOf(world, OTHER);
  const rep = await world.asUser(REP);
  const { data } = await world.graphql(
    ContractsDocument,
    { filter: { opportunityId: deal! } },
    rep,
  );
  expect(data!.contracts).toMatchObject({ nodes: [], totalCount: 0 });
  const asked = Object.keys(world.spotdraft.calls.report().byRoute);
  expect(asked.filter((route) => route.includes('/contracts/'))).toEqual([]);
});

test('a user whose name comes in another case has the same intent', async () => {
  await using world = await startWorld(unhurried);
  const input = { opportunityId: '0065g00AqnHTrDmAEL', templateId: '1204' };
  const { store } = world.salesforce.control.org;
  const ownerId = String(store.find('Opportunity', input.opportunityId)!.OwnerId);
  const owner = String(store.find('User', ownerId)!.Username);
  const email = world.salesforce.users.find(({ username }) => username === owner)!.email;
  const made = [];
  for (const name of [owner, owner.toUpperCase()]) {
    const headers = await world.asUser(name, { email });
    const { data } = await world.graphql(CreateContractDocument, { input }, headers);
    made.push(data!.createContract);
  }
  expect(made.map(({ created }) => created)).toEqual([true, false]);
  expect(made[1]!.contract!.id).toBe(made[0]!.contract!.id);
});
