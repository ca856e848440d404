import { expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import { startWorld } from '../../support/world.js';
import {
  calls,
  crmDeal,
  crmRecord,
  crmState,
  dealIdOf,
  editRecord,
  deliver,
  deliveryOf,
  expectCrmInLine,
  freeDeal,
  ONE_ADDRESS,
  onlyContract,
  resetCalls,
  settled,
  someContract,
} from './sync-support.js';

const TWIN_T = 'T-19505';
const TWIN_H = 'H-19505';
/** For so long a contract is read again because SpotDraft may lag behind the status that a delivery told. */
const LAG_ENDS_AFTER_MS = 22_000;
const SYNC = /* GraphQL */ `
  mutation Sync($id: ID!) {
    syncContract(id: $id) {
      contract {
        status
        sync {
          lastError
        }
      }
    }
  }
`;

test('brings each step of a contract onto its record and its deal', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const { control } = world.spotdraft;
  const contract = onlyContract(world, 'DRAFT');
  const { id } = contract;
  const deal = dealIdOf(contract);
  const link = `${world.app.url}/documents/${id}`;
  for (const [step, status] of [
    ['send', 'REDLINING'],
    ['mark', 'SIGN'],
    ['unmark', 'REDLINING'],
    ['execute', 'EXECUTED'],
  ] as const) {
    control.act(id, step);
    await settled(world);
    const documentLink = status === 'EXECUTED' ? link : null;
    expect(crmRecord(world, id)).toMatchObject({
      Status__c: status,
      Opportunity__c: deal,
      Executed_Document_Link__c: documentLink,
    });
    expect(crmDeal(world, deal)).toMatchObject({
      Contract_Status__c: status,
      Executed_Document_Link__c: documentLink,
    });
  }
});

test('writes nothing when a delivery tells nothing new', async () => {
  await using world = await startWorld({ backfill: true });
  const contract = someContract(world, 'EXECUTED');
  resetCalls(world);
  await deliver(world, deliveryOf(contract, 'CONTRACT_SIGNED'));
  await settled(world);
  expect(calls(world)).toMatchObject({ spotdraft: 1, writes: 0 });
});

test('writes only the fields that differ', async () => {
  await using world = await startWorld({ backfill: true });
  const { id } = onlyContract(world, 'REDLINING');
  // Confirmed values are not sent again, so an edit by hand in another field survives a delivery.
  editRecord(world, id, { Name: 'edited by hand' });
  world.spotdraft.control.void(id);
  await deliver(world, deliveryOf(world.spotdraft.control.get(id), 'CONTRACT_VOIDED'));
  await settled(world);
  expect(crmRecord(world, id)).toMatchObject({ Status__c: 'VOIDED', Name: 'edited by hand' });
});

test('a hundred deliveries for one contract cost a handful of calls', async () => {
  await using world = await startWorld({ backfill: true });
  const { id } = someContract(world, 'REDLINING');
  world.spotdraft.control.execute(id);
  const contract = world.spotdraft.control.get(id);
  resetCalls(world);
  await Promise.all(
    Array.from({ length: 100 }, () => deliver(world, deliveryOf(contract, 'CONTRACT_SIGNED'))),
  );
  await settled(world);
  expect(crmRecord(world, id)).toMatchObject({ Status__c: 'EXECUTED' });
  expect(calls(world).spotdraft).toBeLessThanOrEqual(8);
  expect(calls(world).writes).toBe(2);
  expect(await world.app.store.inbox.counts()).toMatchObject({ applied: 100, waiting: 0 });
});

test('a thousand changed contracts cost at most 25 SpotDraft calls and few CRM calls', async () => {
  const clock = new SkewedClock({ speed: 10 });
  await using world = await startWorld({
    // Ten calls a second of so fast a clock are no measure of anything.
    spotdraft: { contracts: 1_000, rateLimitPerSecond: null, now: () => clock.now() },
    salesforce: { now: () => clock.now() },
    backfill: true,
    adapters: { clock },
  });
  const { control } = world.spotdraft;
  for (const { id, contract_status: status } of control.list()) {
    if (['DRAFT', 'REDLINING', 'SIGN'].includes(status)) control.void(id);
  }
  resetCalls(world);
  await Promise.all(
    control.list().map((contract) => deliver(world, deliveryOf(contract, 'CONTRACT_VOIDED'))),
  );
  await settled(world, 30_000);
  expect(calls(world).spotdraft).toBeLessThanOrEqual(25);
  expect(calls(world).writes).toBeLessThanOrEqual(50);
  expectCrmInLine(world);
}, 60_000);

test.each([
  ['H', TWIN_H, TWIN_T],
  ['T', TWIN_T, TWIN_H],
])(
  'a webhook of a %s contract leaves its twin with the same number alone',
  async (_k, id, twin) => {
    await using world = await startWorld({ backfill: true });
    const { control } = world.spotdraft;
    const deal = freeDeal(world);
    const before = crmRecord(world, twin);
    const { external_metadata: metadata } = control.get(id);
    control.relink(id, { ...metadata, id: deal });
    control.rename(twin, 'changed, but no delivery says so');
    await deliver(world, deliveryOf(control.get(id), 'CONTRACT_EXTERNAL_METADATA_UPDATED'));
    await settled(world);
    expect(crmRecord(world, id)).toMatchObject({ Opportunity__c: deal });
    expect(crmRecord(world, twin)).toEqual(before);
  },
);

test('tells twins apart of which it has seen only one', async () => {
  await using world = await startWorld();
  const { control } = world.spotdraft;
  await world.app.reconciler.reconcile([parseContractId(TWIN_T)], { lane: 'background' });
  await deliver(world, deliveryOf(control.get(TWIN_H), 'CONTRACT_CREATED'));
  await settled(world);
  const known = await world.app.store.contracts.getByNumber(19505);
  expect(known.map(({ contract }) => contract.id)).toEqual([TWIN_H, TWIN_T]);
});

test('two deliveries of one number reach both contracts', async () => {
  await using world = await startWorld();
  const { control } = world.spotdraft;
  await Promise.all(
    [TWIN_T, TWIN_H].map((id) => deliver(world, deliveryOf(control.get(id), 'CONTRACT_CREATED'))),
  );
  await settled(world);
  const known = await world.app.store.contracts.getByNumber(19505);
  expect(known.map(({ contract }) => contract.id)).toEqual([TWIN_H, TWIN_T]);
});

test('a contract moved to another deal moves its record, and both deals are written', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const contract = onlyContract(world, 'EXECUTED');
  const from = dealIdOf(contract);
  const to = freeDeal(world);
  expect(crmDeal(world, from)).toMatchObject({ Contract_Status__c: 'EXECUTED' });
  world.spotdraft.control.relink(contract.id, { ...contract.external_metadata, id: to });
  await settled(world);
  expect(crmRecord(world, contract.id)).toMatchObject({ Opportunity__c: to });
  expect(crmDeal(world, from)).toMatchObject({
    Contract_Status__c: null,
    Executed_Document_Link__c: null,
  });
  expect(crmDeal(world, to)).toMatchObject({ Contract_Status__c: 'EXECUTED' });
});

test('an unlinked contract keeps its record without a deal', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const contract = onlyContract(world, 'SIGN');
  world.spotdraft.control.relink(contract.id, {});
  await settled(world);
  expect(crmRecord(world, contract.id)).toMatchObject({
    Opportunity__c: null,
    Status__c: 'SIGN',
  });
  expect(crmDeal(world, dealIdOf(contract))).toMatchObject({ Contract_Status__c: null });
});

test('a deleted contract keeps its record with DELETED and leaves its deal', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const contract = onlyContract(world, 'EXECUTED');
  // Renames are not announced: the delivery's title is one we have never seen.
  world.spotdraft.control.rename(contract.id, 'Another name');
  world.spotdraft.control.delete(contract.id);
  await settled(world);
  expect(crmRecord(world, contract.id)).toMatchObject({ Status__c: 'DELETED' });
  expect(crmDeal(world, dealIdOf(contract))).toMatchObject({
    Contract_Status__c: null,
    Executed_Document_Link__c: null,
  });
});

test('hold and resume, which no webhook announces, are found by syncContract', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const contract = onlyContract(world, 'SIGN');
  const deal = dealIdOf(contract);
  for (const [step, status] of [
    ['hold', 'ON_HOLD'],
    ['resume', 'SIGN'],
  ] as const) {
    world.spotdraft.control.act(contract.id, step);
    const answer = await world.graphql(SYNC, { id: contract.id });
    expect(answer.data).toMatchObject({ syncContract: { contract: { status } } });
    expect(crmRecord(world, contract.id)).toMatchObject({ Status__c: status });
    expect(crmDeal(world, deal)).toMatchObject({ Contract_Status__c: status });
  }
});

test('old deliveries never take an executed contract back', async () => {
  const clock = new SkewedClock();
  await using world = await startWorld({ backfill: true, adapters: { clock } });
  const contract = onlyContract(world, 'EXECUTED');
  const before = crmState(world);
  for (const [activity, status] of [
    ['CONTRACT_CREATED', 'DRAFT'],
    ['CONTRACT_SENT_TO_COUNTERPARTY', 'REDLINING'],
    ['CONTRACT_SIGNATURE_DECLINED', 'DRAFT'],
  ] as const) {
    await deliver(world, deliveryOf(contract, activity, { contract_status: status }));
  }
  clock.forward(LAG_ENDS_AFTER_MS);
  await settled(world);
  expect(crmState(world)).toEqual(before);
});

test('the kind that deliveries tell is kept through reads that lack it', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const { control } = world.spotdraft;
  const id = parseContractId(onlyContract(world, 'REDLINING').id);
  control.act(id, 'upload-version');
  await settled(world);
  control.rename(id, 'Renamed');
  await world.graphql(SYNC, { id });
  const stored = (await world.app.store.contracts.get([id])).get(id);
  expect(stored?.contract).toMatchObject({ name: 'Renamed', kind: 'EDITED_TEMPLATE_CONTRACT' });
});

test.each([
  ['answers 500', { kind: 'status', status: 500 }],
  ['answers 429', { kind: 'status', status: 429 }],
  ['cuts its answers off', { kind: 'truncate' }],
  ['does not answer', { kind: 'drop-before-commit' }],
] as const)(
  'catches up when SpotDraft %s for a while',
  async (_name, fault) => {
    // The connector's own attempts take longer than all the rest.
    const clock = new SkewedClock({ speed: 10 });
    const now = () => clock.now();
    await using world = await startWorld({
      backfill: true,
      webhook: true,
      adapters: { random: () => 0, clock },
      salesforce: { now },
      spotdraft: { now },
    });
    const { id } = onlyContract(world, 'SIGN');
    world.spotdraft.faults.add({ ...fault, match: { method: 'GET', path: '/contracts/' } });
    world.spotdraft.control.execute(id);
    const { queues, inbox } = world.app.store;
    await eventually(async () => expect((await queues.sync.counts()).later).toBe(1), 18_000);
    expect((await inbox.counts()).waiting).toBeGreaterThan(0);
    world.spotdraft.faults.clear();
    await settled(world);
    expect(crmRecord(world, id)).toMatchObject({ Status__c: 'EXECUTED' });
    expect(await world.app.store.queues.sync.counts()).toMatchObject({ parked: 0 });
  },
  40_000,
);

test('one contract that SpotDraft refuses to show does not hold up the others', async () => {
  await using world = await startWorld({ backfill: true, worker: false });
  const { control } = world.spotdraft;
  const refused = parseContractId(onlyContract(world, 'SIGN').id);
  const other = onlyContract(world, 'REDLINING').id;
  await deliver(world, deliveryOf(control.get(refused), 'CONTRACT_DELETED'));
  control.delete(refused);
  control.void(other);
  await deliver(world, deliveryOf(control.get(other), 'CONTRACT_VOIDED'));
  world.spotdraft.faults.add({
    kind: 'status',
    status: 403,
    match: { path: `/contracts/${refused}/` },
  });
  await world.startAnother();
  await settled(world);
  expect(crmRecord(world, other)).toMatchObject({ Status__c: 'VOIDED' });
  expect(crmRecord(world, refused)).toMatchObject({ Status__c: 'SIGN' });
  const stored = (await world.app.store.contracts.get([refused])).get(refused);
  expect(stored?.lastError).toMatch(/SpotDraft could not be asked.*Ask the operator/);
  expect(await world.app.store.queues.sync.parked(10)).toMatchObject([
    { key: refused, reason: expect.stringMatching(/does not allow/) as string },
  ]);
  expect(await world.app.store.inbox.counts()).toMatchObject({ parked: 1, applied: 1 });

  world.spotdraft.faults.clear();
  await world.graphql(SYNC, { id: refused });
  expect(crmRecord(world, refused)).toMatchObject({ Status__c: 'DELETED' });
  const mended = (await world.app.store.contracts.get([refused])).get(refused);
  expect(mended?.lastError).toBeNull();
});

test('two workers on one store and lost, repeated and reordered deliveries end in line', async () => {
  const clock = new SkewedClock();
  await using world = await startWorld({
    backfill: true,
    webhook: true,
    env: ONE_ADDRESS,
    adapters: { clock },
  });
  await world.startAnother();
  const { control, deliveries } = world.spotdraft;
  deliveries.setFaults({ duplicateRate: 0.5, reorder: true }, 11);
  const open = control.list().filter(({ contract_status }) => contract_status === 'SIGN');
  for (const { id } of open) control.act(id, 'unmark');
  for (const { id } of open) control.execute(id);
  await deliveries.flush();
  clock.forward(LAG_ENDS_AFTER_MS);
  await settled(world);
  expectCrmInLine(world);
  const counts = await world.app.store.inbox.counts();
  expect(counts.parked + counts.waiting).toBe(0);
  const seen = deliveries.records.filter(({ dropped }) => !dropped).length;
  expect(counts.applied + counts.ignored).toBe(seen);
});
