import { expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { runBackfill, runReconcile } from '../../../src/sync/index.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { dealOf, linkedContracts, recordOf, settled, startInLine } from './write-back-world.js';

const CONTRACT =
  'query ($id: ID!) { contract(id: $id) { status opportunity { id } sync { pending lastError } } }';
const reconcile = (world: World, dryRun = false) => runReconcile(world.app, { dryRun });

function removeDeal(world: World, contractId: string): string {
  const contract = world.spotdraft.control.list().find(({ id }) => id === contractId)!;
  const deal = dealOf(world, String(contract.external_metadata.id));
  world.salesforce.control.org.store.update(deal, { IsDeleted: true });
  return String(deal.Id);
}

test('a deal that is gone is a state: its contract counts as unlinked, and nothing stays parked', async () => {
  await using world = await startInLine();
  const [first] = linkedContracts(world);
  const id = parseContractId(first!.id);
  removeDeal(world, id);
  world.spotdraft.control.execute(id);
  await eventually(async () => {
    const stored = await world.app.store.contracts.get([id]);
    expect(stored.get(id)?.contract.status).toBe('EXECUTED');
  });
  await settled(world);
  expect(await world.app.store.queues.sync.counts()).toMatchObject({ parked: 0 });
  expect(await world.app.store.inbox.counts()).toMatchObject({ parked: 0 });
  expect(recordOf(world, id).Status__c).toBe('EXECUTED');

  const seen = { status: 'EXECUTED', opportunity: null, sync: { pending: false, lastError: null } };
  for (const role of ['service', 'admin'] as const) {
    const { data } = await world.graphql(CONTRACT, { id }, world.as(role));
    expect(data).toEqual({ contract: seen });
  }
});

test.each(['CANNOT_EXECUTE_FLOW_TRIGGER', 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY'])(
  'a deal that is gone is a state as well where the CRM says so inside %s',
  async (statusCode) => {
    await using world = await startInLine();
    const [first] = linkedContracts(world);
    const id = parseContractId(first!.id);
    removeDeal(world, id);
    world.salesforce.control.addFault({
      kind: 'row-error',
      externalId: id,
      statusCode,
      message: 'DealFlow: ENTITY_IS_DELETED: entity is deleted',
      times: 2,
    });
    world.spotdraft.control.execute(id);
    await eventually(async () => {
      const stored = (await world.app.store.contracts.get([id])).get(id)?.contract;
      expect(stored).toMatchObject({ status: 'EXECUTED', opportunityId: null });
    });
    await settled(world);
    expect(await world.app.store.queues.sync.counts()).toMatchObject({ parked: 0 });
    expect(await world.app.store.inbox.counts()).toMatchObject({ parked: 0 });
  },
);

test('passes report a deal that is gone and find nothing adrift', async () => {
  await using world = await startWorld({ backfill: true, worker: false });
  const [first] = linkedContracts(world);
  const id = parseContractId(first!.id);
  removeDeal(world, id);
  world.spotdraft.control.execute(id);
  const found = await reconcile(world);
  expect(found).toMatchObject({ adrift: 0, found: { 'deal-gone': 1 } });
  expect(found.items.find((item) => item.id === id)).toMatchObject({ cause: 'deal-gone' });
  expect(await reconcile(world)).toMatchObject({ adrift: 0, found: { 'deal-gone': 1 } });
  expect(await reconcile(world, true)).toMatchObject({ adrift: 0, found: { 'deal-gone': 1 } });
  const backfill = await runBackfill({ ...world.app, restart: true, onProgress: () => undefined });
  expect(backfill).toMatchObject({ failed: [], dealGone: 1 });
});

test('a backfill of an empty store that meets a deal which is gone does not fail by it', async () => {
  await using world = await startWorld({ worker: false });
  const [first] = linkedContracts(world);
  removeDeal(world, first!.id);
  const report = await runBackfill({ ...world.app, onProgress: () => undefined });
  expect(report).toMatchObject({ failed: [], dealGone: 1 });
  const stored = await world.app.store.contracts.get([parseContractId(first!.id)]);
  expect([...stored.values()][0]?.contract.opportunityId).toBeNull();
});

test('a deal that is there again has its contract back, written as it is by then', async () => {
  await using world = await startInLine();
  const [first] = linkedContracts(world);
  const id = parseContractId(first!.id);
  const deal = removeDeal(world, id);
  world.spotdraft.control.hold(id);
  world.spotdraft.control.act(id, 'update-data', { data: {} });
  await settled(world);
  const { contracts } = world.app.store;
  await eventually(async () => {
    const unlinked = (await contracts.get([id])).get(id)?.contract;
    expect(unlinked).toMatchObject({ status: 'ON_HOLD', opportunityId: null });
  });
  expect(recordOf(world, id)).toMatchObject({ Status__c: 'ON_HOLD', Opportunity__c: deal });
  world.salesforce.control.org.store.update(dealOf(world, deal), { IsDeleted: false });
  world.spotdraft.control.act(id, 'update-data', { data: {} });
  await eventually(async () => {
    expect((await contracts.get([id])).get(id)?.contract.opportunityId).toBe(deal);
    expect(dealOf(world, deal)).toMatchObject({ Contract_Status__c: 'ON_HOLD' });
  });
  await settled(world);
});
