import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../../src/domain/log.js';
import type { DirtyKey, Queue } from '../../../src/store/queue.js';
import { startQueueWorker } from '../../../src/work/queue-worker.js';
import type { QueueWorker } from '../../../src/work/queue-worker.js';
import { T1, T2 } from '../../contract/store/samples.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';
import { openTempStore } from '../../support/temp-store.js';
import type { TempStore } from '../../support/temp-store.js';

const SAFETY_LOOK_MS = 5_000;

let clock: ManualClock;
let opened: TempStore;
let worker: QueueWorker;
/** What the worker was asked to run, and what it asked the store. */
let runs: DirtyKey[] = [];
let calls = 0;
/** Tells of a key, as the store does; nothing does unless a test calls it. */
let wake: () => void;

/** The queue, which counts what it is asked. */
function counted(queue: Queue<DirtyKey>): Queue<DirtyKey> {
  return new Proxy(queue, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: readonly unknown[]) => {
        calls += 1;
        return Reflect.apply(method, target, args) as unknown;
      };
    },
  });
}

/** Until the worker has looked, found nothing and sleeps. */
const atRest = () => eventually(() => expect(clock.sleeping).toBe(1));

beforeEach(async () => {
  clock = new ManualClock();
  opened = await openTempStore(clock);
  [runs, calls, wake] = [[], 0, () => undefined];
  worker = startQueueWorker<DirtyKey>({
    name: 'test',
    messages: { failed: 'failed', parked: 'parked' },
    queue: counted(opened.store.queues.sync),
    wakes: {
      listen(onWake) {
        wake = onWake;
        return { isLive: () => true, stop: () => undefined };
      },
    },
    run: async (claims) => {
      runs.push(...claims.map(({ key }) => key));
      return new Map(claims.map(({ key }) => [key, { kind: 'done' }]));
    },
    batch: 10,
    maxAttempts: 3,
    pauses: { longest: async () => null },
    clock,
    log: silentLog,
  });
  await atRest();
});

afterEach(async () => {
  await worker.stop(1_000);
  await opened[Symbol.asyncDispose]();
});

describe('a worker that is told of keys', () => {
  it('runs them at once: its clock stands still', async () => {
    await opened.store.queues.sync.mark([T1]);
    wake();
    await eventually(() => expect(runs).toEqual([T1]));
    await atRest();
    await opened.store.queues.sync.mark([T2]);
    worker.wake();
    await eventually(() => expect(runs).toEqual([T1, T2]));
  });

  it('finds a key that nobody told it of when it looks by itself, and not before', async () => {
    await opened.store.queues.sync.mark([T1]);
    clock.advance(SAFETY_LOOK_MS - 1);
    expect([clock.sleeping, runs]).toEqual([1, []]);
    clock.advance(1);
    await eventually(() => expect(runs).toEqual([T1]));
  });

  it('asks the store 24 times in a minute in which nothing comes', async () => {
    calls = 0;
    for (let passedMs = 0; passedMs < 60_000; passedMs += SAFETY_LOOK_MS) {
      const before = calls;
      clock.advance(SAFETY_LOOK_MS);
      await eventually(() => expect([calls, clock.sleeping]).toEqual([before + 2, 1]));
    }
    expect(calls).toBe(24);
  });
});
