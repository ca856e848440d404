import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../../src/domain/clock.js';
import { contractIdOf } from '../../../../src/domain/contract-id.js';
import { silentLog } from '../../../../src/domain/log.js';
import { openStore } from '../../../../src/store/open-store.js';
import type { Claim, DirtyKey } from '../../../../src/store/queue.js';
import type { Store } from '../../../../src/store/store.js';
import { startSyncWorker } from '../../../../src/sync/index.js';
import { createPauses } from '../../../../src/work/pauses.js';
import type { Reconciler } from '../../../../src/sync/index.js';
import { T1, T2 } from '../../../contract/store/samples.js';
import { eventually } from '../../../support/eventually.js';
import { noWriteBack } from '../../../support/no-write-back.js';

type Run = Reconciler['run'];

let folder: string;
let url: string;
let stores: Store[];
let workers: ReturnType<typeof startSyncWorker>[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-worker-'));
  url = `sqlite:${path.join(folder, 'store.db')}`;
  stores = [];
  workers = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop(5_000)));
  await Promise.all(stores.map((store) => store.close()));
  await rm(folder, { recursive: true });
});

async function open(): Promise<Store> {
  const store = await openStore({ url, clock: systemClock, log: silentLog });
  stores.push(store);
  return store;
}

function start(store: Store, run: Run, settleDue: () => Promise<void> = async () => undefined) {
  const worker = startSyncWorker({
    writeBack: noWriteBack,
    random: () => 1,
    store,
    pauses: createPauses({
      settings: store.settings,
      clock: systemClock,
      random: () => 1,
      log: silentLog,
    }),
    reconciler: { run },
    settler: { settleDue },
    clock: systemClock,
    log: silentLog,
  });
  workers.push(worker);
  return worker;
}

const allDone: Run = async (claims) =>
  new Map(claims.map(({ key }) => [key, { kind: 'done' as const }]));

test('two workers on one store never run a key at once, and leave none behind', async () => {
  const running = new Set<DirtyKey>();
  const runs = new Map<DirtyKey, number>();
  let overlaps = 0;
  const run: Run = async (claims: readonly Claim[]) => {
    for (const { key } of claims) {
      if (running.has(key)) overlaps += 1;
      running.add(key);
      runs.set(key, (runs.get(key) ?? 0) + 1);
    }
    // Long enough for the other worker to come by.
    await new Promise(setImmediate);
    for (const { key } of claims) running.delete(key);
    return allDone(claims);
  };
  const [one, two] = [await open(), await open()];
  start(one, run);
  start(two, run);
  const keys = Array.from({ length: 150 }, (_, index) => contractIdOf('T', index + 1));
  for (let round = 0; round < 4; round += 1) {
    await one.queues.sync.mark(keys);
    for (const worker of workers) worker.wake();
  }
  await eventually(async () => {
    expect(await one.queues.sync.counts()).toMatchObject({ due: 0, later: 0, running: 0 });
  });
  expect(overlaps).toBe(0);
  expect([...runs.keys()].sort()).toEqual([...keys].sort());
});

test('carries out every kind of result', async () => {
  const store = await open();
  const seen: string[] = [];
  const results = [
    { kind: 'again', afterMs: 0 },
    { kind: 'back-off', afterMs: 0, reason: 'not yet' },
    { kind: 'park', reason: 'a person has to look' },
  ] as const;
  const worker = start(store, async (claims) => {
    const result = results[seen.length] ?? { kind: 'done' };
    seen.push(`${result.kind} after ${claims[0]?.attempts ?? -1}`);
    return new Map(claims.map(({ key }) => [key, result]));
  });
  await store.queues.sync.mark([T1]);
  worker.wake();
  await eventually(async () => {
    expect(await store.queues.sync.parked(1)).toMatchObject([
      { key: T1, reason: 'a person has to look' },
    ]);
  });
  await store.queues.sync.mark([T1]);
  await eventually(() => {
    expect(seen).toEqual(['again after 0', 'back-off after 0', 'park after 1', 'done after 0']);
  });
});

test('goes on after unexpected errors of a run, of a result and of the settler', async () => {
  const store = await open();
  let runs = 0;
  let settles = 0;
  const worker = start(
    store,
    async (claims) => {
      runs += 1;
      if (runs === 1) return new Map();
      if (runs === 2) throw new Error('a bug');
      return allDone(claims);
    },
    async () => {
      settles += 1;
      throw new Error('another bug');
    },
  );
  await store.queues.sync.mark([T1]);
  worker.wake();
  await eventually(() => expect(runs).toBe(2));
  await store.queues.sync.mark([T2]);
  await eventually(async () => {
    expect((await store.queues.sync.states([T2])).size).toBe(0);
  });
  expect(settles).toBeGreaterThan(0);
});

test('stops within its deadline while a run hangs, and tells the run', async () => {
  const store = await open();
  let told: AbortSignal | undefined;
  const worker = start(store, async (claims, signal) => {
    told = signal;
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    return new Map(claims.map(({ key }) => [key, { kind: 'again' as const, afterMs: 0 }]));
  });
  await store.queues.sync.mark([T1]);
  worker.wake();
  await eventually(() => expect(told).toBeDefined());
  await worker.stop(5_000);
  expect(told?.aborted).toBe(true);
  expect((await store.queues.sync.states([T1])).get(T1)?.state).toBe('due');
});
