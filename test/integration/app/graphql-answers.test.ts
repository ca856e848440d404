import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  ContractDocument,
  ContractDraftDocument,
  ContractsDocument,
  CreateContractDocument,
  DeliveriesDocument,
  OpportunitiesDocument,
  OpportunitiesWithContractsDocument,
  OpportunityDocument,
  ReplayDeliveriesDocument,
  TemplateDocument,
  ViewerDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const REP = 'priya.raman@meridian-cloud.example';
const MALFORMED = { extensions: { code: 'BAD_USER_INPUT' } };

let world: World;
/** The app before anything is projected. */
let fresh: World;

beforeAll(async () => {
  const unhurried = {
    worker: false,
    // No waits between the tries of a call.
    adapters: { random: () => 0 },
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  } as const;
  [world, fresh] = await Promise.all([
    startWorld({ ...unhurried, backfill: true }),
    startWorld(unhurried),
  ]);
});
afterAll(() => Promise.all([world[Symbol.asyncDispose](), fresh[Symbol.asyncDispose]()]));
beforeEach(() => {
  world.spotdraft.calls.reset();
  world.salesforce.control.usage.clearCalls();
});

const crmCalls = () => world.salesforce.control.usage.report().total;
const callsSoFar = () => world.spotdraft.calls.report().total + crmCalls();

/** A contract of a deal, in a status that allows much. */
function linked(status = 'SIGN') {
  const found = world.spotdraft.control
    .list()
    .find(
      ({ contract_status, deleted, external_metadata: { id } }) =>
        contract_status === status && !deleted && typeof id === 'string',
    )!;
  return { id: found.id, dealId: String(found.external_metadata.id) };
}

describe('deals', () => {
  test('answer when SpotDraft is down, with an error at each contracts field', async () => {
    fresh.spotdraft.faults.add({ kind: 'status', status: 503 });
    const { data, errors } = await fresh.graphql(OpportunitiesWithContractsDocument, { first: 2 });
    fresh.spotdraft.faults.clear();
    expect(data!.opportunities.nodes).toMatchObject([{ contracts: null }, { contracts: null }]);
    expect(errors.map(({ path, extensions }) => ({ path, extensions }))).toEqual(
      [0, 1].map((index) => ({
        path: ['opportunities', 'nodes', index, 'contracts'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' },
      })),
    );
  });

  test('take null for an optional argument as absent', async () => {
    const nothing = { search: null, stageName: null, closeDateTo: null, ownerId: null };
    const [given, absent] = await Promise.all([
      world.graphql(OpportunitiesDocument, {
        filter: { ...nothing, isClosed: false },
        orderBy: null,
        first: null,
        after: null,
      }),
      world.graphql(OpportunitiesDocument, { filter: { isClosed: false } }),
    ]);
    expect(given.errors).toEqual([]);
    expect(given.data).toEqual(absent.data);
    expect(given.data!.opportunities.nodes).toHaveLength(25);
  });

  test('show times in one form', async () => {
    const { data } = await world.graphql(OpportunitiesDocument, { first: 1 });
    const [deal] = data!.opportunities.nodes;
    expect(deal!.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(deal!.updatedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

describe('pages', () => {
  test('have an edge for each node, and say whether something lies before', async () => {
    const first = (await world.graphql(OpportunitiesDocument, { first: 3 })).data!.opportunities;
    const { endCursor } = first.pageInfo;
    const second = (await world.graphql(OpportunitiesDocument, { first: 3, after: endCursor }))
      .data!.opportunities;
    for (const page of [first, second]) {
      expect(page.edges.map(({ node }) => node.id)).toEqual(page.nodes.map(({ id }) => id));
      expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)!.cursor);
      expect(page.totalCount).toBe(world.salesforce.deals.length);
    }
    expect(first.pageInfo.hasPreviousPage).toBe(false);
    expect(second.pageInfo.hasPreviousPage).toBe(true);
    expect(second.nodes[0]!.id).not.toBe(first.nodes[2]!.id);
  });

  test('have no cursors when they are empty', async () => {
    const { data } = await world.graphql(ContractsDocument, {
      filter: { search: 'no contract is called this' },
    });
    expect(data?.contracts).toEqual({
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      totalCount: 0,
    });
  });

  test.each([0, -1, 101])('are refused with first: %i before any upstream call', async (first) => {
    for (const { errors } of [
      await world.graphql(OpportunitiesDocument, { first }),
      await world.graphql(ContractsDocument, { first }),
      await world.graphql(DeliveriesDocument, { first }, world.as('admin')),
    ]) {
      expect(errors).toMatchObject([
        { ...MALFORMED, message: `"first" is ${first}; it must be 1 to 100.` },
      ]);
    }
    expect(callsSoFar()).toBe(0);
  });

  test('are refused for a cursor that no list gave out, in the same words everywhere', async () => {
    const message = '"after" is not a cursor of this API. Pass an endCursor as it came.';
    for (const { errors } of [
      await world.graphql(OpportunitiesDocument, { after: 'x' }),
      await world.graphql(ContractsDocument, { after: 'x' }),
      await world.graphql(ContractsDocument, { after: 's_x' }),
      await world.graphql(DeliveriesDocument, { after: 'x' }, world.as('admin')),
    ]) {
      expect(errors).toMatchObject([{ ...MALFORMED, message }]);
    }
    expect(callsSoFar()).toBe(0);
  });
});

describe('contracts', () => {
  test('are read in one batch when several are asked for at once', async () => {
    const [one, other] = [linked('SIGN'), linked('EXECUTED')];
    const { data, errors } = await world.graphql(
      'query ($a: ID!, $b: ID!) { a: contract(id: $a) { id } b: contract(id: $b) { id } c: contract(id: $a) { id } }',
      { a: one.id, b: other.id },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ a: { id: one.id }, b: { id: other.id }, c: { id: one.id } });
    expect(crmCalls()).toBe(1);
    expect(world.spotdraft.calls.report().total).toBe(0);
  });

  test('are filtered by times of any zone', async () => {
    const { id } = linked();
    const all = async (updatedSince: string) =>
      (await world.graphql(ContractsDocument, { filter: { updatedSince }, first: 100 })).data!
        .contracts.nodes;
    expect((await all('2000-01-01T00:00:00+02:00')).length).toBeGreaterThan(0);
    const contract = (await world.app.store.contracts.list({}, { limit: 1_000 })).find(
      (each) => each.contract.id === id,
    )!;
    expect(contract).toBeDefined();
    const inTwoHours = new Date(Date.now() + 2 * 3_600_000 + 60_000).toISOString();
    // The same hours, but two zones further east: a minute from now.
    expect(await all(inTwoHours.replace('Z', '+02:00'))).toEqual([]);
  });

  test.each(['123', 'X-1', 'T-0', "T-1' OR"])('refuse the malformed id %j', async (id) => {
    const { data, errors } = await world.graphql(ContractDocument, { id });
    expect(data?.contract).toBeNull();
    expect(errors).toMatchObject([{ ...MALFORMED, path: ['contract'] }]);
    expect(callsSoFar()).toBe(0);
  });

  test('say at each path that asked that its deal could not be read', async () => {
    const { id } = linked();
    // What decides whether a contract is seen is asked another way than its deal.
    world.salesforce.control.addFault({
      kind: 'status',
      status: 503,
      match: { path: 'StageName' },
    });
    const { data, errors } = await world.graphql(
      'query ($id: ID!) { a: contract(id: $id) { id opportunity { name } } b: contract(id: $id) { id opportunity { name } } }',
      { id },
    );
    world.salesforce.control.clearFaults();
    expect(data).toEqual({ a: { id, opportunity: null }, b: { id, opportunity: null } });
    expect(errors.map(({ path, extensions }) => ({ path, extensions }))).toEqual(
      ['a', 'b'].map((alias) => ({
        path: [alias, 'opportunity'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'salesforce' },
      })),
    );
  });
});

test('a caller sees who they are', async () => {
  const headers = await world.asUser(REP);
  const { data } = await world.graphql(ViewerDocument, {}, headers);
  const user = world.salesforce.users.find(({ username }) => username === REP)!;
  expect(data?.viewer).toMatchObject({ email: user.email, userId: user.id, roles: ['user'] });
  const key = await world.graphql(ViewerDocument, {});
  expect(key.data?.viewer).toEqual({
    name: 'service',
    email: null,
    userId: null,
    roles: ['service'],
  });
});

describe('templates', () => {
  test('admit a caller once a request, and are each read once', async () => {
    const headers = await world.asUser(REP);
    await world.graphql(TemplateDocument, { id: '1204' }, headers); // signed in, and described
    world.spotdraft.calls.reset();
    const { data, errors } = await world.graphql<Record<'a' | 'b', { fields: unknown[] }>, object>(
      '{ a: template(id: "1204") { fields { name } } b: template(id: "1204") { fields { name } } }',
      {},
      headers,
    );
    expect(errors).toEqual([]);
    expect(data!.a.fields.length).toBeGreaterThan(0);
    expect(data!.b).toEqual(data!.a);
    expect(callsSoFar()).toBeLessThanOrEqual(1);
  });

  test.each(['abc', '-1', '1204 ', '0', '1e3', '9'.repeat(16), ''])(
    'refuse the malformed id %j before any call',
    async (id) => {
      for (const { errors } of [
        await world.graphql(TemplateDocument, { id }),
        await world.graphql(ContractDraftDocument, {
          opportunityId: world.salesforce.deals[0]!.id,
          templateId: id,
        }),
      ]) {
        expect(errors).toMatchObject([MALFORMED]);
        expect(errors[0]!.message).toContain('is not the id of a template: it is a number.');
      }
      expect(callsSoFar()).toBe(0);
    },
  );
});

describe('mutations', () => {
  test('take null for an optional member of an input as absent', async () => {
    const { store } = world.salesforce.control.org;
    const hasPrimary = new Set(
      store
        .rows('OpportunityContactRole')
        .filter((role) => role.IsPrimary === true)
        .map((role) => role.OpportunityId),
    );
    const opportunityId = String(
      store
        .rows('Opportunity')
        .find((row) => row.Amount !== null && row.AccountId !== null && hasPrimary.has(row.Id))!.Id,
    );
    const nothing = { name: null, data: null, sendToCounterparties: null };
    const { data, errors } = await world.graphql(CreateContractDocument, {
      input: { opportunityId, templateId: '1204', idempotencyKey: null, ...nothing },
    });
    expect(errors).toEqual([]);
    expect(data!.createContract).toMatchObject({
      created: true,
      userErrors: [],
      contract: { status: 'DRAFT', opportunity: { id: opportunityId } },
    });
    // The same intent, said without the nulls.
    const again = await world.graphql(CreateContractDocument, {
      input: { opportunityId, templateId: '1204' },
    });
    expect(again.data!.createContract).toMatchObject({
      created: false,
      contract: { id: data!.createContract.contract!.id },
    });
  });

  test('accept contract data written into the document', async () => {
    const { data, errors } = await world.graphql<
      { createContract: { userErrors: { field: string[]; code: string }[] } },
      object
    >(
      `mutation { createContract(input: {
        opportunityId: "${linked().dealId}", templateId: "1204"
        data: { nothing_like_it: { type: "EUR", value: 1.5, rows: [{ ok: true, no: null }] } }
      }) { userErrors { field code } } }`,
      {},
    );
    expect(errors).toEqual([]);
    expect(data!.createContract.userErrors).toContainEqual({
      field: ['data', 'nothing_like_it'],
      code: 'UNKNOWN_FIELD',
    });
  });

  test('show nothing stale behind a mutation, even in the same request', async () => {
    const { id, dealId } = linked('DRAFT');
    const to = world.salesforce.deals.find((deal) => deal.id !== dealId)!.id;
    type Shown = Record<
      string,
      { contract: { opportunity: { id: string; contracts: { id: string }[] } } }
    >;
    const { data, errors } = await world.graphql<Shown, object>(
      `mutation Move($id: ID!, $to: ID!, $back: ID!) {
        before: syncContract(id: $id) { contract { ...Deal } }
        there: linkContract(input: { contractId: $id, opportunityId: $to }) { contract { ...Deal } }
        back: linkContract(input: { contractId: $id, opportunityId: $back }) { contract { ...Deal } }
      }
      fragment Deal on Contract { opportunity { id contracts { id } } }`,
      { id, to, back: dealId },
    );
    expect(errors).toEqual([]);
    expect(Object.values(data!).map(({ contract }) => contract.opportunity.id)).toEqual([
      dealId,
      to,
      dealId,
    ]);
    for (const { contract } of Object.values(data!)) {
      expect(contract.opportunity.contracts.map((each) => each.id)).toContain(id);
    }
    const { data: after } = await world.graphql(OpportunityDocument, { id: to });
    expect(after!.opportunity!.contracts!.map((each) => each.id)).not.toContain(id);
  });
});

describe('deliveries', () => {
  test('are refused to whoever is no operator before an argument is looked at', async () => {
    const strangers = [
      world.as('service'),
      world.as('user'),
      await world.asUser(REP),
      await world.asUser(REP, { roles: ['ops'] }),
    ];
    for (const headers of strangers) {
      for (const { errors } of [
        await world.graphql(DeliveriesDocument, { first: 0 }, headers),
        await world.graphql(DeliveriesDocument, { after: 'x' }, headers),
        await world.graphql(ReplayDeliveriesDocument, { input: { ids: ['x'] } }, headers),
      ]) {
        expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      }
    }
  });

  test('take null for an optional argument as nothing said', async () => {
    const admin = world.as('admin');
    const list = await world.graphql(
      DeliveriesDocument,
      { state: null, contractId: null, since: null, first: null, after: null },
      admin,
    );
    expect(list.errors).toEqual([]);
    const replay = await world.graphql(
      ReplayDeliveriesDocument,
      { input: { ids: null, contractId: null, state: null, since: null, until: null } },
      admin,
    );
    expect(replay.data?.replayDeliveries).toMatchObject({
      replayed: 0,
      userErrors: [{ field: null, code: 'INVALID_INPUT' }],
    });
  });
});
