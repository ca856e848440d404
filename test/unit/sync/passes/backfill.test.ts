import { expect, it } from 'vitest';
import { ForbiddenError, UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { runBackfill } from '../../../../src/sync/index.js';
import type { BackfillParts } from '../../../../src/sync/passes/backfill.js';
import { contract, DEAL_A, T1, T2, T3 } from '../../../contract/store/samples.js';
import { openPassWorld, RECORDS } from '../../../support/pass-world.js';

const PROGRESS = 'backfill-progress';
const spotdraft = { service: 'spotdraft' } as const;

const run = (parts: Omit<BackfillParts, 'onProgress'>) =>
  runBackfill({ ...parts, onProgress: () => undefined });

/** What an interrupted run leaves that had read every contract made before `readBefore`. */
const progressOf = (now: Date, over: object = {}) =>
  JSON.stringify({
    startedAt: now,
    begunAt: now,
    firstLook: 1,
    readBefore: null,
    read: 0,
    total: null,
    writing: null,
    written: 0,
    failed: [],
    undecided: [],
    ...over,
  });

it('goes on behind what an interrupted run had read, and reports what that had found', async () => {
  await using passes = await openPassWorld();
  const { world, store, clock } = passes;
  const readBefore = new Date('2026-02-01T00:00:00Z');
  const early = contract({ id: T1, createdAt: '2026-01-01T00:00:00Z', opportunityId: DEAL_A });
  passes.has(early, contract({ id: T2 }));
  const look = await store.contracts.beginLook();
  await store.contracts.save([early], look);
  const failed = [{ id: T3, reason: 'Closed period.' }];
  await store.settings.set(
    PROGRESS,
    progressOf(clock.now(), { readBefore, read: 1, failed, firstLook: look.number }),
  );
  const report = await run(passes.parts);
  expect(world.queries.map(({ createdFrom }) => createdFrom)).toEqual([readBefore]);
  expect(report).toMatchObject({
    contracts: 2,
    failed,
    resumedFrom: clock.now().toISOString(),
  });
  expect(await store.settings.get(PROGRESS)).toBeNull();
});

it.each([
  ['of an earlier version', { read: undefined }],
  ['that names what is no contract', { undecided: ['contract 7'] }],
])('begins anew on progress %s', async (_, over) => {
  await using passes = await openPassWorld();
  const { store, clock } = passes;
  passes.has(contract({ id: T1 }));
  const before = { read: 500, readBefore: clock.now() };
  await store.settings.set(PROGRESS, progressOf(clock.now(), { ...before, ...over }));
  expect(await run(passes.parts)).toMatchObject({ contracts: 1, resumedFrom: null, failed: [] });
});

it('reports a row that is refused for now, and leaves it to the queue', async () => {
  await using passes = await openPassWorld();
  const { world, store } = passes;
  passes.has(
    contract({ id: T1, opportunityId: DEAL_A }),
    contract({ id: T2, opportunityId: DEAL_A }),
  );
  const locked = { ok: false, code: 'UNABLE_TO_LOCK_ROW', message: 'busy', fields: [] } as const;
  world.rowFailures.set(T1, { ...locked, cause: 'lock', retryable: true });
  world.rowFailures.set(T2, { ...locked, code: 'CLOSED', cause: 'validation', retryable: false });
  const report = await run(passes.parts);
  expect(report.failed.map(({ id }) => id)).toEqual([T1, T2]);
  const queued = await store.queues.sync.states([T1, T2]);
  expect(queued.get(T1)?.state).toBe('due');
  expect(queued.has(T2)).toBe(false);
});

it('asks nobody about the record of a forgotten contract that says it is deleted', async () => {
  await using passes = await openPassWorld();
  const { world } = passes;
  world.held.set(`${RECORDS} ${T3}`, { Status__c: 'DELETED' });
  world.refusals.set(T3, new Error('nobody should ask'));
  expect(await run(passes.parts)).toMatchObject({ failed: [], written: 0 });
});

it('reports the one contract that SpotDraft refuses to show, and ends where SpotDraft is down', async () => {
  await using passes = await openPassWorld();
  const { world, store } = passes;
  await store.contracts.save([contract({ id: T1 })], await store.contracts.beginLook());
  world.refusals.set(T1, new UpstreamUnavailableError('SpotDraft does not answer.', spotdraft));
  await expect(run(passes.parts)).rejects.toThrow('SpotDraft does not answer.');
  world.refusals.set(T1, new ForbiddenError('Confidential.', { ...spotdraft, status: 403 }));
  const report = await run(passes.parts);
  expect(report).toMatchObject({ failed: [{ id: T1, reason: 'Confidential.' }], deleted: 0 });
});

it('takes a contract that only just came for neither deleted nor failed, and looks again', async () => {
  await using passes = await openPassWorld();
  const { store, clock } = passes;
  const young = contract({ id: T1, createdAt: clock.now().toISOString() });
  await store.contracts.save([young], await store.contracts.beginLook());
  expect(await run(passes.parts)).toMatchObject({ undecided: 1, deleted: 0, failed: [] });
  expect(await store.queues.sync.counts()).toMatchObject({ due: 0, later: 1 });
});
