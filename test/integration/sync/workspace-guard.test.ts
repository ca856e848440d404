import { describe, expect, test } from 'vitest';
import { startReconcileSchedule, runBackfill, runReconcile } from '../../../src/sync/index.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { crmState } from '../app/sync-support.js';

const ENTITIES = { path: '/organizations/entities/' };
const OTHER = /another workspace than the one this store was filled from/;

const start = () =>
  startWorld({
    backfill: true,
    worker: false,
    spotdraft: { rateLimitPerSecond: null, contracts: 24 },
    env: { SPOTDRAFT_RATE_LIMIT: '500', RECONCILE_EVERY_MINUTES: '0' },
  });

const backfill = (world: World, acceptWorkspace = false) =>
  runBackfill({ ...world.app, acceptWorkspace, onProgress: () => undefined });

/** As if the credential were one of another workspace: other entities, and none of the contracts. */
function move(world: World): void {
  const { faults, control } = world.spotdraft;
  faults.add({
    kind: 'status',
    status: 200,
    match: ENTITIES,
    body: [{ id: 990_001, name: 'Somebody Else Ltd', reference_id: 'x', is_primary: true }],
  });
  for (const { id } of control.list()) control.delete(id);
}

describe('a store that is pointed at another workspace', () => {
  test('is neither compared nor repaired, by nobody, until that is said to be meant', async () => {
    await using world = await start();
    const before = crmState(world);
    move(world);
    await expect(runReconcile(world.app, { dryRun: false })).rejects.toThrow(OTHER);
    await expect(backfill(world)).rejects.toThrow(OTHER);
    const warnings: unknown[] = [];
    const schedule = startReconcileSchedule({
      ...world.app,
      sweepEveryMs: 1,
      deepEveryMs: 1,
      log: { ...world.app.log, warn: (fields) => warnings.push(fields) },
      onReport: () => undefined,
    });
    await eventually(() => expect(JSON.stringify(warnings)).toContain('CONFLICT'));
    await schedule.stop(5_000);
    expect(crmState(world)).toEqual(before);
    expect(await world.app.store.contracts.count({ statuses: ['DELETED'] })).toBe(0);

    const { deleted, contracts } = await backfill(world, true);
    expect(contracts).toBe(0);
    expect(deleted).toBeGreaterThan(0);
    expect(await runReconcile(world.app, { dryRun: true })).toMatchObject({ adrift: 0 });
  });
});

test('the same workspace may get and lose entities, and another credential', async () => {
  await using world = await start();
  const { faults } = world.spotdraft;
  const answer = (body: object) => {
    faults.clear();
    faults.add({ kind: 'status', status: 200, match: ENTITIES, body });
  };
  const real = JSON.parse((await world.app.store.settings.get('workspace'))!) as {
    entityIds: string[];
  };
  answer([{ id: Number(real.entityIds[0]) }, { id: 990_002 }]);
  expect(await runReconcile(world.app, { dryRun: false })).toMatchObject({ adrift: 0 });
  const known = await world.app.store.settings.get('workspace');
  answer([{ id: 990_002 }]);
  expect(await runReconcile(world.app, { dryRun: true })).toMatchObject({ adrift: 0 });
  expect(await world.app.store.settings.get('workspace')).toBe(known);
  expect(await runReconcile(world.app, { dryRun: false })).toMatchObject({ adrift: 0 });
  answer([]);
  expect(await runReconcile(world.app, { dryRun: false })).toMatchObject({ adrift: 0 });
  faults.clear();
  faults.add({ kind: 'status', status: 403, match: ENTITIES, body: { detail: 'No permission.' } });
  expect(await runReconcile(world.app, { dryRun: false })).toMatchObject({ adrift: 0 });
});
