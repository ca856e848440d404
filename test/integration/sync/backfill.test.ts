import { describe, expect, test } from 'vitest';
import { backfilledAt, runBackfill, runReconcile } from '../../../src/sync/index.js';
import type { BackfillProgress } from '../../../src/sync/index.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const start = (contracts = 450) =>
  startWorld({
    worker: false,
    spotdraft: { rateLimitPerSecond: null, contracts },
    env: { SPOTDRAFT_RATE_LIMIT: '500' },
  });

function records(world: World): number {
  return world.salesforce.control.org.store.rows('SpotDraft_Contract__c').length;
}

const listCalls = (world: World) =>
  world.spotdraft.calls.report().byRoute['GET /api/v2.1/public/contracts/'] ?? 0;

/** Runs a backfill and interrupts it when it shows the given progress. */
async function interrupt(world: World, isTime: (progress: BackfillProgress) => boolean) {
  const interrupted = new AbortController();
  await expect(
    runBackfill({
      ...world.app,
      signal: interrupted.signal,
      onProgress: (progress) => {
        if (isTime(progress)) interrupted.abort(new Error('Enough.'));
      },
    }),
  ).rejects.toThrow('Enough.');
}

const finish = (world: World, options: { restart?: boolean } = {}) =>
  runBackfill({ ...world.app, ...options, onProgress: () => undefined });

describe('an interrupted backfill', () => {
  test('goes on in the middle of writing, and reads nothing again but what is new', async () => {
    await using world = await start();
    await interrupt(world, ({ phase, done }) => phase === 'writing' && done >= 200);
    const written = records(world);
    expect(written).toBeGreaterThan(0);
    const calls = listCalls(world);
    const report = await finish(world);
    expect(report).toMatchObject({ contracts: 450, failed: [] });
    expect(report.resumedFrom).not.toBeNull();
    expect(listCalls(world)).toBe(calls);
    expect(records(world)).toBeGreaterThan(written);
    expect(await runReconcile(world.app, { dryRun: true })).toMatchObject({ adrift: 0 });
  });

  test('vouches for nothing before everything is read, and then for the time of the beginning that counts', async () => {
    await using world = await start();
    await interrupt(world, ({ phase, done }) => phase === 'reading' && done >= 100);
    expect(await backfilledAt(world.app.store.settings)).toBeNull();
    // No window was done, so there is nothing to go on from.
    const between = new Date();
    expect(await finish(world)).toMatchObject({ resumedFrom: null });
    const at = (await backfilledAt(world.app.store.settings))!;
    // By SpotDraft's clock, which tells whole seconds.
    expect(at.getTime()).toBeGreaterThan(between.getTime() - 1_000);
  });

  test('is begun anew when asked, or when it lies a day back', async () => {
    await using world = await start();
    await interrupt(world, ({ phase }) => phase === 'writing');
    expect(await finish(world, { restart: true })).toMatchObject({ resumedFrom: null });
    await interrupt(world, ({ phase }) => phase === 'writing');
    // By the clock of the store, which told when it was begun.
    const tomorrow = new Date(Date.now() + 24 * 60 * 60_000);
    const report = await runBackfill({
      ...world.app,
      store: { ...world.app.store, now: async () => tomorrow },
      onProgress: () => undefined,
    });
    expect(report).toMatchObject({ resumedFrom: null, contracts: 450 });
  });

  test('reports what it could not write before it was interrupted', async () => {
    await using world = await start();
    const [first] = (
      await world.app.spotdraft.listContracts({ page: 1, limit: 100 }, { lane: 'background' })
    ).contracts.filter(({ opportunityId }) => opportunityId !== null);
    world.salesforce.control.org.faults.add({
      kind: 'row-error',
      object: 'SpotDraft_Contract__c',
      externalId: first!.id,
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Closed period.',
      times: 9,
    });
    await interrupt(world, ({ phase, done }) => phase === 'writing' && done >= 400);
    const report = await finish(world);
    expect(report.failed).toMatchObject([{ id: first!.id }]);
  });
});

test('a repeated backfill finds what was deleted, and reports what SpotDraft refuses to show', async () => {
  await using world = await start();
  await finish(world);
  const { spotdraft } = world;
  const [gone, hidden] = spotdraft.control
    .list()
    .filter(({ external_metadata }) => typeof external_metadata.id === 'string');
  spotdraft.control.delete(gone!.id);
  expect(await finish(world)).toMatchObject({ deleted: 1, failed: [] });
  spotdraft.control.delete(hidden!.id);
  spotdraft.faults.add({
    kind: 'status',
    match: { method: 'GET', path: `/contracts/${hidden!.id}/status` },
    status: 403,
    body: { detail: 'You may not see this contract.' },
  });
  const report = await finish(world);
  expect(report.failed).toMatchObject([{ id: hidden!.id }]);
  expect(report).toMatchObject({ deleted: 1 });
});
