import { expect, it } from 'vitest';
import type { Caller } from '../../../src/auth/caller.js';
import {
  DeliveriesDocument,
  DeliveryCountsDocument,
  DeliveryDocument,
  PruneDeliveriesDocument,
  ReplayDeliveriesDocument,
} from '../../generated/graphql.js';
import { createGraph } from './graph.js';
import { ADMIN_KEY, createWorld, REP, SERVICE_KEY, TEMPLATE_KEY } from './in-memory-services.js';

const REPLAY = { input: { ids: ['1'] } };

it.each<[string, Caller]>([
  ['a service', SERVICE_KEY],
  ['a key of nobody', TEMPLATE_KEY],
  ['a user', REP],
  ['a user with other roles', { ...REP, kind: 'user', username: 'x', email: null, roles: ['ops'] }],
])('answers FORBIDDEN to %s, also where an argument is wrong', async (_who, caller) => {
  const world = createWorld(1);
  const graph = createGraph(world);
  for (const { data, errors } of [
    await graph.run(DeliveriesDocument, {}, caller),
    await graph.run(DeliveriesDocument, { first: 0 }, caller),
    await graph.run(DeliveryDocument, { id: '1' }, caller),
    await graph.run(DeliveryCountsDocument, {}, caller),
    await graph.run(ReplayDeliveriesDocument, REPLAY, caller),
    await graph.run(PruneDeliveriesDocument, { input: { before: '2026-03-01T00:00:00Z' } }, caller),
  ]) {
    expect(data ?? {}).not.toHaveProperty('deliveries');
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
  expect(world.calls).toEqual([]);
});

it('shows bodies, which hold personal data, one at a time', async () => {
  const graph = createGraph(createWorld(1));
  const list = await graph.run(DeliveriesDocument, { first: 1 }, ADMIN_KEY);
  expect(list.errors).toEqual([]);
  expect(list.data?.deliveries).toEqual({
    nodes: [
      {
        id: '2',
        receivedAt: '2026-03-05T00:00:00.000Z',
        activity: 'CONTRACT_EXECUTED',
        state: 'PARKED',
        reason: 'No such contract.',
        contractId: 'T-2',
        body: null,
      },
    ],
    pageInfo: { hasNextPage: true, endCursor: '0' },
  });
  const one = await graph.run(DeliveryDocument, { id: '1' }, ADMIN_KEY);
  expect(one.data?.delivery?.body).toContain('bo@globex.example');
  const none = await graph.run(DeliveryDocument, { id: '404' }, ADMIN_KEY);
  expect(none).toMatchObject({ data: { delivery: null }, errors: [] });
});

it('takes a token with the role admin for an operator', async () => {
  const caller: Caller = { ...REP, kind: 'user', username: 'ops', email: null, roles: ['admin'] };
  const { data } = await createGraph(createWorld(1)).run(DeliveryCountsDocument, {}, caller);
  expect(data?.deliveryCounts).toEqual({
    received: 9,
    applied: 4,
    ignored: 2,
    waiting: 2,
    parked: 1,
  });
});

it('hands over what to list and what to replay, null meaning nothing said', async () => {
  const world = createWorld(1);
  const graph = createGraph(world);
  const since = '2026-03-01T00:00:00.000Z';
  await graph.run(
    DeliveriesDocument,
    { state: ['PARKED', 'WAITING'], contractId: 'T-1', since, first: 3 },
    ADMIN_KEY,
  );
  expect(world.lastArguments.get('deliveries.list')).toEqual([
    { state: ['parked', 'waiting'], contractId: 'T-1', since: new Date(since) },
    { first: 3 },
  ]);
  await graph.run(DeliveriesDocument, { state: null, contractId: null, since: null }, ADMIN_KEY);
  expect(world.lastArguments.get('deliveries.list')).toEqual([{}, { first: 25 }]);
  const answer = await graph.run(
    ReplayDeliveriesDocument,
    { input: { ids: ['1'], contractId: null, state: null, since, until: null } },
    ADMIN_KEY,
  );
  expect(answer.data?.replayDeliveries).toEqual({ replayed: 2, userErrors: [] });
  expect(world.lastArguments.get('deliveries.replay')).toStrictEqual([
    { kind: 'operator', name: 'ops' },
    { ids: ['1'], since: new Date(since) },
  ]);
  const pruned = await graph.run(PruneDeliveriesDocument, { input: { before: since } }, ADMIN_KEY);
  expect(pruned.data?.pruneDeliveries).toEqual({ pruned: 7, userErrors: [] });
  expect(world.lastArguments.get('deliveries.prune')).toStrictEqual([
    { kind: 'operator', name: 'ops' },
    new Date(since),
  ]);
});
