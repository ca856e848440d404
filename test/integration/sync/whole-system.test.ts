import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import { hold, linkedContracts, recordOf, settled, startInLine } from './write-back-world.js';

test.each([
  ['a page with 200', 200],
  ['a page with 404', 404],
  ['a page with 403', 403],
])(
  'SpotDraft answers %s to everything for 25 minutes: nothing is given up',
  async (_name, status) => {
    const clock = new SkewedClock();
    await using world = await startInLine({ adapters: { clock } });
    const contracts = linkedContracts(world).slice(0, 5);
    world.spotdraft.faults.add({
      kind: 'status',
      status,
      body: '<html>Maintenance</html>',
      match: { path: '/api/' },
    });
    for (const { id } of contracts) hold(world, id);
    const { store } = world.app;
    await eventually(async () => {
      expect((await store.inbox.counts()).waiting).toBeGreaterThan(0);
      expect(await world.app.pauses.all()).toMatchObject([{ service: 'spotdraft' }]);
    }, 15_000);
    for (let minute = 0; minute < 25; minute += 1) {
      clock.forward(60_000);
      await new Promise(setImmediate);
    }
    expect(await store.queues.sync.counts()).toMatchObject({ parked: 0 });
    expect(await store.inbox.counts()).toMatchObject({ parked: 0 });
    world.spotdraft.faults.clear();
    await eventually(() => {
      clock.forward(10_000);
      for (const { id } of contracts) expect(recordOf(world, id).Status__c).toBe('ON_HOLD');
    }, 15_000);
    await settled(world);
  },
);

test('a page in place of what SpotDraft says of one contract is waited for, however long, and holds up no other', async () => {
  const clock = new SkewedClock();
  await using world = await startInLine({ adapters: { clock } });
  const [gone, other] = linkedContracts(world);
  world.spotdraft.faults.add({
    kind: 'status',
    status: 404,
    body: '<html>Nothing here</html>',
    match: { pattern: `/contracts/${gone!.id}/` },
  });
  world.spotdraft.control.delete(gone!.id);
  const { store } = world.app;
  await eventually(async () => {
    expect((await store.inbox.counts()).waiting).toBe(1);
  });
  for (let run = 0; run < 12; run += 1) {
    clock.forward(10 * 60_000);
    await eventually(async () => {
      expect(await store.queues.sync.counts()).toMatchObject({ running: 0, due: 0 });
    });
  }
  expect(await store.queues.sync.counts()).toMatchObject({ parked: 0 });
  expect(await store.inbox.counts()).toMatchObject({ parked: 0 });
  hold(world, other!.id);
  await eventually(() => expect(recordOf(world, other!.id).Status__c).toBe('ON_HOLD'));
  world.spotdraft.faults.clear();
  clock.forward(60_000);
  await eventually(() => expect(recordOf(world, gone!.id).Status__c).toBe('DELETED'));
  await settled(world);
}, 40_000);

test('what is given up has its deliveries given up with it, and a replay of what is parked finds them', async () => {
  await using world = await startInLine();
  const [first] = linkedContracts(world);
  world.salesforce.control.addFault({
    kind: 'row-error',
    externalId: first!.id,
    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    message: 'Not on hold',
    times: 2,
  });
  hold(world, first!.id);
  const { store } = world.app;
  await eventually(async () => {
    expect(await store.queues.sync.counts()).toMatchObject({ parked: 1 });
  });
  expect(await store.inbox.list({ states: ['parked'], limit: 5 })).toMatchObject([
    { key: first!.id, reason: /Not on hold/ },
  ]);
  expect(await store.inbox.replay({ states: ['parked'], limit: 5 })).toMatchObject({ replayed: 1 });
  await eventually(() => expect(recordOf(world, first!.id).Status__c).toBe('ON_HOLD'));
});
