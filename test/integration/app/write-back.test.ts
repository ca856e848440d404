import { expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import type { ContractId } from '../../../src/domain/contract-id.js';
import { UpstreamAuthError } from '../../../src/domain/errors.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';
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
  ONE_ADDRESS,
  onlyContract,
  resetCalls,
  settled,
} from './sync-support.js';
import { lookAt } from '../../support/look-at.js';

const SYNC = /* GraphQL */ `
  mutation Sync($id: ID!) {
    syncContract(id: $id) {
      contract {
        status
        sync {
          pending
          lastError
        }
      }
    }
  }
`;
/** Shortest backoffs. */
const HASTY = { random: () => 0 };

async function storedError(world: World, id: ContractId): Promise<string | null | undefined> {
  return (await world.app.store.contracts.get([id])).get(id)?.lastError;
}

test('a refused row is parked with its cause, and a later success clears it', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const id = parseContractId(onlyContract(world, 'SIGN').id);
  world.salesforce.control.addFault({
    kind: 'row-error',
    object: CONTRACT_OBJECT,
    externalId: id,
    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    message: 'Ask finance first.',
    times: 1_000,
  });
  world.spotdraft.control.execute(id);
  await settled(world);
  expect(crmRecord(world, id)).toMatchObject({ Status__c: 'SIGN' });
  expect(await storedError(world, id)).toContain('FIELD_CUSTOM_VALIDATION_EXCEPTION');
  const [key] = await world.app.store.queues.sync.parked(10);
  expect(key).toMatchObject({ key: id });
  expect(key?.reason).toMatch(/FIELD_CUSTOM_VALIDATION_EXCEPTION.*Ask finance first\./);
  const parked = await world.app.store.inbox.list({ limit: 50, states: ['parked'] });
  expect(parked.length).toBeGreaterThan(0);
  expect(parked[0]?.reason).toMatch(/Ask finance first/);

  world.salesforce.control.clearFaults();
  const answer = await world.graphql(SYNC, { id });
  expect(answer.data).toMatchObject({
    syncContract: { contract: { status: 'EXECUTED' } },
  });
  expect(await storedError(world, id)).toBeNull();
  expect(crmRecord(world, id)).toMatchObject({ Status__c: 'EXECUTED' });
  await eventually(async () => {
    expect(await world.app.store.queues.sync.parked(10)).toEqual([]);
  });
});

test("Salesforce's words about another record are for admins; a reader is told the kind and what to do", async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const id = parseContractId(onlyContract(world, 'SIGN').id);
  const words = 'duplicates value on record with id: 0065g00AqnSECRETAA of Aperture Ltd';
  const fault = { kind: 'row-error', object: CONTRACT_OBJECT, externalId: id, times: 1_000 };
  const statusCode = 'DUPLICATE_VALUE';
  world.salesforce.control.addFault({ ...fault, statusCode, message: words, fields: ['Name'] });
  world.spotdraft.control.execute(id);
  await settled(world);
  const query = 'query ($id: ID!) { contract(id: $id) { sync { pending lastError } } }';
  const lastError = async (headers: Headers) => {
    const { data, errors } = await world.graphql<
      { contract: { sync: { lastError: string } } },
      object
    >(query, { id }, headers);
    expect(errors).toEqual([]);
    return data!.contract.sync.lastError;
  };
  const VP = 'helena.brandt@meridian-cloud.example';
  const expectNothingTold = async () => {
    for (const headers of [await world.asUser(VP), world.as('service')]) {
      const told = await lastError(headers);
      expect(told).toMatch(/DUPLICATE_VALUE.*ask your CRM admin\.$/);
      expect(told).not.toMatch(/SECRET|Aperture|duplicates value/);
    }
  };
  await expectNothingTold();
  // Written at once, for somebody who waits, what came of it is kept as well.
  const answer = await world.graphql(SYNC, { id }, world.as('service'));
  expect(JSON.stringify(answer)).not.toMatch(/SECRET|Aperture|duplicates value/);
  await expectNothingTold();
  for (const headers of [world.as('admin'), await world.asUser(VP, { roles: ['admin'] })]) {
    expect(await lastError(headers)).toContain(words);
  }
});

test('what sync waits for is told to readers without the words of the system', async () => {
  await using world = await startWorld({ backfill: true, worker: false });
  const { id } = onlyContract(world, 'SIGN');
  await world.app.store.queues.sync.mark([parseContractId(id)]);
  const secret = 'user integration@meridian.example is locked';
  await world.app.pauses.note(new UpstreamAuthError(secret, { service: 'salesforce' }));
  const query = 'query ($id: ID!) { contract(id: $id) { sync { pending lastError } } }';
  const [asService, asAdmin] = await Promise.all(
    (['service', 'admin'] as const).map((role) => world.graphql(query, { id }, world.as(role))),
  );
  expect(asService!.data).toEqual({
    contract: {
      sync: {
        pending: true,
        lastError: 'Sync waits for the CRM to answer again, and goes on by itself.',
      },
    },
  });
  expect(JSON.stringify(asAdmin!.data)).toContain(secret);
});

test('a refused row does not keep the other rows of its call', async () => {
  await using world = await startWorld({ backfill: true, webhook: true, worker: false });
  const { control } = world.spotdraft;
  const open = control.list().filter(({ contract_status }) => contract_status === 'REDLINING');
  const [refused] = open;
  if (refused === undefined) throw new Error('The sample data has no REDLINING contract.');
  world.salesforce.control.addFault({
    kind: 'row-error',
    object: CONTRACT_OBJECT,
    externalId: refused.id,
    statusCode: 'FIELD_INTEGRITY_EXCEPTION',
    times: 1_000,
  });
  for (const { id } of open) control.void(id);
  await world.spotdraft.deliveries.flush();
  await world.startAnother();
  await settled(world);
  for (const { id } of open) {
    const status = id === refused.id ? 'REDLINING' : 'VOIDED';
    const record = crmRecord(world, id);
    if (record !== undefined) expect(record, id).toMatchObject({ Status__c: status });
  }
  expect((await world.app.store.queues.sync.counts()).parked).toBe(1);
});

test('a locked row is written again after a while', async () => {
  await using world = await startWorld({ backfill: true, webhook: true, adapters: HASTY });
  const contract = onlyContract(world, 'SIGN');
  world.salesforce.control.addFault({ kind: 'row-error', object: CONTRACT_OBJECT, times: 1 });
  world.salesforce.control.addFault({ kind: 'row-error', object: 'Opportunity', times: 1 });
  world.spotdraft.control.execute(contract.id);
  await settled(world);
  expect(crmRecord(world, contract.id)).toMatchObject({ Status__c: 'EXECUTED' });
  expect(crmDeal(world, dealIdOf(contract))).toMatchObject({ Contract_Status__c: 'EXECUTED' });
  expect(await storedError(world, parseContractId(contract.id))).toBeNull();
});

test('the deal that lost a contract is written even if it was locked at that moment', async () => {
  await using world = await startWorld({ backfill: true, webhook: true, adapters: HASTY });
  const contract = onlyContract(world, 'EXECUTED');
  const from = dealIdOf(contract);
  world.salesforce.control.addFault({ kind: 'row-error', recordId: from, times: 1 });
  world.spotdraft.control.relink(contract.id, { id: freeDeal(world) });
  await settled(world);
  expect(crmDeal(world, from)).toMatchObject({ Contract_Status__c: null });
});

test('the deal that lost a contract is written though a page of deals saw the move first', async () => {
  await using world = await startWorld({ backfill: true });
  const contract = onlyContract(world, 'EXECUTED');
  const id = parseContractId(contract.id);
  const from = dealIdOf(contract);
  world.spotdraft.control.relink(id, { id: freeDeal(world) });
  const seen = await world.app.spotdraft.getContract(id, { lane: 'interactive' });
  if (seen === null) throw new Error('SpotDraft does not show the contract.');
  await world.app.store.contracts.save([seen], lookAt(new Date()));
  await world.app.store.queues.sync.mark([id]);
  await eventually(() => {
    expect(crmDeal(world, from)).toMatchObject({ Contract_Status__c: null });
  });
});

test('a contract that left a deleted deal is not held back by it', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const contract = onlyContract(world, 'EXECUTED');
  const id = parseContractId(contract.id);
  const to = freeDeal(world);
  editRecord(world, dealIdOf(contract), { IsDeleted: true });
  world.spotdraft.control.relink(id, { id: to });
  await settled(world);
  expect(crmDeal(world, to)).toMatchObject({ Contract_Status__c: 'EXECUTED' });
  expect(await storedError(world, id)).toBeNull();
});

test('a record that a person deleted comes back whole', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const { id } = onlyContract(world, 'SIGN');
  const before = crmRecord(world, id) ?? {};
  editRecord(world, id, { IsDeleted: true });
  world.spotdraft.control.execute(id);
  await settled(world);
  expect(crmRecord(world, id)).toMatchObject({
    Status__c: 'EXECUTED',
    Name: before.Name,
    Opportunity__c: before.Opportunity__c,
    SpotDraft_Link__c: before.SpotDraft_Link__c,
  });
});

test('an edit by hand is repaired by syncContract', async () => {
  await using world = await startWorld({ backfill: true });
  const contract = onlyContract(world, 'EXECUTED');
  const before = crmState(world);
  editRecord(world, contract.id, { Status__c: 'DRAFT', Name: 'mine' });
  editRecord(world, dealIdOf(contract), { Contract_Status__c: 'SIGN' });
  await world.graphql(SYNC, { id: contract.id });
  expect(crmState(world)).toEqual(before);
  resetCalls(world);
  await world.graphql(SYNC, { id: contract.id });
  expect(calls(world).writes).toBe(0);
});

test('a text longer than its field is cut, and stays cut without further writes', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const contract = onlyContract(world, 'SIGN');
  world.spotdraft.control.rename(contract.id, `${'long name '.repeat(30)}end`);
  world.spotdraft.control.execute(contract.id);
  await settled(world);
  const name = String(crmRecord(world, contract.id)?.Name);
  expect(name.length).toBeGreaterThan(60);
  expect(name.length).toBeLessThanOrEqual(255);
  expect('long name '.repeat(30).startsWith(name)).toBe(true);
  resetCalls(world);
  await world.graphql(SYNC, { id: contract.id });
  expect(calls(world).writes).toBe(0);
});

test('waits while the allowance of CRM calls is spent, and goes on when asked', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const id = parseContractId(onlyContract(world, 'SIGN').id);
  world.salesforce.control.addFault({ kind: 'request-limit', times: 1_000 });
  world.spotdraft.control.execute(id);
  const queue = world.app.store.queues.sync;
  await world.spotdraft.deliveries.flush();
  await eventually(async () => {
    expect(await world.app.pauses.active('salesforce')).toMatchObject({ cause: 'allowance' });
  });
  await eventually(async () => {
    expect((await queue.states([id])).get(id)?.state).toBe('due');
  });
  world.salesforce.control.clearFaults();
  // A person may ask sooner.
  await world.graphql(SYNC, { id });
  expect(crmRecord(world, id)).toMatchObject({ Status__c: 'EXECUTED' });
});

test('signs in again when its session has expired', async () => {
  await using world = await startWorld({ backfill: true, webhook: true });
  const { id } = onlyContract(world, 'SIGN');
  world.salesforce.control.expireSessions();
  world.spotdraft.control.execute(id);
  await settled(world);
  expect(crmRecord(world, id)).toMatchObject({ Status__c: 'EXECUTED' });
});

test('a CRM without the object parks the contract with what to do', async () => {
  await using world = await startWorld({ webhook: true });
  const { salesforce, spotdraft } = world;
  salesforce.control.setFieldSecurity(salesforce.integrationUsername, {
    hidden: [CONTRACT_OBJECT],
    readOnly: [],
  });
  const contract = onlyContract(world, 'SIGN');
  const id = parseContractId(contract.id);
  spotdraft.control.execute(id);
  await eventually(async () =>
    expect(await storedError(world, id)).toMatch(/takes no SpotDraft_Contract__c records/),
  );
  await settled(world);
  expect(crmRecord(world, id)).toBeUndefined();
  expect(crmDeal(world, dealIdOf(contract))).toMatchObject({ Contract_Status__c: 'EXECUTED' });
  expect((await world.app.store.queues.sync.counts()).parked).toBe(1);
});

test('two contracts of one deal written at once by two workers leave it right', async () => {
  await using world = await startWorld({ backfill: true, webhook: true, env: ONE_ADDRESS });
  await world.startAnother();
  const { control } = world.spotdraft;
  const target = freeDeal(world);
  const moved = control
    .list()
    .filter(({ contract_status: status, id }) => status === 'SIGN' && id.startsWith('T-'))
    .slice(0, 4);
  world.salesforce.control.addFault({
    kind: 'latency',
    latencyMs: 150,
    match: { method: 'PATCH' },
    times: 6,
  });
  for (const { id } of moved) {
    control.relink(id, { id: target });
    await world.spotdraft.deliveries.flush();
    control.execute(id);
  }
  await settled(world);
  expectCrmInLine(world);
  expect(crmDeal(world, target)).toMatchObject({ Contract_Status__c: 'EXECUTED' });
});
