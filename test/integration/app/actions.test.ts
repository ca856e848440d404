import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { statusWord } from '../../../src/domain/status-word.js';
import { createCrmSeed } from '../../../src/sandbox/seed/crm-seed.js';
import {
  ContractDocument,
  LinkContractDocument,
  OpportunityDocument,
  SendContractDocument,
  SyncContractDocument,
  VoidContractDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { isLinked } from './sync-support.js';

let world: World;
let used: Set<string>;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    salesforce: { seed: createCrmSeed({ deals: 500 }) },
    spotdraft: { rateLimitPerSecond: null, contracts: 300 },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  used = new Set();
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.faults.clear();
});

/** A contract in this status that no other test uses: of a deal, or of no system at all. */
function take(wanted: string, ofDeal = true): string {
  const found = world.spotdraft.control
    .list()
    .find(
      (contract) =>
        !contract.deleted &&
        contract.contract_status === wanted &&
        !used.has(contract.id) &&
        (ofDeal ? isLinked(contract) : contract.external_metadata.id === undefined),
    )!;
  used.add(found.id);
  return found.id;
}

const statusOf = (id: string) => world.spotdraft.control.get(id).contract_status;
const recordOf = (id: string) =>
  world.salesforce.control.org.store
    .rows('SpotDraft_Contract__c')
    .find((row) => row.SpotDraft_Id__c === id);
const callsTo = (suffix: string) =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => route.endsWith(suffix))
    .sort();
const posts = (suffix: string) =>
  callsTo(suffix)
    .filter(([route]) => route.startsWith('POST '))
    .reduce((sum, [, count]) => sum + count, 0);

describe('sendContract', () => {
  test('sends a draft, and the answer and the CRM record show its new state', async () => {
    const id = take('DRAFT');
    const { data, errors } = await world.graphql(SendContractDocument, {
      input: { contractId: id, ccEmails: ['boss@buyer.example'], subject: 'Hi', message: 'Please' },
    });
    expect(errors).toEqual([]);
    expect(data!.sendContract).toMatchObject({
      userErrors: [],
      contract: { id, status: 'REDLINING', sync: { lastError: null } },
    });
    expect(statusOf(id)).toBe('REDLINING');
    expect(recordOf(id)).toMatchObject({ Status__c: 'REDLINING' });
  });

  test.each(['SIGN', 'EXECUTED', 'ON_HOLD', 'VOIDED'] as const)(
    'refuses a contract in %s',
    async (status) => {
      const id = take(status);
      const before = posts('send_to_counterparties');
      const { data, errors } = await world.graphql(SendContractDocument, {
        input: { contractId: id },
      });
      expect(errors).toEqual([]);
      expect(data!.sendContract).toMatchObject({
        contract: { id, status },
        userErrors: [{ field: null, code: 'INVALID_STATE' }],
      });
      expect(data!.sendContract.userErrors[0]!.message).toContain(statusWord(status));
      expect(posts('send_to_counterparties')).toBe(before);
    },
  );

  test('names each address that is none, and sends nothing', async () => {
    const id = take('DRAFT');
    const { data } = await world.graphql(SendContractDocument, {
      input: {
        contractId: id,
        toEmails: ['good@buyer.example', 'bad'],
        ccEmails: ['a@b', 'x y@z.example', ''],
      },
    });
    expect(data!.sendContract.userErrors).toMatchObject([
      { field: ['toEmails', '1'], code: 'INVALID_VALUE' },
      { field: ['ccEmails', '0'] },
      { field: ['ccEmails', '1'] },
      { field: ['ccEmails', '2'] },
    ]);
    expect(statusOf(id)).toBe('DRAFT');
  });

  test("SpotDraft's refusal is a user error at the field it names", async () => {
    const id = take('DRAFT');
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'POST', path: 'send_to_counterparties' },
      status: 400,
      times: 1,
      body: { to_emails: { 0: ['Not a recipient.'] } },
    });
    const { data, errors } = await world.graphql(SendContractDocument, {
      input: { contractId: id, toEmails: ['x@buyer.example'] },
    });
    expect(errors).toEqual([]);
    expect(data!.sendContract.userErrors).toMatchObject([
      {
        field: ['toEmails', '0'],
        code: 'SPOTDRAFT_REFUSED',
        message: 'SpotDraft: Not a recipient.',
      },
    ]);
  });

  test('is one mail for a double click, and when its answer is lost', async () => {
    const id = take('DRAFT');
    const before = posts('send_to_counterparties');
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: 'send_to_counterparties' },
      times: 1,
    });
    const send = () => world.graphql(SendContractDocument, { input: { contractId: id } });
    for (const { data, errors } of [...(await Promise.all([send(), send()])), await send()]) {
      expect(errors).toEqual([]);
      // A draft that was sent is none any more, which tells.
      expect(data!.sendContract).toMatchObject({
        userErrors: [],
        contract: { status: 'REDLINING' },
      });
    }
    expect(posts('send_to_counterparties')).toBe(before + 1);
  });

  test('is not repeated where nothing tells whether it was sent', async () => {
    const id = take('REDLINING');
    const before = posts('send_to_counterparties');
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: 'send_to_counterparties' },
      times: 1,
    });
    for (const _ of [1, 2]) {
      const { data } = await world.graphql(SendContractDocument, {
        input: { contractId: id, subject: 'Once more' },
      });
      expect(data!.sendContract.userErrors).toMatchObject([{ code: 'CREATION_UNCERTAIN' }]);
    }
    expect(posts('send_to_counterparties')).toBe(before + 1);
    // The contract is looked at again, since what we know may be behind.
    const shown = await world.graphql(ContractDocument, { id });
    expect(shown.data!.contract!.sync.pending).toBe(true);
    const { data } = await world.graphql(SendContractDocument, {
      input: { contractId: id, subject: 'Once more', idempotencyKey: 'a new one' },
    });
    expect(data!.sendContract.userErrors).toEqual([]);
    expect(posts('send_to_counterparties')).toBe(before + 2);
  });
});

describe('voidContract', () => {
  test.each(['DRAFT', 'REDLINING', 'SIGN'])('voids a contract in %s', async (status) => {
    const id = take(status);
    const { data, errors } = await world.graphql(VoidContractDocument, {
      input: { contractId: id, note: 'Deal lost' },
    });
    expect(errors).toEqual([]);
    expect(data!.voidContract).toMatchObject({ userErrors: [], contract: { status: 'VOIDED' } });
    expect(statusOf(id)).toBe('VOIDED');
    expect(recordOf(id)).toMatchObject({ Status__c: 'VOIDED' });
    expect(world.spotdraft.control.get(id).external_metadata).toMatchObject({
      record_data: { dealdraft_void_reason: 'Deal lost' },
    });
  });

  test('voids a contract whose reason can’t be noted', async () => {
    const id = take('DRAFT');
    world.spotdraft.faults.add({
      kind: 'status',
      status: 400,
      match: { method: 'POST', path: '/external_metadata' },
    });
    try {
      const { data, errors } = await world.graphql(VoidContractDocument, {
        input: { contractId: id, note: 'Deal lost' },
      });
      expect(errors).toEqual([]);
      expect(data!.voidContract).toMatchObject({ userErrors: [], contract: { status: 'VOIDED' } });
    } finally {
      world.spotdraft.faults.clear();
    }
  });

  test.each(['EXECUTED', 'VOIDED'])('refuses a contract in %s', async (status) => {
    const { data } = await world.graphql(VoidContractDocument, {
      input: { contractId: take(status), note: 'x' },
    });
    expect(data!.voidContract.userErrors).toMatchObject([{ field: null, code: 'INVALID_STATE' }]);
  });

  test.each(['', '  ', '\n', '\u200b'])('wants a note; %j is none', async (note) => {
    const id = take('DRAFT');
    const { data } = await world.graphql(VoidContractDocument, { input: { contractId: id, note } });
    expect(data!.voidContract.userErrors).toMatchObject([{ field: ['note'], code: 'REQUIRED' }]);
    expect(statusOf(id)).toBe('DRAFT');
  });
});

describe('linkContract', () => {
  const aDealWithout = () =>
    world.salesforce.deals.find(({ id }) => world.spotdraft.control.list(id).length === 0)!.id;

  test('links an unlinked contract: metadata, record and deal', async () => {
    const id = take('REDLINING', false);
    const deal = aDealWithout();
    const { data, errors } = await world.graphql(LinkContractDocument, {
      input: { contractId: id, opportunityId: deal.slice(0, 15) },
    });
    expect(errors).toEqual([]);
    expect(data!.linkContract).toMatchObject({
      userErrors: [],
      contract: { id, opportunity: { id: deal } },
    });
    expect(world.spotdraft.control.get(id).external_metadata).toMatchObject({
      id: deal,
      integration_name: 'Salesforce',
      record_type: 'Opportunity',
    });
    expect(recordOf(id)).toMatchObject({ Opportunity__c: deal, Status__c: 'REDLINING' });
    const shown = await world.graphql(OpportunityDocument, { id: deal });
    expect(shown.data!.opportunity!.contracts).toMatchObject([{ id }]);
  });

  test('moves a contract and keeps every other member of its metadata', async () => {
    const id = take('EXECUTED');
    const { org } = world.salesforce.control;
    const before = String(world.spotdraft.control.get(id).external_metadata.id);
    world.spotdraft.control.relink(id, {
      ...world.spotdraft.control.get(id).external_metadata,
      po: { number: 7 },
      record_data: { kept: true },
    });
    const deal = aDealWithout();
    world.spotdraft.calls.reset();
    const { data, errors } = await world.graphql(LinkContractDocument, {
      input: { contractId: id, opportunityId: deal },
    });
    expect(errors).toEqual([]);
    expect(data!.linkContract.userErrors).toEqual([]);
    // Read once, to keep what is there, and written once.
    expect(
      callsTo('/external_metadata').map(([route, count]) => [route.split(' ')[0], count]),
    ).toEqual([
      ['GET', 1],
      ['POST', 1],
    ]);
    expect(world.spotdraft.control.get(id).external_metadata).toMatchObject({
      id: deal,
      po: { number: 7 },
      record_data: { kept: true },
    });
    expect(recordOf(id)).toMatchObject({ Opportunity__c: deal });
    expect(org.store.find('Opportunity', deal)).toMatchObject({
      Contract_Status__c: 'EXECUTED',
      Executed_Document_Link__c: `${world.app.url}/documents/${id}`,
    });
    const left = await world.graphql(OpportunityDocument, { id: before });
    const remaining = left.data!.opportunity!.contracts!;
    expect(remaining.map((contract) => contract.id)).not.toContain(id);
    expect(org.store.find('Opportunity', before)!.Contract_Status__c).toBe(
      remaining[0]?.status ?? null,
    );
  });

  test('an unknown deal is NOT_FOUND, a malformed one BAD_USER_INPUT', async () => {
    const id = take('DRAFT');
    for (const [opportunityId, code] of [
      ['006000000000001AAA', 'NOT_FOUND'],
      ['deal', 'BAD_USER_INPUT'],
      ['001000000000001AAA', 'BAD_USER_INPUT'],
    ] as const) {
      const { errors } = await world.graphql(LinkContractDocument, {
        input: { contractId: id, opportunityId },
      });
      expect(errors).toMatchObject([{ extensions: { code } }]);
    }
  });

  test('a deleted contract is not linked any more', async () => {
    const id = take('DRAFT');
    world.spotdraft.control.delete(id);
    await world.graphql(SyncContractDocument, { id });
    const { data } = await world.graphql(LinkContractDocument, {
      input: { contractId: id, opportunityId: aDealWithout() },
    });
    expect(data!.linkContract.userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
  });
});

describe('syncContract', () => {
  test('reads SpotDraft now and writes the CRM now, without any webhook', async () => {
    const id = take('SIGN');
    world.spotdraft.control.execute(id);
    const { data, errors } = await world.graphql(SyncContractDocument, { id });
    expect(errors).toEqual([]);
    expect(data!.syncContract).toMatchObject({
      userErrors: [],
      contract: {
        status: 'EXECUTED',
        documentUrl: `${world.app.url}/documents/${id}`,
        sync: { pending: false, lastError: null },
      },
    });
    expect(recordOf(id)).toMatchObject({
      Status__c: 'EXECUTED',
      Executed_Document_Link__c: `${world.app.url}/documents/${id}`,
    });
  });

  test('mends what somebody changed in the CRM by hand', async () => {
    const id = take('EXECUTED');
    await world.graphql(SyncContractDocument, { id });
    const { store } = world.salesforce.control.org;
    store.update(recordOf(id)!, { Status__c: 'DRAFT' });
    await world.graphql(SyncContractDocument, { id });
    expect(recordOf(id)).toMatchObject({ Status__c: 'EXECUTED' });
  });

  test('a deleted contract keeps its record, with DELETED, and leaves its deal', async () => {
    const id = take('REDLINING');
    await world.graphql(SyncContractDocument, { id });
    const deal = String(world.spotdraft.control.get(id).external_metadata.id);
    world.spotdraft.control.delete(id);
    const { data } = await world.graphql(SyncContractDocument, { id });
    expect(data!.syncContract.contract).toMatchObject({ status: 'DELETED' });
    expect(recordOf(id)).toMatchObject({ Status__c: 'DELETED', Opportunity__c: deal });
    const shown = await world.graphql(OpportunityDocument, { id: deal });
    expect(shown.data!.opportunity!.contracts!.map((contract) => contract.id)).not.toContain(id);
  });

  test('says which upstream is down, and loses nothing that was known', async () => {
    const id = take('SIGN');
    world.spotdraft.faults.add({ kind: 'status', status: 500 });
    const { errors } = await world.graphql(SyncContractDocument, { id });
    expect(errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' } },
    ]);
    const shown = await world.graphql('query ($id: ID!) { contract(id: $id) { id status } }', {
      id,
    });
    expect(shown).toMatchObject({ data: { contract: { id, status: 'SIGN' } }, errors: [] });
  });

  test.each(['abc', 'T-', ''])('a malformed id %j is BAD_USER_INPUT', async (id) => {
    const { errors } = await world.graphql(SyncContractDocument, { id });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test('several actions in one request are done one after the other', async () => {
  const id = take('DRAFT');
  const { data, errors } = await world.graphql<
    Record<string, { contract: { status: string } }>,
    object
  >(
    `mutation ($id: ID!) {
       a: sendContract(input: { contractId: $id }) { contract { status } }
       b: voidContract(input: { contractId: $id, note: "Lost" }) { contract { status } }
       c: syncContract(id: $id) { contract { status } }
     }`,
    { id },
  );
  expect(errors).toEqual([]);
  expect(Object.values(data!).map(({ contract }) => contract.status)).toEqual([
    'REDLINING',
    'VOIDED',
    'VOIDED',
  ]);
});
