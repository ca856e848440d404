import { expect, it } from 'vitest';
import { silentLog } from '../../../../src/domain/log.js';
import { createWriteLock } from '../../../../src/sync/write-back/write-lock.js';
import { eventually } from '../../../support/eventually.js';
import { pauseCauseOf } from '../../../../src/work/pauses.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';

const FOREVER = { maxWaitMs: Number.POSITIVE_INFINITY };

async function setUp() {
  const clock = new ManualClock();
  const temp = await openTempStore(clock);
  const open = () =>
    createWriteLock({ locks: temp.store.locks, clock, random: () => 0.5, log: silentLog });
  return { clock, temp, open };
}

it('lets one after the other write, whichever process asks', async () => {
  const { clock, temp, open } = await setUp();
  await using _ = temp;
  const first = Promise.withResolvers<undefined>();
  const order: string[] = [];
  const a = open().hold(async () => {
    order.push('a begins');
    await first.promise;
    order.push('a ends');
  }, FOREVER);
  await eventually(() => expect(order).toEqual(['a begins']));
  const b = open().hold(async () => order.push('b'), FOREVER);
  await eventually(() => expect(clock.sleeping).toBe(2));
  first.resolve(undefined);
  await a;
  clock.advance(100);
  await b;
  expect(order).toEqual(['a begins', 'a ends', 'b']);
});

it('holds on for as long as the work takes, and hands on from a process that died', async () => {
  const { clock, temp, open } = await setUp();
  await using _ = temp;
  const long = Promise.withResolvers<undefined>();
  const held = open().hold(() => long.promise, FOREVER);
  await eventually(() => expect(clock.sleeping).toBe(1));
  for (let step = 0; step < 10; step += 1) {
    clock.advance(5_000);
    await eventually(() => expect(clock.sleeping).toBe(1));
    expect(await temp.store.locks.acquire('write-back', 1)).toBeNull();
  }
  long.resolve(undefined);
  await held;
  // A process that died holds the lock and extends it no more.
  expect(await temp.store.locks.acquire('write-back', 15_000)).not.toBeNull();
  const next = open().hold(async () => 'written', FOREVER);
  await eventually(() => expect(clock.sleeping).toBe(1));
  clock.advance(15_000);
  expect(await next).toBe('written');
});

it('lets the lock go when the work fails', async () => {
  const { temp, open } = await setUp();
  await using _ = temp;
  const failing = open().hold(() => Promise.reject(new Error('refused')), FOREVER);
  await expect(failing).rejects.toThrow('refused');
  expect(await open().hold(async () => 'next', FOREVER)).toBe('next');
});

it('gives up after the longest wait, and at once when told to', async () => {
  const { clock, temp, open } = await setUp();
  await using _ = temp;
  await temp.store.locks.acquire('write-back', 600_000);
  const impatient = open().hold(async () => 'never', { maxWaitMs: 1_000 });
  await eventually(() => expect(clock.sleeping).toBe(1));
  clock.advance(1_000);
  const error: unknown = await impatient.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'RATE_LIMITED', service: 'salesforce' });
  // Salesforce has nothing to do with it.
  expect(pauseCauseOf(error)).toBeNull();
  const stop = new AbortController();
  const stopped = open().hold(async () => 'never', { ...FOREVER, signal: stop.signal });
  await eventually(() => expect(clock.sleeping).toBe(1));
  stop.abort(new Error('stopping'));
  await expect(stopped).rejects.toThrow('stopping');
});

it('writes nothing for a caller that was told to end while the store answered, and lets the lock go', async () => {
  const { clock, temp } = await setUp();
  await using _ = temp;
  const { locks } = temp.store;
  const stop = new AbortController();
  const slow = createWriteLock({
    locks: {
      ...locks,
      async acquire(name, leaseMs) {
        const token = await locks.acquire(name, leaseMs);
        stop.abort(new Error('leases ran out'));
        return token;
      },
    },
    clock,
    random: () => 0.5,
    log: silentLog,
  });
  let isWritten = false;
  const work = async () => {
    isWritten = true;
  };
  const held = slow.hold(work, { ...FOREVER, signal: stop.signal });
  await expect(held).rejects.toThrow('leases ran out');
  expect(isWritten).toBe(false);
  expect(await locks.acquire('write-back', 1)).not.toBeNull();
});
