import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { runReconcile } from '../../../src/sync/index.js';
import type { DriftReport } from '../../../src/sync/index.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { lookAt } from '../../support/look-at.js';

const RECORD = 'SpotDraft_Contract__c';

function recordOf(world: World, id: string) {
  return world.salesforce.control.org.store
    .rows(RECORD)
    .find((row) => row.SpotDraft_Id__c === id && row.IsDeleted !== true);
}

function dealRow(world: World, id: string) {
  return world.salesforce.control.org.store.find('Opportunity', id)!;
}

/** Ids of live contracts that are linked to a deal, in one of the statuses. */
function linked(world: World, ...statuses: string[]): string[] {
  return world.spotdraft.control
    .list()
    .filter(
      (contract) =>
        !contract.deleted &&
        statuses.includes(contract.contract_status) &&
        recordOf(world, contract.id) !== undefined,
    )
    .map(({ id }) => id);
}

const dealOf = (world: World, id: string) =>
  String(world.spotdraft.control.get(id).external_metadata.id);

function pass(world: World, options: { dryRun?: boolean; since?: Date } = {}) {
  return runReconcile(world.app, { dryRun: false, ...options });
}

const itemOf = (report: DriftReport, id: string) => report.items.find((item) => item.id === id);

async function projection(world: World) {
  const { contracts } = world.app.store;
  const ids = await contracts.ids({ limit: 1_000 });
  return [...(await contracts.get(ids)).values()].map(({ contract }) => contract);
}

const quick = {
  worker: false,
  spotdraft: { rateLimitPerSecond: null },
  env: { SPOTDRAFT_RATE_LIMIT: '500' },
} as const;

describe('reconcile', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ ...quick, backfill: true });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** A dry run finds the cause and changes nothing; a run repairs it; then nothing is left. */
  async function findsAndRepairs(id: string, cause: string): Promise<DriftReport> {
    const before = JSON.stringify([
      await projection(world),
      world.salesforce.control.org.store.rows(RECORD),
      world.salesforce.control.org.store.rows('Opportunity'),
    ]);
    const dry = await pass(world, { dryRun: true });
    expect(dry).toMatchObject({ adrift: 1, found: { [cause]: 1 }, repaired: {}, dryRun: true });
    expect(itemOf(dry, id)).toMatchObject({ cause, repaired: false, reason: null });
    const after = JSON.stringify([
      await projection(world),
      world.salesforce.control.org.store.rows(RECORD),
      world.salesforce.control.org.store.rows('Opportunity'),
    ]);
    expect(after).toBe(before);
    const report = await pass(world);
    expect(report).toMatchObject({ adrift: 0, found: { [cause]: 1 }, repaired: { [cause]: 1 } });
    expect(itemOf(report, id)).toMatchObject({ cause, repaired: true });
    expect((await pass(world, { dryRun: true })).items).toEqual([]);
    return report;
  }

  test('finds nothing after a backfill', async () => {
    const report = await pass(world, { dryRun: true });
    expect(report).toMatchObject({ adrift: 0, found: {}, items: [] });
    expect(report.contracts).toBeGreaterThan(100);
    expect(report.deals).toBeGreaterThan(50);
  });

  test('a delivery that never came', async () => {
    const [id = ''] = linked(world, 'SIGN');
    world.spotdraft.control.execute(id);
    const { items } = await findsAndRepairs(id, 'missed-delivery');
    expect(items).toMatchObject([{ detail: 'SIGN → EXECUTED' }]);
    expect(recordOf(world, id)).toMatchObject({ Status__c: 'EXECUTED' });
    expect(dealRow(world, dealOf(world, id)).Contract_Status__c).toBe('EXECUTED');
  });

  test('a new name', async () => {
    const [id = ''] = linked(world, 'DRAFT');
    world.spotdraft.control.rename(id, 'Another name');
    await findsAndRepairs(id, 'missed-delivery');
    expect(recordOf(world, id)).toMatchObject({ Name: 'Another name' });
  });

  test('a contract moved to another deal, and one that left its deal', async () => {
    const [id = '', other = ''] = linked(world, 'REDLINING');
    const left = dealOf(world, id);
    const target = dealOf(world, other);
    world.spotdraft.control.relink(id, {
      ...world.spotdraft.control.get(id).external_metadata,
      id: target,
    });
    await findsAndRepairs(id, 'relinked');
    expect(recordOf(world, id)).toMatchObject({ Opportunity__c: target });
    world.spotdraft.control.relink(id, {});
    await findsAndRepairs(id, 'unlinked');
    expect(recordOf(world, id)).toMatchObject({ Opportunity__c: null });
    expect(dealRow(world, left)).toBeDefined();
  });

  test('on hold and resumed, which no delivery announces', async () => {
    const [id = ''] = linked(world, 'SIGN');
    world.spotdraft.control.hold(id);
    await findsAndRepairs(id, 'on-hold');
    expect(recordOf(world, id)).toMatchObject({ Status__c: 'ON_HOLD' });
    world.spotdraft.control.resume(id);
    await findsAndRepairs(id, 'resumed');
    expect(recordOf(world, id)).toMatchObject({ Status__c: 'SIGN' });
  });

  test('a deleted contract', async () => {
    const [id = ''] = linked(world, 'DRAFT');
    world.spotdraft.control.delete(id);
    await findsAndRepairs(id, 'deleted');
    expect(recordOf(world, id)).toMatchObject({ Status__c: 'DELETED' });
  });

  test('a CRM record that somebody removed, and one that somebody edited', async () => {
    const { org } = world.salesforce.control;
    const [removed = '', edited = ''] = linked(world, 'EXECUTED');
    org.records.remove(org.admin, org.catalog.find(RECORD)!, String(recordOf(world, removed)!.Id));
    await findsAndRepairs(removed, 'record-missing');
    expect(recordOf(world, removed)).toMatchObject({ Status__c: 'EXECUTED' });
    org.store.update(recordOf(world, edited)!, { Status__c: 'DRAFT' });
    const report = await findsAndRepairs(edited, 'record-edited');
    expect(itemOf(report, edited)).toMatchObject({ fields: ['Status__c'] });
  });

  test('fields of a deal that somebody edited', async () => {
    const [id = ''] = linked(world, 'EXECUTED');
    const deal = dealOf(world, id);
    world.salesforce.control.org.store.update(dealRow(world, deal), {
      Contract_Status__c: 'DRAFT',
    });
    const report = await findsAndRepairs(deal, 'deal-outdated');
    expect(itemOf(report, deal)).toMatchObject({ subject: 'deal', fields: ['Contract_Status__c'] });
  });

  test('a state that was read and never written', async () => {
    const { app, spotdraft } = world;
    const save = async (id: string) => {
      const contract = await app.spotdraft.getContract(parseContractId(id), { lane: 'background' });
      await app.store.contracts.save([contract!], lookAt(new Date()));
    };
    const [behind = '', other = ''] = linked(world, 'REDLINING');
    spotdraft.control.void(behind);
    await save(behind);
    await findsAndRepairs(behind, 'record-outdated');
    const alone = spotdraft.control
      .list()
      .find((one) => !one.deleted && recordOf(world, one.id) === undefined)!;
    spotdraft.control.relink(alone.id, spotdraft.control.get(other).external_metadata);
    await save(alone.id);
    await findsAndRepairs(alone.id, 'never-written');
    expect(recordOf(world, alone.id)).toMatchObject({ Opportunity__c: dealOf(world, other) });
  });

  test('work that waits in the queue, and work that was given up', async () => {
    const queue = world.app.store.queues.sync;
    const [id] = linked(world, 'DRAFT').map(parseContractId);
    world.spotdraft.control.send(id!);
    await queue.mark([id!]);
    expect((await pass(world, { dryRun: true })).found).toEqual({ waiting: 1 });
    const [claim] = await queue.claim({ limit: 1, leaseMs: 60_000 });
    await queue.park(claim!, 'Field X is missing.');
    const report = await findsAndRepairs(id!, 'parked');
    expect(itemOf(report, id!)).toMatchObject({ detail: 'Field X is missing.' });
    // Revived, so that its deliveries are settled too.
    expect((await queue.states([id!])).get(id!)).toMatchObject({ state: 'due' });

    // Also when somebody else brought it in line, so that there is nothing to repair.
    const [again] = await queue.claim({ limit: 1, leaseMs: 60_000 });
    await queue.park(again!, 'Field X is missing.');
    expect((await pass(world, { dryRun: true })).found).toEqual({});
    expect((await queue.states([id!])).get(id!)).toMatchObject({ state: 'parked' });
    expect((await pass(world)).found).toEqual({});
    expect((await queue.states([id!])).get(id!)).toMatchObject({ state: 'due' });
  });
});
