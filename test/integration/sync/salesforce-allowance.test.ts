import { expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import type { World } from '../../support/world.js';
import { hold, linkedContracts, recordOf, settled, startInLine } from './write-back-world.js';

const DAILY = 10_000;
const MINUTE_MS = 60_000;

/** Every answer of the org says `Sforce-Limit-Info`; this makes one come. */
async function spend(world: World, percent: number): Promise<void> {
  world.salesforce.control.usage.setUsed((DAILY * percent) / 100);
  expect(await world.app.crm.ping()).toEqual({ ok: true });
  expect(world.app.crm.usage()?.limit).toBe(DAILY);
}

/** Background work of one contract, as repair passes and backfills do it. */
function writeInBackground(world: World, id: string): { isDone: boolean; done: Promise<void> } {
  const work = { isDone: false, done: Promise.resolve() };
  work.done = world.app.writeBack
    .write({
      contractIds: [parseContractId(id)],
      dealIds: [],
      compareWith: 'crm',
      lane: 'background',
    })
    .then(() => {
      work.isDone = true;
    });
  return work;
}

async function syncByHand(world: World, id: string): Promise<void> {
  const { errors } = await world.graphql(
    'mutation ($id: ID!) { syncContract(id: $id) { userErrors { message } } }',
    { id },
  );
  expect(errors).toEqual([]);
}

async function expectHeld(world: World, id: string): Promise<void> {
  await eventually(() => expect(recordOf(world, id).Status__c).toBe('ON_HOLD'));
}

test('as the day runs out, background work slows and stops, then deliveries wait, and people never do', async () => {
  const clock = new SkewedClock();
  await using world = await startInLine({
    adapters: { clock },
    salesforce: { dailyApiLimit: DAILY },
  });
  const [first, second, third, fourth, ...others] = linkedContracts(world).map(({ id }) => id);

  // 85 %: a third of the way from 80 to 95, so 20 seconds of wait.
  await spend(world, 85);
  const slowed = writeInBackground(world, others[0]!);
  hold(world, first!);
  await expectHeld(world, first!);
  expect(slowed.isDone).toBe(false);
  clock.forward(MINUTE_MS);
  await slowed.done;

  await spend(world, 96);
  const stopped = writeInBackground(world, others[0]!);
  for (let minute = 0; minute < 10; minute += 1) clock.forward(MINUTE_MS);
  hold(world, second!);
  await expectHeld(world, second!);
  expect(stopped.isDone).toBe(false);
  expect(await world.app.pauses.all()).toEqual([]);

  await spend(world, 99.5);
  hold(world, third!);
  await eventually(async () => {
    expect(await world.app.pauses.active('salesforce')).toMatchObject({ cause: 'allowance' });
  });
  expect(recordOf(world, third!).Status__c).not.toBe('ON_HOLD');
  world.spotdraft.control.hold(fourth!);
  await syncByHand(world, fourth!);
  expect(recordOf(world, fourth!).Status__c).toBe('ON_HOLD');
  expect(stopped.isDone).toBe(false);

  // The window rolls on: nobody has to do anything.
  world.salesforce.control.usage.setUsed(0);
  await eventually(async () => {
    clock.forward(MINUTE_MS);
    expect(recordOf(world, third!).Status__c).toBe('ON_HOLD');
    expect(stopped.isDone).toBe(true);
  });
  await settled(world);
  expect((await world.app.store.queues.sync.counts()).parked).toBe(0);
}, 40_000);

test('REQUEST_LIMIT_EXCEEDED pauses write-back a minute at a time, and every key is written afterwards', async () => {
  const clock = new SkewedClock();
  await using world = await startInLine({
    adapters: { clock },
    salesforce: { dailyApiLimit: DAILY },
  });
  const { pauses, store } = world.app;
  const ids = linkedContracts(world).map(({ id }) => id);
  world.salesforce.control.usage.setUsed(DAILY);
  for (const id of ids) hold(world, id);
  await world.spotdraft.deliveries.flush();
  const { received } = await store.inbox.counts();
  expect(received).toBeGreaterThanOrEqual(ids.length);

  const waitsMinutes: number[] = [];
  for (let probe = 0; probe < 4; probe += 1) {
    const pause = await eventually(async () => {
      const active = await pauses.active('salesforce');
      expect(active).toMatchObject({ cause: 'allowance', failures: probe });
      return active!;
    });
    const waitMs = pause.until.getTime() - clock.now().getTime();
    waitsMinutes.push(Math.ceil(waitMs / MINUTE_MS));
    expect(await store.inbox.counts()).toMatchObject({ received, parked: 0 });
    if (probe === 3) world.salesforce.control.usage.setUsed(DAILY / 2);
    clock.forward(waitMs);
  }
  expect(waitsMinutes).toEqual([1, 1, 1, 1]);

  for (const id of ids) await expectHeld(world, id);
  await settled(world);
  expect(await pauses.all()).toEqual([]);
  expect((await store.queues.sync.counts()).parked).toBe(0);
  expect(await store.inbox.counts()).toMatchObject({ waiting: 0, parked: 0 });
}, 40_000);
