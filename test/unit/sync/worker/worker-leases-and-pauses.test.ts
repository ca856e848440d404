import { expect, it } from 'vitest';
import { UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import type { Claim, DirtyKey, Queue } from '../../../../src/store/queue.js';
import { createPauses } from '../../../../src/work/pauses.js';
import type { RunResult } from '../../../../src/work/run-result.js';
import { startSyncWorker } from '../../../../src/sync/worker/sync-worker.js';
import { T1, T2, T3, delivery } from '../../../contract/store/samples.js';
import { eventually } from '../../../support/eventually.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';
import { noWriteBack } from '../../../support/no-write-back.js';

type Run = (claims: readonly Claim[], signal: AbortSignal | undefined) => Promise<RunResult>;

async function setUp(
  run: Run = async () => ({ kind: 'done' }),
  queue: Partial<Queue<DirtyKey>> = {},
) {
  const clock = new ManualClock();
  const temp = await openTempStore(clock);
  const { store } = temp;
  const runs: DirtyKey[][] = [];
  const pauses = createPauses({
    settings: store.settings,
    clock,
    random: () => 1,
    log: silentLog,
  });
  const start = () =>
    startSyncWorker({
      writeBack: noWriteBack,
      random: () => 1,
      store: { ...store, queues: { ...store.queues, sync: { ...store.queues.sync, ...queue } } },
      pauses,
      reconciler: {
        async run(claims, signal) {
          runs.push(claims.map(({ key }) => key));
          const result = await run(claims, signal);
          return new Map(claims.map(({ key }) => [key, result]));
        },
      },
      settler: { settleDue: async () => undefined },
      clock,
      log: silentLog,
    });
  /** Lets time pass in small steps until `check` holds. */
  const pass = (check: () => Promise<void> | void, stepMs = 50) =>
    eventually(async () => {
      try {
        await check();
      } catch (error) {
        clock.advance(stepMs);
        throw error;
      }
    });
  /** Makes the key's runs end with their process, `times` times. */
  const die = async (times: number) => {
    for (let i = 0; i < times; i += 1) {
      await store.queues.sync.claim({ limit: 10, leaseMs: 1 });
      clock.advance(1);
    }
  };
  return { clock, temp, store, runs, pauses, start, pass, die };
}

it('runs what is due, and what a wake announces', async () => {
  const { temp, store, runs, start, pass } = await setUp();
  await using _ = temp;
  await store.queues.sync.mark([T1]);
  const worker = start();
  await pass(() => expect(runs).toEqual([[T1]]));
  await store.queues.sync.mark([T2]);
  worker.wake();
  await eventually(() => expect(runs).toEqual([[T1], [T2]]));
  await eventually(async () => expect((await store.queues.sync.states([T1, T2])).size).toBe(0));
  await worker.stop(1_000);
});

it('extends the leases of a batch that takes long, so that nobody else gets its keys', async () => {
  const slow = Promise.withResolvers<RunResult>();
  const { clock, temp, store, runs, start, pass } = await setUp(() => slow.promise);
  await using _ = temp;
  await store.queues.sync.mark([T1]);
  const worker = start();
  await pass(() => expect(runs).toHaveLength(1));
  for (let step = 0; step < 20; step += 1) {
    clock.advance(5_000);
    await eventually(async () => {
      expect((await store.queues.sync.nextDueAt())!.getTime() - clock.now().getTime()).toBe(20_000);
    });
    expect(await store.queues.sync.claim({ limit: 10, leaseMs: 1 })).toEqual([]);
  }
  slow.resolve({ kind: 'done' });
  await pass(async () => expect((await store.queues.sync.states([T1])).size).toBe(0));
  await worker.stop(1_000);
});

it.each([
  ['another worker has them', async () => 0],
  ['the store refuses', () => Promise.reject(new Error('disk full'))],
])('ends a run whose leases can not be held because %s', async (_why, extend) => {
  let ended = 0;
  const hang: Run = (_claims, signal) =>
    new Promise((resolve) => {
      signal?.addEventListener('abort', () => {
        ended += 1;
        resolve({ kind: 'again', afterMs: 60_000 });
      });
    });
  const { temp, store, runs, start, pass } = await setUp(hang, { extend });
  await using _ = temp;
  await store.queues.sync.mark([T1]);
  const worker = start();
  await pass(() => expect(runs).toHaveLength(1));
  await pass(() => expect(ended).toBe(1), 1_000);
  await worker.stop(1_000);
});

it('gives unfinished keys back at once when it stops, without counting a failure', async () => {
  const { temp, store, runs, start, pass } = await setUp(
    (_claims, signal) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => {
          resolve({ kind: 'again', afterMs: 0 });
        });
      }),
  );
  await using _ = temp;
  await store.queues.sync.mark([T1, T2]);
  const worker = start();
  await pass(() => expect(runs).toHaveLength(1));
  await worker.stop(8_000);
  const claims = await store.queues.sync.claim({ limit: 10, leaseMs: 1_000 });
  expect(claims.map(({ key, attempts }) => [key, attempts])).toEqual([
    [T1, 0],
    [T2, 0],
  ]);
});

it('waits no longer than told for a call that is in flight', async () => {
  const { clock, temp, store, runs, start, pass } = await setUp(() => new Promise(() => undefined));
  await using _ = temp;
  await store.queues.sync.mark([T1]);
  const worker = start();
  await pass(() => expect(runs).toHaveLength(1));
  const stopped = worker.stop(8_000);
  clock.advance(8_000);
  await stopped;
});

it('runs a key alone after its process has died often, and clears those beside it', async () => {
  const { temp, store, runs, start, pass, die } = await setUp();
  await using _ = temp;
  await store.queues.sync.mark([T1, T2]);
  await die(8);
  await store.queues.sync.mark([T3]);
  const worker = start();
  await pass(async () => expect((await store.queues.sync.counts()).due).toBe(0));
  await pass(() => expect(runs.flat().sort()).toEqual([T1, T2, T3]));
  expect(runs.filter((keys) => keys.some((key) => key !== T3)).map((keys) => keys.length)).toEqual([
    1, 1,
  ]);
  await worker.stop(1_000);
});

it('parks a key whose process died again and again, with its deliveries, instead of running it', async () => {
  const { temp, store, runs, start, pass, die } = await setUp();
  await using _ = temp;
  await store.inbox.accept(delivery(T1, 'deadly'));
  await die(10);
  const worker = start();
  await pass(async () => {
    const [parked] = await store.queues.sync.parked(10);
    expect(parked?.key).toBe(T1);
    expect(parked?.reason).toContain('died 10 times');
  });
  expect(runs).toEqual([]);
  expect(await store.inbox.counts()).toMatchObject({ parked: 1, waiting: 0 });
  await store.queues.sync.mark([T1]);
  worker.wake();
  await pass(() => expect(runs).toEqual([[T1]]));
  await worker.stop(1_000);
});

it('claims nothing while a system is paused, and resumes by itself', async () => {
  const { clock, temp, store, runs, pauses, start, pass } = await setUp();
  await using _ = temp;
  await pauses.note(
    new UpstreamUnavailableError('down', { service: 'spotdraft', operation: 'GET /contracts/' }),
  );
  const untilMs = (await pauses.longest())!.until.getTime();
  await store.queues.sync.mark([T1]);
  const worker = start();
  worker.wake();
  await pass(() => expect(runs).toEqual([[T1]]), 100);
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(untilMs);
  await worker.stop(1_000);
});

it('goes on after an unexpected error of the store', async () => {
  const { temp, store, runs, start, pass } = await setUp();
  await using _ = temp;
  await store.settings.set('pause:spotdraft', 'no JSON');
  await store.queues.sync.mark([T1]);
  const worker = start();
  await eventually(() => expect(runs).toEqual([]));
  await store.settings.delete('pause:spotdraft');
  await pass(() => expect(runs).toEqual([[T1]]), 500);
  await worker.stop(1_000);
});
