import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openEngine } from '../../../src/app/open-engine.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { silentLog } from '../../../src/domain/log.js';
import { backfilledAt, runBackfill } from '../../../src/sync/index.js';
import type { BackfillProgress, BackfillReport } from '../../../src/sync/index.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import {
  calls,
  CONTRACT_OBJECT,
  crmDeal,
  crmRecord,
  crmState,
  dealIdOf,
  editRecord,
  expectCrmInLine,
  freeDeal,
  isLinked,
  onlyContract,
  resetCalls,
} from './sync-support.js';

const DEALS = /* GraphQL */ `
  query Deals($first: Int) {
    opportunities(first: $first, orderBy: NAME_ASC) {
      nodes {
        id
        contracts {
          id
          name
          status
          documentUrl
          counterpartyName
          type {
            id
          }
        }
      }
    }
  }
`;

/** Twice the calls per second, so that the larger worlds take less time. */
const FAST = {
  spotdraft: { rateLimitPerSecond: null },
  env: { SPOTDRAFT_RATE_LIMIT: '1000' },
} as const;

async function backfill(
  world: World,
  onProgress: (progress: BackfillProgress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<BackfillReport> {
  return runBackfill({ ...world.app, onProgress, ...(signal === undefined ? {} : { signal }) });
}

test('fills projection, link index and CRM, and the second time writes nothing', async () => {
  await using world = await startWorld(FAST);
  const all = world.spotdraft.control.list();
  const report = await backfill(world);
  expect(report).toMatchObject({ contracts: all.length, deleted: 0, failed: [] });
  expect(report.written).toBeGreaterThan(all.filter(isLinked).length);
  expect(await world.app.store.contracts.count({})).toBe(all.length);
  expect(await backfilledAt(world.app.store.settings)).not.toBeNull();
  expectCrmInLine(world);

  resetCalls(world);
  expect(await backfill(world)).toMatchObject({ written: 0, failed: [] });
  expect(calls(world).writes).toBe(0);
});

test('links a contract whose metadata has the 15-character id', async () => {
  await using world = await startWorld({ ...FAST, backfill: true });
  const short = world.spotdraft.control
    .list()
    .find(({ external_metadata: { id } }) => /^006.{12}$/.test(String(id)));
  if (short === undefined) throw new Error('The sample data has no 15-character id.');
  const deal = String(crmRecord(world, short.id)?.Opportunity__c);
  expect(deal).toHaveLength(18);
  expect(deal.startsWith(String(short.external_metadata.id))).toBe(true);
});

test('finds what changed without a delivery: hold, rename, void, move, unlink, deletion', async () => {
  await using world = await startWorld({ ...FAST, backfill: true });
  const { control } = world.spotdraft;
  const held = onlyContract(world, 'SIGN');
  control.hold(held.id);
  const moved = onlyContract(world, 'EXECUTED');
  const to = freeDeal(world);
  control.relink(moved.id, { ...moved.external_metadata, id: to });
  const deleted = onlyContract(world, 'DRAFT');
  control.delete(deleted.id);
  const unlinked = onlyContract(world, 'REDLINING');
  control.relink(unlinked.id, {});
  control.rename(unlinked.id, 'Renamed');
  const report = await backfill(world);
  expect(report).toMatchObject({ deleted: 1, failed: [] });
  expect(crmRecord(world, held.id)).toMatchObject({ Status__c: 'ON_HOLD' });
  expect(crmRecord(world, moved.id)).toMatchObject({ Opportunity__c: to });
  expect(crmRecord(world, deleted.id)).toMatchObject({ Status__c: 'DELETED' });
  expect(crmRecord(world, unlinked.id)).toMatchObject({ Name: 'Renamed', Opportunity__c: null });
  for (const contract of [moved, deleted, unlinked]) {
    expect(crmDeal(world, dealIdOf(contract))).toMatchObject({ Contract_Status__c: null });
  }
  expect(crmDeal(world, to)).toMatchObject({ Contract_Status__c: 'EXECUTED' });
});

test('repairs edits by hand and writes nothing else', async () => {
  await using world = await startWorld({ ...FAST, backfill: true });
  const before = crmState(world);
  const contract = onlyContract(world, 'EXECUTED');
  editRecord(world, contract.id, { Status__c: 'DRAFT' });
  editRecord(world, dealIdOf(contract), { Contract_Status__c: 'DRAFT' });
  expect(await backfill(world)).toMatchObject({ written: 2 });
  expect(crmState(world)).toEqual(before);
});

test('a deleted store and a backfill give the same CRM and the same answers', async () => {
  await using world = await startWorld({ ...FAST, backfill: true });
  const state = crmState(world);
  const answer = await world.graphql(DEALS, { first: 100 });
  expect(answer.errors).toEqual([]);
  // A move that no store remembers: only the CRM record says where the contract was.
  const moved = onlyContract(world, 'EXECUTED');
  const back = moved.external_metadata;
  world.spotdraft.control.relink(moved.id, { ...back, id: freeDeal(world) });
  await backfill(world);
  world.spotdraft.control.relink(moved.id, back);

  const fresh = path.join(world.folder, 'fresh.db');
  const config = { ...world.config, storeUrl: `sqlite:${fresh}` };
  await using engine = await openEngine(config, { log: silentLog });
  engine.publicUrl.current = world.app.url;
  await runBackfill({ ...engine, onProgress: () => undefined });
  expect(crmState(world)).toEqual(state);

  const stored = await engine.store.contracts.ids({ limit: 1_000 });
  const before = await world.app.store.contracts.ids({ limit: 1_000 });
  expect(stored).toEqual(before);
  await backfill(world);
  expect((await world.graphql(DEALS, { first: 100 })).data).toEqual(answer.data);
  await rm(fresh, { force: true });
});

test('walks more than a thousand contracts in halved windows', async () => {
  await using world = await startWorld({
    spotdraft: { rateLimitPerSecond: null, contracts: 1_150 },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  const phases = new Set<string>();
  const report = await backfill(world, ({ phase }) => phases.add(phase));
  expect(report).toMatchObject({ contracts: 1_150, failed: [] });
  expect([...phases]).toEqual(['reading', 'writing']);
  expect(await world.app.store.contracts.count({})).toBe(1_150);
  expectCrmInLine(world);
}, 60_000);

test('walks the whole list where SpotDraft refuses the filter by time', async () => {
  await using world = await startWorld(FAST);
  world.spotdraft.faults.add({
    kind: 'status',
    status: 400,
    body: { 'filter__created_at[$lt]': ['Unknown filter.'] },
    match: { path: 'filter__created_at' },
  });
  const report = await backfill(world);
  expect(report.contracts).toBe(world.spotdraft.control.list().length);
  expectCrmInLine(world);
});

test('fails as a whole, and not as complete, when SpotDraft refuses the list itself', async () => {
  await using world = await startWorld(FAST);
  world.spotdraft.faults.add({ kind: 'status', status: 400, match: { path: '/contracts/' } });
  await expect(backfill(world)).rejects.toThrow();
  expect(await backfilledAt(world.app.store.settings)).toBeNull();
});

test('an interrupted backfill is completed by the next', async () => {
  await using world = await startWorld(FAST);
  const stop = new AbortController();
  const interrupted = backfill(
    world,
    ({ phase }) => {
      if (phase === 'reading') stop.abort(new Error('interrupted'));
    },
    stop.signal,
  );
  await expect(interrupted).rejects.toThrow();
  await backfill(world);
  expectCrmInLine(world);
});

test('runs beside a working app without taking anything back', async () => {
  await using world = await startWorld({ ...FAST, webhook: true, backfill: true });
  const { control } = world.spotdraft;
  world.salesforce.control.addFault({
    kind: 'latency',
    latencyMs: 100,
    match: { path: '/composite/' },
    times: 8,
  });
  const open = control.list().filter(({ contract_status }) => contract_status === 'SIGN');
  const running = backfill(world);
  for (const { id } of open) control.execute(id);
  await running;
  await eventually(() => {
    expectCrmInLine(world);
  });
});

test('reports what could not be written, and leaves what can be retried to the worker', async () => {
  await using world = await startWorld({ ...FAST, backfill: true, worker: false });
  const refused = onlyContract(world, 'SIGN').id;
  const locked = onlyContract(world, 'REDLINING').id;
  const gone = onlyContract(world, 'DRAFT').id;
  world.spotdraft.control.hold(refused);
  world.spotdraft.control.hold(locked);
  world.spotdraft.control.delete(gone);
  for (const [externalId, statusCode, times] of [
    [refused, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 4],
    [locked, 'UNABLE_TO_LOCK_ROW', 4],
    // Tried as one that was not listed, and as one of all records: told once.
    [gone, 'UNABLE_TO_LOCK_ROW', 8],
  ] as const) {
    world.salesforce.control.addFault({
      kind: 'row-error',
      object: CONTRACT_OBJECT,
      externalId,
      statusCode,
      // A locked row is tried three times more within the same write.
      times,
    });
  }
  const { failed } = await backfill(world);
  expect(failed.map(({ id }) => id).sort()).toEqual([refused, locked, gone].sort());
  const states = await world.app.store.queues.sync.states(
    [refused, locked, gone].map((id) => parseContractId(id)),
  );
  expect([...states.keys()].sort()).toEqual([locked, gone].sort());
});

test('a contract that may no longer be read is reported and ends nothing', async () => {
  await using world = await startWorld({ ...FAST, backfill: true });
  const hidden = onlyContract(world, 'SIGN').id;
  world.spotdraft.control.delete(hidden);
  world.spotdraft.faults.add({
    kind: 'status',
    status: 403,
    match: { path: `/contracts/${hidden}/status` },
  });
  const report = await backfill(world);
  expect(report.failed).toMatchObject([{ id: hidden, reason: /does not allow/ }]);
  expect(crmRecord(world, hidden)).toMatchObject({ Status__c: 'SIGN' });
});
