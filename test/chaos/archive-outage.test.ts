import { expect, test } from 'vitest';
import { archiveDifferences, startStorageWorld } from '../support/archive/storage-world.js';
import type { DestinationName } from '../support/archive/storage-world.js';
import { eventually } from '../support/eventually.js';
import { SkewedClock } from '../support/skewed-clock.js';
import { startWorld } from '../support/world.js';
import { originalsOf } from './archive-storm.js';

const PLACES: readonly DestinationName[] = ['shelf', 's3', 'box'];
const HOURS = 72;
const STEP_MS = 30 * 60_000;

test('72 hours without one destination hold up nothing else, cost SpotDraft nothing, and lose nothing', async () => {
  const clock = new SkewedClock();
  const now = () => clock.now();
  await using storages = await startStorageWorld(PLACES);
  await using world = await startWorld({
    backfill: true,
    webhook: true,
    adapters: { clock },
    salesforce: { now },
    spotdraft: { now, rateLimitPerSecond: null },
    env: {
      SPOTDRAFT_RATE_LIMIT: '500',
      RECONCILE_EVERY_MINUTES: '0',
      RECONCILE_DEEP_EVERY_HOURS: '0',
      ARCHIVE_FILE: storages.file,
    },
  });
  const { spotdraft, app } = world;
  const box = storages.behind('box')!;
  box.faults.add({ kind: 'drop-before-commit' });
  for (const { id, contract_status: status, deleted } of spotdraft.control.list()) {
    if (status === 'SIGN' && !deleted) spotdraft.control.execute(id);
  }
  const executed = spotdraft.control
    .list()
    .filter(({ contract_status: status, deleted }) => status === 'EXECUTED' && !deleted)
    .map(({ id }) => id);
  const at = async (name: DestinationName) => {
    const counts = await app.store.archive.counts();
    return counts.find(({ destination }) => destination === name)?.states;
  };
  await spotdraft.deliveries.flush();
  await eventually(async () => {
    for (const name of ['shelf', 's3'] as const)
      expect(await at(name)).toMatchObject({ ARCHIVED: executed.length, WAITING: 0, PARKED: 0 });
  }, 60_000);
  const linksBefore = linkCalls();

  for (let passedMs = 0; passedMs < HOURS * 60 * 60_000; passedMs += STEP_MS) {
    // Set forward in the middle of a run, the clock would take its leases away.
    await eventually(async () => {
      expect(await app.archive!.pauses.active('box')).not.toBeNull();
      expect((await app.store.queues.archive('box').counts()).running).toBe(0);
    });
    const struckBefore = struck();
    clock.forward(STEP_MS);
    // It is still asked now and then whether it is back.
    await eventually(() => {
      expect(struck()).toBeGreaterThan(struckBefore);
    });
  }
  expect(await at('box')).toMatchObject({ ARCHIVED: 0, WAITING: executed.length, PARKED: 0 });
  expect(linkCalls()).toBe(linksBefore);

  box.faults.clear();
  await eventually(async () => {
    clock.forward(60_000);
    expect(await at('box')).toMatchObject({ ARCHIVED: executed.length, WAITING: 0, PARKED: 0 });
  }, 60_000);
  const originals = await originalsOf(spotdraft, executed);
  for (const name of PLACES) {
    expect(archiveDifferences(storages.files(name), originals), name).toEqual([]);
  }

  function struck(): number {
    return box.faults.list().reduce((sum, rule) => sum + rule.struck, 0);
  }

  function linkCalls(): number {
    const { byRoute } = spotdraft.calls.report();
    return byRoute['POST /api/v2.1/public/contracts/:id/download_link'] ?? 0;
  }
}, 180_000);
