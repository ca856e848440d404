import { expect, it } from 'vitest';
import { UpstreamUnavailableError } from '../../../../../src/domain/errors.js';
import { askForRepair, repairOrders, runBackfill } from '../../../../../src/sync/index.js';
import type { DriftReport } from '../../../../../src/sync/index.js';
import { startReconcileSchedule } from '../../../../../src/sync/passes/drift/reconcile-schedule.js';
import type { ReconcileScheduleParts } from '../../../../../src/sync/passes/drift/reconcile-schedule.js';
import { RECONCILED, saveStamp } from '../../../../../src/sync/passes/pass-stamp.js';
import { contract, DEAL_A, T1 } from '../../../../contract/store/samples.js';
import { eventually } from '../../../../support/eventually.js';
import { openPassWorld, RECORDS } from '../../../../support/pass-world.js';

const HOUR_MS = 60 * 60_000;

async function inLine(sweepEveryMs: number) {
  const passes = await openPassWorld();
  passes.has(contract({ id: T1, opportunityId: DEAL_A }));
  await runBackfill({ ...passes.parts, onProgress: () => undefined });
  const reports: DriftReport[] = [];
  const start = (over: Partial<ReconcileScheduleParts> = {}) =>
    startReconcileSchedule({
      ...passes.parts,
      sweepEveryMs,
      deepEveryMs: 0,
      onReport: (report) => reports.push(report),
      ...over,
    });
  return { passes, reports, start };
}

it('looks at what changed since the last good pass when an operator asks for that', async () => {
  const { passes, reports, start } = await inLine(0);
  await using _ = passes;
  const { clock, store } = passes;
  const since = clock.now().toISOString();
  clock.advance(HOUR_MS);
  const order = { at: clock.now(), by: 'ops', restart: false } as const;
  await askForRepair(store.settings, { ...order, pass: 'CHANGED' });
  const schedule = start();
  await eventually(async () => {
    expect((await repairOrders(store.settings)).asked).toBeNull();
  });
  await schedule.stop(5_000);
  expect(reports).toMatchObject([{ since, interrupted: false }]);
});

it('makes no pass that another process has finished while this one waited its turn', async () => {
  const { passes, reports, start } = await inLine(HOUR_MS);
  await using _ = passes;
  const { clock, store, world } = passes;
  clock.advance(HOUR_MS);
  let turns = 0;
  const locks: typeof store.locks = {
    ...store.locks,
    async acquire(...args) {
      await saveStamp(store.settings, RECONCILED, { at: clock.now(), begunAt: clock.now() });
      turns += 1;
      return store.locks.acquire(...args);
    },
  };
  world.queries.length = 0;
  const schedule = start({ store: { ...store, locks } });
  await eventually(async () => {
    expect(turns).toBe(1);
    // The turn is over.
    expect(await store.locks.acquire('reconcile', 1)).not.toBeNull();
  });
  await schedule.stop(5_000);
  expect(reports).toEqual([]);
  expect(world.queries).toEqual([]);
});

it('makes the pass again that an operator asked for when the CRM interrupted it', async () => {
  const { passes, reports, start } = await inLine(0);
  await using _ = passes;
  const { clock, store, world } = passes;
  clock.advance(HOUR_MS);
  world.held.set(`${RECORDS} ${T1}`, { Status__c: 'edited', Deal__c: DEAL_A });
  const down = new UpstreamUnavailableError('maintenance', { service: 'salesforce' });
  world.callFailures.set(RECORDS, down);
  const order = { at: clock.now(), by: 'ops', restart: false } as const;
  await askForRepair(store.settings, { ...order, pass: 'EVERYTHING' });
  const schedule = start();
  await eventually(() => expect(reports).toMatchObject([{ interrupted: true, adrift: 1 }]));
  expect((await repairOrders(store.settings)).asked).not.toBeNull();
  world.callFailures.clear();
  await eventually(async () => {
    clock.advance(60_000);
    expect((await repairOrders(store.settings)).asked).toBeNull();
  });
  await schedule.stop(5_000);
  expect(reports.at(-1)).toMatchObject({ interrupted: false, adrift: 0 });
  expect(world.held.get(`${RECORDS} ${T1}`)).toMatchObject({ Status__c: 'DRAFT' });
});
