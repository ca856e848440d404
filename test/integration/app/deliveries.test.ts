import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  DeliveriesDocument,
  DeliveryCountsDocument,
  DeliveryDocument,
  PruneDeliveriesDocument,
  ReplayDeliveriesDocument,
} from '../../generated/graphql.js';
import type { DeliveriesQueryVariables } from '../../generated/graphql.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';
import { CONTRACT_OBJECT, crmRecord, deliver, deliveryOf, someContract } from './sync-support.js';

const REP = 'priya.raman@meridian-cloud.example';

describe('deliveries over HTTP', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ worker: false });
    const contract = someContract(world, 'SIGN');
    await deliver(world, deliveryOf(contract, 'CONTRACT_SIGNED'));
    await deliver(world, deliveryOf(contract, 'SIGNING_EMAIL_OPENED'));
    await deliver(world, deliveryOf(someContract(world, 'EXECUTED'), 'CONTRACT_EXECUTED'));
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test.each<[string, () => Headers | Promise<Headers>]>([
    ['a service key', () => world.as('service')],
    ['a key of the role user', () => world.as('user')],
    ['a user', () => world.asUser(REP)],
    ['a user with other roles', () => world.asUser(REP, { roles: ['administrator', 'ADMIN'] })],
    [
      'an admin whom the CRM does not let in',
      () => world.asUser('dana.whitfield@meridian-cloud.example', { roles: ['admin'] }),
    ],
  ])('answers FORBIDDEN to %s', async (_who, credentials) => {
    const headers = await credentials();
    for (const { status, errors } of [
      await world.graphql(DeliveriesDocument, {}, headers),
      await world.graphql(DeliveryDocument, { id: '1' }, headers),
      await world.graphql(DeliveryCountsDocument, {}, headers),
      await world.graphql(ReplayDeliveriesDocument, { input: { ids: ['1'] } }, headers),
    ]) {
      expect(status).toBe(200);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });

  test('answers 401 without credentials', async () => {
    expect((await world.graphql(DeliveryCountsDocument, {}, {})).status).toBe(401);
  });

  test.each<[string, () => Headers | Promise<Headers>]>([
    ['an admin key', () => world.as('admin')],
    ['a user with the role admin', () => world.asUser(REP, { roles: ['admin'] })],
  ])('shows %s the deliveries, the totals and one body at a time', async (_who, credentials) => {
    const headers = await credentials();
    const { data } = await world.graphql(DeliveriesDocument, { first: 2 }, headers);
    const { nodes, pageInfo } = data!.deliveries;
    expect(nodes.map(({ activity, state, body }) => [activity, state, body])).toEqual([
      ['CONTRACT_EXECUTED', 'WAITING', null],
      ['SIGNING_EMAIL_OPENED', 'IGNORED', null],
    ]);
    expect(nodes[1]?.reason).toMatch(/changes nothing/);
    const next = await world.graphql(
      DeliveriesDocument,
      { first: 2, after: pageInfo.endCursor },
      headers,
    );
    expect(next.data?.deliveries).toMatchObject({
      nodes: [{ activity: 'CONTRACT_SIGNED' }],
      pageInfo: { hasNextPage: false },
    });
    const one = await world.graphql(DeliveryDocument, { id: nodes[0]!.id }, headers);
    expect(JSON.parse(one.data!.delivery!.body!)).toMatchObject({ activity: 'CONTRACT_EXECUTED' });
    const counts = await world.graphql(DeliveryCountsDocument, {}, headers);
    expect(counts.data?.deliveryCounts).toEqual({
      received: 3,
      applied: 0,
      ignored: 1,
      waiting: 2,
      parked: 0,
    });
  });

  test('filters by state, contract and time', async () => {
    const list = async (filter: DeliveriesQueryVariables) => {
      const { data } = await world.graphql(DeliveriesDocument, filter, world.as('admin'));
      return data!.deliveries.nodes.map(({ activity }) => activity);
    };
    const number = someContract(world, 'SIGN').contract_id;
    expect(await list({ state: ['IGNORED', 'PARKED'] })).toEqual(['SIGNING_EMAIL_OPENED']);
    expect(await list({ contractId: String(number) })).toEqual(['CONTRACT_SIGNED']);
    expect(await list({ contractId: `T-${number}` })).toEqual(['CONTRACT_SIGNED']);
    expect(await list({ since: '2000-01-01T00:00:00Z' })).toHaveLength(3);
    expect(await list({ since: '2100-01-01T00:00:00Z' })).toEqual([]);
    expect(await list({ until: '2000-01-01T00:00:00Z' })).toEqual([]);
    expect(await list({ activity: ['CONTRACT_SIGNED', 'NOTHING'] })).toEqual(['CONTRACT_SIGNED']);
    const [deal] = world.salesforce.deals;
    expect(await list({ opportunityId: deal!.id, activity: ['NOTHING'] })).toEqual([]);
  });

  test('answers BAD_USER_INPUT to malformed ids, cursors and pages', async () => {
    const admin = world.as('admin');
    for (const { errors } of [
      await world.graphql(DeliveryDocument, { id: 'T-1' }, admin),
      await world.graphql(DeliveriesDocument, { contractId: 'nonsense' }, admin),
      await world.graphql(DeliveriesDocument, { after: 'nonsense' }, admin),
      await world.graphql(DeliveriesDocument, { first: 101 }, admin),
    ]) {
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    const unknown = await world.graphql(DeliveryDocument, { id: '404' }, admin);
    expect(unknown).toMatchObject({ data: { delivery: null }, errors: [] });
  });

  test('deletes what is finished and older than a time', async () => {
    const prune = async (before: string) =>
      (await world.graphql(PruneDeliveriesDocument, { input: { before } }, world.as('admin'))).data
        ?.pruneDeliveries;
    expect(await prune('2000-01-01T00:00:00Z')).toEqual({ pruned: 0, userErrors: [] });
    expect(await prune('2100-01-01T00:00:00Z')).toEqual({ pruned: 1, userErrors: [] });
    const { received, ignored, waiting } = await world.app.store.inbox.counts();
    expect({ received, ignored, waiting }).toEqual({ received: 3, ignored: 1, waiting: 2 });
    expect(await world.app.store.inbox.list({ limit: 10 })).toHaveLength(2);
  });

  test('says in userErrors why it replays nothing', async () => {
    const replay = async (input: { ids?: string[] }) =>
      (await world.graphql(ReplayDeliveriesDocument, { input }, world.as('admin'))).data
        ?.replayDeliveries;
    expect(await replay({})).toMatchObject({ replayed: 0, userErrors: [{ field: null }] });
    expect(await replay({ ids: ['404'] })).toMatchObject({
      replayed: 0,
      userErrors: [{ field: ['ids', '0'], code: 'NOT_FOUND' }],
    });
  });
});

test('what the CRM refused is replayed once its cause is mended', async () => {
  await using world = await startWorld({ backfill: true });
  const contract = someContract(world, 'SIGN');
  world.salesforce.control.addFault({
    kind: 'row-error',
    object: CONTRACT_OBJECT,
    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    message: 'Ask finance first',
    times: 100,
  });
  world.spotdraft.control.execute(contract.id);
  const told = { contract_status: 'EXECUTED' };
  await deliver(world, deliveryOf(contract, 'CONTRACT_EXECUTED', told));
  const admin = world.as('admin');
  await eventually(async () => {
    const { data } = await world.graphql(DeliveriesDocument, { state: ['PARKED'] }, admin);
    expect(data?.deliveries.nodes).toMatchObject([{ contractId: contract.id }]);
    expect(data?.deliveries.nodes[0]?.reason).toMatch(/Ask finance first/);
  });
  const metrics = async () => (await fetch(`${world.app.url}/metrics`)).text();
  expect(await metrics()).toMatch(/^dealdraft_deliveries\{state="parked"\} 1$/m);
  expect(await metrics()).toMatch(/^dealdraft_deliveries_received_total 1$/m);
  expect(await metrics()).toMatch(/^dealdraft_oldest_parked_key_age_seconds [\d.e-]+$/m);
  expect(await metrics()).toMatch(/^dealdraft_webhook_silence_seconds 0$/m);

  world.salesforce.control.clearFaults();
  const input = { contractId: contract.id };
  const counted = await world.graphql(
    ReplayDeliveriesDocument,
    { input: { ...input, dryRun: true } },
    admin,
  );
  expect(counted.data?.replayDeliveries).toEqual({ matching: 1, replayed: 0, userErrors: [] });
  const { data } = await world.graphql(ReplayDeliveriesDocument, { input }, admin);
  expect(data?.replayDeliveries).toEqual({ matching: 1, replayed: 1, userErrors: [] });
  await eventually(async () => {
    const counts = await world.graphql(DeliveryCountsDocument, {}, admin);
    expect(counts.data?.deliveryCounts).toMatchObject({ received: 1, applied: 1, parked: 0 });
  });
  expect(crmRecord(world, contract.id)).toMatchObject({ Status__c: 'EXECUTED' });
});
