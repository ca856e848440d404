import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { startApp } from '../../../src/app/start-app.js';
import { loadConfig } from '../../../src/config/config.js';
import { silentLog } from '../../../src/domain/log.js';
import { reconciledAt, silence } from '../../../src/sync/index.js';
import {
  askForRepair,
  backfilledAt,
  pauseRepairs,
  repairOrders,
  resumeRepairs,
  runBackfill,
  runReconcile,
  startReconcileSchedule,
} from '../../../src/sync/index.js';
import type { DriftReport } from '../../../src/sync/index.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const RECORD = 'SpotDraft_Contract__c';
const quick = {
  worker: false,
  spotdraft: { rateLimitPerSecond: null },
  env: { SPOTDRAFT_RATE_LIMIT: '500' },
} as const;
const backfilled = { ...quick, backfill: true } as const;

const live = (world: World) => world.spotdraft.control.list().filter(({ deleted }) => !deleted);
const linked = (world: World, status: string) =>
  live(world).filter(
    ({ contract_status, id }) => contract_status === status && recordOf(world, id) !== undefined,
  );

function recordOf(world: World, id: string) {
  return world.salesforce.control.org.store
    .rows(RECORD)
    .find((row) => row.SpotDraft_Id__c === id && row.IsDeleted !== true);
}

/** What dealdraft is answerable for in the CRM, by record, without times of writing. */
function crmState(world: World) {
  const { store } = world.salesforce.control.org;
  const pick = (row: Readonly<Record<string, unknown>>, ...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, row[name]]));
  const byId = (a: { Id?: unknown }, b: { Id?: unknown }) => (String(a.Id) < String(b.Id) ? -1 : 1);
  return {
    records: store
      .rows(RECORD)
      .filter((row) => row.IsDeleted !== true)
      .sort(byId)
      .map((row) =>
        pick(
          row,
          'Id',
          'Name',
          'SpotDraft_Id__c',
          'Status__c',
          'Opportunity__c',
          'Counterparty__c',
        ),
      ),
    deals: store
      .rows('Opportunity')
      .sort(byId)
      .map((row) => pick(row, 'Id', 'Contract_Status__c')),
  };
}

describe('a pass over everything', () => {
  test('on an empty store finds every contract unknown, changes nothing in a dry run, and else repairs all', async () => {
    await using world = await startWorld(quick);
    const { app } = world;
    const before = crmState(world);
    const dry = await runReconcile(app, { dryRun: true });
    expect(dry.found['unknown-contract']).toBe(live(world).length);
    expect(await app.store.contracts.count({})).toBe(0);
    expect(crmState(world)).toEqual(before);
    const report = await runReconcile(app, { dryRun: false });
    expect(report).toMatchObject({ adrift: 0, repaired: dry.found });
    expect(await runReconcile(app, { dryRun: true })).toMatchObject({ adrift: 0, found: {} });
    expect(await reconciledAt(app.store.settings)).toBeNull();
  });

  test('tells what it could not repair, with the reason', async () => {
    await using world = await startWorld(backfilled);
    const [contract] = linked(world, 'SIGN');
    const { id } = contract!;
    world.spotdraft.control.execute(id);
    world.salesforce.control.org.faults.add({
      kind: 'row-error',
      object: RECORD,
      externalId: id,
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Closed period.',
      times: 9,
    });
    const report = await runReconcile(world.app, { dryRun: false });
    expect(report).toMatchObject({ adrift: 1, found: { 'missed-delivery': 1 }, repaired: {} });
    expect(report.items).toMatchObject([
      { id, repaired: false, reason: expect.stringContaining('Closed period.') as string },
    ]);
  });

  test('leaves alone what SpotDraft does not show to dealdraft', async () => {
    await using world = await startWorld(backfilled);
    const [contract] = linked(world, 'SIGN');
    const { id } = contract!;
    const before = crmState(world);
    world.spotdraft.control.delete(id);
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'GET', path: `/contracts/${id}/status` },
      status: 403,
      body: { detail: 'You may not see this contract.' },
    });
    const report = await runReconcile(world.app, { dryRun: false });
    expect(report).toMatchObject({ adrift: 1, found: { unreadable: 1 } });
    expect(crmState(world)).toEqual(before);
  });
});

test('a pass that the CRM interrupts says so, vouches for nothing, and is done again', async () => {
  await using world = await startWorld(backfilled);
  const { app, salesforce } = world;
  const since = (await reconciledAt(app.store.settings))!;
  for (const { id } of linked(world, 'SIGN')) world.spotdraft.control.execute(id);
  salesforce.control.faults.add({
    kind: 'status',
    match: { method: 'PATCH' },
    status: 503,
    body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'Try later.' }],
  });
  const report = await runReconcile(app, { since, dryRun: false });
  expect(report).toMatchObject({ interrupted: true, repaired: {} });
  expect(report.adrift).toBe(report.found['missed-delivery']);
  expect(await reconciledAt(app.store.settings)).toEqual(since);
  salesforce.control.faults.clear();
  // What was read is known by now; the records are still behind.
  expect(await runReconcile(app, { since, dryRun: false })).toMatchObject({ adrift: 0 });
  expect(await runReconcile(app, { dryRun: true })).toMatchObject({ found: {} });
});

describe('a sweep', () => {
  test('reads what SpotDraft updated since, and vouches for the time up to its start', async () => {
    await using world = await startWorld(backfilled);
    const { app } = world;
    const since = (await reconciledAt(app.store.settings))!;
    const [contract] = linked(world, 'SIGN');
    world.spotdraft.control.execute(contract!.id);
    const report = await runReconcile(app, { since, dryRun: false });
    expect(report).toMatchObject({ adrift: 0, repaired: { 'missed-delivery': 1 } });
    expect(report.contracts).toBeLessThan(live(world).length);
    const at = (await reconciledAt(app.store.settings))!;
    // By SpotDraft's clock, which tells whole seconds.
    const aheadMs = Date.parse(report.startedAt) - at.getTime();
    expect(aheadMs).toBeLessThan(1_000);
    expect(aheadMs).toBeGreaterThan(-1_000);
    // A webhook that works would have told of it.
    const later = new Date(Date.now() + 60_000);
    const { changedAt } = await silence(app.store.settings, app.store.inbox, later);
    // As long ago as the last pass was by SpotDraft's clock.
    expect(Math.abs(changedAt!.getTime() - since.getTime())).toBeLessThanOrEqual(1_000);
    // A pass that leaves a gap vouches for nothing.
    await runReconcile(app, { since: new Date(Date.now() + 1_000), dryRun: false });
    await runReconcile(app, { since, dryRun: true });
    expect(await reconciledAt(app.store.settings)).toEqual(at);
  });

  test('misses nothing while rows move between its pages', async () => {
    await using world = await startWorld({
      ...backfilled,
      spotdraft: { rateLimitPerSecond: null, contracts: 260 },
    });
    const { app, spotdraft } = world;
    const since = new Date(Date.now() + 1);
    await eventually(() => {
      expect(Date.now()).toBeGreaterThan(since.getTime());
    });
    const changed = live(world).slice(0, 240);
    for (const { id } of changed) spotdraft.control.rename(id, `Renamed ${id}`);
    let pages = 0;
    const moving = {
      ...app.spotdraft,
      async listContracts(...args: Parameters<typeof app.spotdraft.listContracts>) {
        const page = await app.spotdraft.listContracts(...args);
        pages += 1;
        // Leaves the first page behind us: the first row of the second page moves to where we have been.
        if (pages === 1) spotdraft.control.delete(page.contracts[0]!.id);
        return page;
      },
    };
    const report = await runReconcile({ ...app, spotdraft: moving }, { since, dryRun: true });
    expect(pages).toBeGreaterThan(3);
    expect(report.found['missed-delivery']).toBe(240);
  });
});

describe('a lost store', () => {
  test('is rebuilt by a backfill, records of deleted contracts included', async () => {
    await using world = await startWorld(backfilled);
    const { spotdraft } = world;
    const [executed] = linked(world, 'EXECUTED');
    const [draft, alsoDeleted] = linked(world, 'DRAFT');
    const [signing] = linked(world, 'SIGN');
    spotdraft.control.delete(executed!.id);
    spotdraft.control.delete(draft!.id);
    spotdraft.control.hold(signing!.id);
    await runReconcile(world.app, { dryRun: false });
    const before = crmState(world);
    // Deleted while nobody watched, and then the store is lost.
    spotdraft.control.delete(alsoDeleted!.id);
    const config = loadConfig({
      ...world.env,
      STORE_URL: `sqlite:${path.join(world.folder, 'another.db')}`,
      PUBLIC_URL: world.app.publicUrl.current,
    });
    await using app = await startApp(config, { worker: false, log: silentLog });
    const foresight = await runReconcile(app, { dryRun: true });
    expect(foresight.found).toMatchObject({ 'record-without-contract': 1 });
    const report = await runBackfill({ ...app, onProgress: () => undefined });
    expect(report.failed).toEqual([]);
    expect(recordOf(world, alsoDeleted!.id)).toMatchObject({
      Status__c: 'DELETED',
      Name: alsoDeleted!.contract_name,
    });
    const after = crmState(world);
    const others = (state: typeof before) =>
      state.records.filter((row) => row.SpotDraft_Id__c !== alsoDeleted!.id);
    expect(others(after)).toEqual(others(before));
    expect(await runReconcile(app, { dryRun: true })).toMatchObject({ adrift: 0, found: {} });
    expect(await runReconcile(world.app, { dryRun: true })).toMatchObject({
      found: { deleted: 1 },
    });
  });
});

test('a pass on an empty store marks the records of contracts that are gone, and spares those that are hidden', async () => {
  await using world = await startWorld(backfilled);
  const { spotdraft } = world;
  const [gone, hidden] = linked(world, 'DRAFT');
  spotdraft.control.delete(gone!.id);
  spotdraft.control.delete(hidden!.id);
  spotdraft.faults.add({
    kind: 'status',
    match: { method: 'GET', path: `/contracts/${hidden!.id}/status` },
    status: 403,
    body: { detail: 'You may not see this contract.' },
  });
  const config = loadConfig({
    ...world.env,
    STORE_URL: `sqlite:${path.join(world.folder, 'another.db')}`,
    PUBLIC_URL: world.app.publicUrl.current,
  });
  await using app = await startApp(config, { worker: false, log: silentLog });
  const report = await runReconcile(app, { dryRun: false });
  expect(report).toMatchObject({
    adrift: 1,
    found: { 'record-without-contract': 1, unreadable: 1 },
    repaired: { 'record-without-contract': 1 },
  });
  expect(recordOf(world, gone!.id)).toMatchObject({ Status__c: 'DELETED' });
  expect(recordOf(world, hidden!.id)).toMatchObject({ Status__c: 'DRAFT' });
  const backfill = await runBackfill({ ...app, onProgress: () => undefined });
  expect(backfill.failed.map(({ id }) => id)).toEqual([hidden!.id]);
});

test('a workspace without contract records has its deals compared', async () => {
  await using world = await startWorld(backfilled);
  const { mapping } = world.app;
  const app = {
    ...world.app,
    mapping: { ...mapping, writeback: { ...mapping.writeback, contract: null } },
  };
  const [contract] = linked(world, 'EXECUTED');
  const deal = String(contract!.external_metadata.id);
  world.salesforce.control.org.store.update(
    world.salesforce.control.org.store.find('Opportunity', deal)!,
    { Contract_Status__c: null },
  );
  const report = await runReconcile(app, { dryRun: true });
  expect(report).toMatchObject({ found: { 'deal-outdated': 1 }, items: [{ id: deal }] });
  const neither = {
    ...app,
    mapping: { ...mapping, writeback: { contract: null, opportunity: null } },
  };
  expect(await runReconcile(neither, { dryRun: true })).toMatchObject({ found: {} });
});

describe('the schedule', () => {
  const start = (world: World, reports: DriftReport[], everyMs = { sweep: 1, deep: 0 }) =>
    startReconcileSchedule({
      ...world.app,
      sweepEveryMs: everyMs.sweep,
      deepEveryMs: everyMs.deep,
      onReport: (report) => reports.push(report),
    });

  test('sweeps from the last good pass on, and compares everything when that is due', async () => {
    await using world = await startWorld(backfilled);
    const { settings } = world.app.store;
    const since = (await reconciledAt(settings))!;
    const [contract] = linked(world, 'SIGN');
    world.spotdraft.control.hold(contract!.id);
    const reports: DriftReport[] = [];
    const sweeping = start(world, reports);
    await eventually(() => expect(reports).toHaveLength(1));
    await sweeping.stop(5_000);
    expect(reports[0]).toMatchObject({ since: since.toISOString(), repaired: { 'on-hold': 1 } });
    const comparing = start(world, reports, { sweep: 0, deep: 1 });
    await eventually(() => expect(reports).toHaveLength(2));
    await comparing.stop(5_000);
    expect(reports[1]).toMatchObject({ since: null, adrift: 0 });
  });

  test('does nothing before a backfill, while another process does it, when it is off or paused', async () => {
    await using world = await startWorld(quick);
    const { store } = world.app;
    const reports: DriftReport[] = [];
    const calls = () => world.spotdraft.calls.report().total;
    const idle = async (everyMs?: { sweep: number; deep: number }) => {
      const before = calls();
      const schedule = start(world, reports, everyMs);
      await schedule.stop(5_000);
      expect(calls()).toBe(before);
    };
    await idle();
    await runBackfill({ ...world.app, onProgress: () => undefined });
    await idle({ sweep: 0, deep: 0 });
    await idle({ sweep: 60_000, deep: 60_000 });
    const token = await store.locks.acquire('reconcile', 60_000);
    await idle();
    await store.locks.release('reconcile', token!);
    await pauseRepairs(store.settings, { at: new Date(), by: 'ops' });
    await idle();
    expect(reports).toEqual([]);
  });

  test('fills an empty store when an operator asks for a backfill, and forgets one that can not be done', async () => {
    await using world = await startWorld(quick);
    const { settings, contracts } = world.app.store;
    const clock = new ManualClock(new Date());
    const order = { at: clock.now(), by: 'ops', pass: 'BACKFILL', restart: true } as const;
    await askForRepair(settings, order);
    const schedule = startReconcileSchedule({
      ...world.app,
      clock,
      sweepEveryMs: 0,
      deepEveryMs: 0,
      onReport: () => undefined,
    });
    await eventually(async () => {
      expect((await repairOrders(settings)).asked).toBeNull();
    });
    expect(await contracts.count({})).toBeGreaterThan(0);
    expect(await backfilledAt(settings)).not.toBeNull();

    await settings.set('workspace', JSON.stringify({ entityIds: ['another'] }));
    await askForRepair(settings, order);
    await eventually(async () => {
      clock.advance(60_000);
      expect((await repairOrders(settings)).asked).toBeNull();
    });
    await schedule.stop(0);
  });

  test('makes the pass that an operator asks for, and ends it when they are paused', async () => {
    await using world = await startWorld(backfilled);
    const { settings } = world.app.store;
    const clock = new ManualClock(new Date());
    const reports: DriftReport[] = [];
    const order = () => ({ at: clock.now(), by: 'ops' });
    // Long enough for the pause to come in between.
    world.spotdraft.faults.add({
      kind: 'latency',
      latencyMs: 60_000,
      match: { path: '/contracts/?' },
    });
    const calls = () => world.spotdraft.calls.report().total;
    const before = calls();
    await askForRepair(settings, { ...order(), pass: 'EVERYTHING', restart: false });
    const schedule = startReconcileSchedule({
      ...world.app,
      clock,
      sweepEveryMs: 0,
      deepEveryMs: 0,
      onReport: (report) => reports.push(report),
    });
    await eventually(() => expect(calls()).toBeGreaterThan(before));
    await pauseRepairs(settings, order());
    await eventually(async () => {
      clock.advance(5_000);
      expect(await world.app.store.locks.acquire('reconcile', 1)).not.toBeNull();
    });
    expect(reports).toEqual([]);
    expect((await repairOrders(settings)).asked).not.toBeNull();
    world.spotdraft.faults.clear();
    await resumeRepairs(settings);
    await eventually(() => {
      clock.advance(60_000);
      expect(reports).toMatchObject([{ since: null, adrift: 0 }]);
    });
    await eventually(async () => {
      expect((await repairOrders(settings)).asked).toBeNull();
    });
    await schedule.stop(5_000);
  }, 40_000);

  test('repeats a pass that failed', async () => {
    await using world = await startWorld(backfilled);
    const clock = new ManualClock(new Date());
    world.spotdraft.faults.add({
      kind: 'status',
      match: { path: '/contracts/?' },
      times: 20,
      status: 500,
    });
    const reports: DriftReport[] = [];
    const app = { ...world.app, clock };
    const calls = () => world.spotdraft.calls.report().total;
    const before = calls();
    clock.advance(1_000);
    const schedule = startReconcileSchedule({
      ...app,
      sweepEveryMs: 1,
      deepEveryMs: 0,
      onReport: (report) => reports.push(report),
    });
    // The pass has failed and its repetition waits for the clock.
    await eventually(async () => {
      expect(calls()).toBeGreaterThan(before);
      expect(await world.app.store.locks.acquire('reconcile', 1)).not.toBeNull();
    }, 15_000);
    world.spotdraft.faults.clear();
    await eventually(() => {
      clock.advance(60_000);
      expect(reports).toHaveLength(1);
    });
    await schedule.stop(5_000);
  });
});
