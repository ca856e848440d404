import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  MarkForExecutionDocument,
  ResendToSignatoryDocument,
  RetriggerWebhookDocument,
  UnmarkForExecutionDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { callsOf, newContract, SIGNATORY } from './lifecycle-support.js';
import type { Way } from './lifecycle-support.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.faults.clear();
  world.spotdraft.calls.reset();
});

const statusOf = (id: string) => world.spotdraft.control.get(id).contract_status;
const recordOf = (id: string) =>
  world.salesforce.control.org.store
    .rows('SpotDraft_Contract__c')
    .find((row) => row.SpotDraft_Id__c === id);
const historical = () =>
  world.spotdraft.control.list().find(({ id, deleted }) => id.startsWith('H-') && !deleted)!.id;

/** The mutations, each with its answer alone. */
const ACTS = {
  markForExecution: async (id: string) =>
    (await world.graphql(MarkForExecutionDocument, { input: { contractId: id } })).data!
      .markForExecution,
  unmarkForExecution: async (id: string) =>
    (await world.graphql(UnmarkForExecutionDocument, { input: { contractId: id } })).data!
      .unmarkForExecution,
  resendToSignatory: async (id: string) =>
    (
      await world.graphql(ResendToSignatoryDocument, {
        input: { contractId: id, email: SIGNATORY },
      })
    ).data!.resendToSignatory,
  retriggerWebhook: async (id: string) =>
    (await world.graphql(RetriggerWebhookDocument, { input: { contractId: id } })).data!
      .retriggerWebhook,
};

describe('markForExecution and unmarkForExecution', () => {
  test.each(['DRAFT', 'REDLINING'] as const)(
    'make a %s contract ready for signature and take it back; answer and CRM show it',
    async (way) => {
      const deal = world.salesforce.deals[0]!.id;
      const contractId = await newContract(world, way, { deal });
      const marked = await world.graphql(MarkForExecutionDocument, {
        input: { contractId, affixStamp: true },
      });
      expect(marked.errors).toEqual([]);
      expect(marked.data!.markForExecution).toMatchObject({
        userErrors: [],
        contract: { id: contractId, status: 'SIGN' },
      });
      expect(recordOf(contractId)).toMatchObject({ Status__c: 'SIGN' });
      const input = { contractId, note: 'The fee is wrong.' };
      const { data } = await world.graphql(UnmarkForExecutionDocument, { input });
      expect(data!.unmarkForExecution).toMatchObject({
        userErrors: [],
        contract: { status: 'REDLINING' },
      });
      expect(statusOf(contractId)).toBe('REDLINING');
      expect(recordOf(contractId)).toMatchObject({ Status__c: 'REDLINING' });
    },
  );

  test('a note that is too long is told before any call', async () => {
    const contractId = await newContract(world, 'SIGN');
    const { data } = await world.graphql(UnmarkForExecutionDocument, {
      input: { contractId, note: 'x'.repeat(100_001) },
    });
    expect(data!.unmarkForExecution.userErrors).toMatchObject([{ field: ['note'] }]);
    expect(statusOf(contractId)).toBe('SIGN');
  });
});

describe('resendToSignatory', () => {
  test('has the mail sent again', async () => {
    const contractId = await newContract(world, 'SIGN');
    expect(await ACTS.resendToSignatory(contractId)).toEqual({
      userErrors: [],
      contract: { id: contractId, status: 'SIGN' },
    });
    expect(callsOf(world, '/signatories/resend_email/')).toBe(1);
  });

  test('says in SpotDraft’s words that nobody signs with the address', async () => {
    const contractId = await newContract(world, 'SIGN');
    const input = { contractId, email: 'nobody@harlow.example' };
    const { data } = await world.graphql(ResendToSignatoryDocument, { input });
    expect(data!.resendToSignatory.userErrors).toMatchObject([
      { field: null, code: 'SPOTDRAFT_REFUSED', message: /No signatory/ },
    ]);
  });

  test.each(['iris', 'iris@harlow', 'iris@harlow.example;bo@harlow.example', ''])(
    'takes no %j for an address, before any call',
    async (email) => {
      const contractId = await newContract(world, 'SIGN');
      const { data } = await world.graphql(ResendToSignatoryDocument, {
        input: { contractId, email },
      });
      expect(data!.resendToSignatory.userErrors).toMatchObject([
        { field: ['email'], code: 'INVALID_VALUE' },
      ]);
      expect(callsOf(world, '/signatories/resend_email/')).toBe(0);
    },
  );
});

describe('retriggerWebhook', () => {
  test('brings the last delivery of the contract once more', async () => {
    const contractId = await newContract(world, 'REDLINING');
    await world.spotdraft.deliveries.flush();
    const number = Number(contractId.slice(2));
    const mine = () =>
      world.spotdraft.deliveries.records.filter((record) => record.contractId === number);
    const before = mine().length;
    expect(await ACTS.retriggerWebhook(contractId)).toEqual({
      userErrors: [],
      contract: { id: contractId },
    });
    await world.spotdraft.deliveries.flush();
    expect(mine()).toHaveLength(before + 1);
    expect(mine().at(-1)!.activity).toBe(mine().at(-2)!.activity);
  });

  test('a contract that SpotDraft does not know any more is not found', async () => {
    const contractId = await newContract(world, 'REDLINING');
    world.spotdraft.control.delete(contractId);
    const { errors } = await world.graphql(RetriggerWebhookDocument, { input: { contractId } });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' }, message: /webhook/ }]);
  });

  test('is refused for an H contract, whose number is another’s', async () => {
    expect(await ACTS.retriggerWebhook(historical())).toMatchObject({
      userErrors: [{ code: 'INVALID_STATE', message: /historical/ }],
    });
    expect(callsOf(world, '/re_trigger_latest/')).toBe(0);
  });
});

describe.each<[keyof typeof ACTS, string, readonly Way[]]>([
  [
    'markForExecution',
    '/mark_for_execution/',
    ['SIGN', 'EXECUTED', 'ON_HOLD', 'VOIDED', 'DELETED'],
  ],
  [
    'unmarkForExecution',
    '/unmark_for_execution',
    ['DRAFT', 'REDLINING', 'EXECUTED', 'ON_HOLD', 'VOIDED', 'DELETED'],
  ],
  [
    'resendToSignatory',
    '/resend_email/',
    ['DRAFT', 'REDLINING', 'EXECUTED', 'ON_HOLD', 'VOIDED', 'DELETED'],
  ],
  ['retriggerWebhook', '/re_trigger_latest/', ['DELETED']],
])('%s', (name, route, wrongStates) => {
  const rightState: Way = name === 'markForExecution' ? 'DRAFT' : 'SIGN';

  test.each(wrongStates)('is refused in %s, before any call', async (way) => {
    const id = await newContract(world, way);
    expect(await ACTS[name](id)).toMatchObject({
      contract: { id },
      userErrors: [{ field: null, code: 'INVALID_STATE', message: new RegExp(id) }],
    });
    expect(callsOf(world, route)).toBe(0);
  });

  test.each(['T-1/2', '19501', 'X-7'])('%s is no contract, before any call', async (id) => {
    const query = `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) {
      ${name}(input: $input) { contract { id } }
    }`;
    const input = { contractId: id, ...(name === 'resendToSignatory' && { email: SIGNATORY }) };
    const { errors } = await world.graphql(query, { input });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(world.spotdraft.calls.report().total).toBe(0);
  });

  test('is not repeated when its answer is lost', async () => {
    const id = await newContract(world, rightState);
    world.spotdraft.calls.reset();
    const match = { method: 'POST', path: route };
    world.spotdraft.faults.add({ kind: 'drop-after-commit', match, times: 1 });
    await expect(ACTS[name](id)).rejects.toThrow();
    expect(callsOf(world, route)).toBe(1);
  });

  test("a refusal keeps SpotDraft's words; a proxy's page is none", async () => {
    const id = await newContract(world, rightState);
    const match = { method: 'POST', path: route };
    const body = { detail: 'Not now.', code: 'SD_CONTRACTS_00001' };
    world.spotdraft.faults.add({ kind: 'status', match, status: 400, body, times: 1 });
    expect(await ACTS[name](id)).toMatchObject({
      userErrors: [{ field: null, code: 'SPOTDRAFT_REFUSED', message: 'Not now.' }],
    });
    world.spotdraft.faults.add({ kind: 'status', match, status: 400, body: '<html></html>' });
    await expect(ACTS[name](id)).rejects.toThrow();
  });
});
