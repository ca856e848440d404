import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import {
  CreateContractDocument,
  KeyPointerDefinitionsDocument,
  UpdateContractDataDocument,
  UpdateExternalMetadataDocument,
  UpdateIntakeFormDocument,
  UpdateKeyPointersDocument,
} from '../../generated/graphql.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
let deal: string;
/** A draft that dealdraft did not make. */
let seeded: string;
beforeAll(async () => {
  world = await startWorld({
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  seeded = find('T', 'DRAFT').id;
  deal = world.salesforce.deals.find(({ id }) => id.startsWith('0065g00AqnHTrDmAEL'))!.id;
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.faults.clear();
});

let count = 0;
/** A new draft of template 1204. */
async function draft(): Promise<string> {
  const input = { opportunityId: deal, templateId: '1204', idempotencyKey: `draft ${++count}` };
  const { data, errors } = await world.graphql(CreateContractDocument, { input });
  expect(errors).toEqual([]);
  return data!.createContract.contract!.id;
}
const find = (prefix: 'T' | 'H', status?: string) =>
  world.spotdraft.control
    .list()
    .find(
      (one) =>
        one.id.startsWith(prefix) &&
        !one.deleted &&
        (status === undefined || one.contract_status === status),
    )!;
const state = (id: string) => world.spotdraft.control.get(id);
const dataOf = (id: string) => state(id)['contract_data'] as Record<string, unknown>;

/** Changes that SpotDraft was asked for, and what is asked only to judge one. */
const writes = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => /^PATCH |^POST .*(external_metadata|bulk)$|questionnaire\/$/.test(route))
    .reduce((sum, [, times]) => sum + times, 0);

interface Changed {
  readonly contract: { readonly id: string } | null;
  readonly userErrors: readonly {
    readonly field: readonly string[] | null;
    readonly code: string;
    readonly message: string;
    readonly spotdraftCode: string | null;
  }[];
}
async function change<Data extends Record<string, unknown>, Input>(
  document: TypedDocumentNode<Data, { readonly input: Input }>,
  input: NoInfer<Input>,
): Promise<Changed> {
  const { data, errors } = await world.graphql(document, { input });
  expect(errors).toEqual([]);
  return Object.values(data!)[0] as Changed;
}

describe('updateContractData', () => {
  const update = (contractId: string, data: Record<string, unknown>) =>
    change(UpdateContractDataDocument, { contractId, data });

  test('changes fields of a contract that dealdraft made, and takes values away', async () => {
    const id = await draft();
    const before = dataOf(id);
    expect((await update(id, { po_number: 'PO-7' })).userErrors).toEqual([]);
    expect(dataOf(id)).toEqual({ ...before, po_number: 'PO-7' });
    expect((await update(id, { po_number: null })).userErrors).toEqual([]);
    expect(dataOf(id)['po_number']).toBeNull();
  });

  test('names every value that does not fit the template, before any call that changes', async () => {
    const id = await draft();
    const before = dataOf(id);
    const { userErrors } = await update(id, {
      customer_nmae: 'Acme',
      agreement_date: 'tomorrow',
      payment_terms: 'net_31',
      customer_name: null,
      pricing_schedule: [{ item: 'x', quantity: 'many', amount: { value: 3, type: 'USD' } }],
    });
    expect(userErrors.map(({ field, code }) => [field?.join('.'), code])).toEqual([
      ['data.customer_nmae', 'UNKNOWN_FIELD'],
      ['data.agreement_date', 'INVALID_VALUE'],
      ['data.payment_terms', 'INVALID_VALUE'],
      ['data.customer_name', 'REQUIRED'],
      ['data.pricing_schedule.0.quantity', 'INVALID_VALUE'],
    ]);
    expect(userErrors[0]!.message).toContain('customer_name');
    expect(dataOf(id)).toEqual(before);
  });

  test('goes by the template that a webhook named', async () => {
    const id = seeded;
    const { contract_template_id: template } = state(id);
    expect(template).not.toBeNull();
    // Nobody said which template it was: SpotDraft judges.
    const passed = await update(id, { florilegium: 1 });
    expect(passed.userErrors).toMatchObject([
      { field: ['data', 'florilegium'], code: 'SPOTDRAFT_REFUSED' },
    ]);
    world.spotdraft.control.send(id);
    await eventually(async () => {
      const named = await world.app.store.inbox.list({ keys: [parseContractId(id)], limit: 1 });
      expect(named).toHaveLength(1);
    });
    expect((await update(id, { florilegium: 1 })).userErrors).toMatchObject([
      { field: ['data', 'florilegium'], code: 'UNKNOWN_FIELD' },
    ]);
  });

  test.each([
    ['nothing', {}, 'REQUIRED'],
    ['far too much', { po_number: Array(20_001).fill(1) }, 'INVALID_INPUT'],
  ])('refuses %s before any call', async (_name, data, code) => {
    const id = await draft();
    const before = writes();
    expect((await update(id, data)).userErrors).toMatchObject([{ field: ['data'], code }]);
    expect(writes()).toBe(before);
  });

  test.each([
    ['an executed contract', () => find('T', 'EXECUTED').id],
    ['an H contract', () => find('H').id],
  ])('refuses %s before any call', async (_name, idOf) => {
    const before = writes();
    const { userErrors } = await update(idOf(), { po_number: 'x' });
    expect(userErrors).toMatchObject([{ field: null, code: 'INVALID_STATE' }]);
    expect(writes()).toBe(before);
  });

  test("tells SpotDraft's refusal with its code", async () => {
    const id = await draft();
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'PATCH', path: '/contract_data' },
      status: 400,
      body: { detail: 'Contract cannot be updated.', code: 'SD_PUBLIC_00009' },
    });
    expect((await update(id, { po_number: 'PO-8' })).userErrors).toMatchObject([
      {
        field: null,
        code: 'SPOTDRAFT_REFUSED',
        message: 'Contract cannot be updated.',
        spotdraftCode: 'SD_PUBLIC_00009',
      },
    ]);
  });

  test('is not repeated when its answer is lost', async () => {
    const id = await draft();
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'PATCH', path: '/contract_data' },
    });
    const { errors } = await world.graphql(UpdateContractDataDocument, {
      input: { contractId: id, data: { po_number: 'PO-9' } },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(dataOf(id)['po_number']).toBe('PO-9');
  });
});

describe('updateIntakeForm', () => {
  const update = (contractId: string, data: Record<string, unknown>) =>
    change(UpdateIntakeFormDocument, { contractId, data });

  test('answers questions of a contract under negotiation, composite ones by their name', async () => {
    const id = await draft();
    world.spotdraft.control.send(id);
    await world.graphql('mutation ($id: ID!) { syncContract(id: $id) { contract { id } } }', {
      id,
    });
    const data = { department: 'sales', contract_value: { type: 'USD', value: 3 } };
    expect((await update(id, data)).userErrors).toEqual([]);
    const { data: shown } = await world.graphql<
      { contract: { questionnaire: { data: unknown } } },
      object
    >('query ($id: ID!) { contract(id: $id) { questionnaire(type: INTAKE_FORM) { data } } }', {
      id,
    });
    expect(shown!.contract.questionnaire.data).toEqual(data);
  });

  test('refuses names that the form does not have, which SpotDraft would keep', async () => {
    const { id } = find('T', 'REDLINING');
    const { userErrors } = await update(id, { departement: 'sales', start_date: '2026-12-01' });
    expect(userErrors[0]).toMatchObject({ field: ['data', 'departement'], code: 'UNKNOWN_FIELD' });
  });

  test('refuses a draft, and nothing at all', async () => {
    const before = writes();
    expect((await update(find('T', 'DRAFT').id, { department: 'x' })).userErrors).toMatchObject([
      { code: 'INVALID_STATE' },
    ]);
    expect((await update(find('T', 'REDLINING').id, {})).userErrors).toMatchObject([
      { field: ['data'], code: 'REQUIRED' },
    ]);
    expect(writes()).toBe(before);
  });

  test("tells which answer SpotDraft refused, by its question's own name", async () => {
    const id = await draft();
    world.spotdraft.control.send(id);
    await world.graphql('mutation ($id: ID!) { syncContract(id: $id) { contract { id } } }', {
      id,
    });
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'PATCH', path: '/intake_form/response' },
      status: 400,
      body: { start_date: ['Not a date.'] },
    });
    expect((await update(id, { start_date: 'soon' })).userErrors).toMatchObject([
      {
        field: ['data', 'start_date'],
        code: 'SPOTDRAFT_REFUSED',
        message: 'SpotDraft: Not a date.',
      },
    ]);
  });
});

describe('updateExternalMetadata', () => {
  const update = (contractId: string, recordData: Record<string, unknown>) =>
    change(UpdateExternalMetadataDocument, { contractId, recordData });

  test('merges into the record data, and leaves the link as it is', async () => {
    const id = await draft();
    const before = state(id).external_metadata;
    const changed = await update(id, { region: 'EMEA', id: 'of the record' });
    expect(changed.userErrors).toEqual([]);
    const wanted = {
      ...before,
      record_data: { ...(before['record_data'] as object), region: 'EMEA', id: 'of the record' },
    };
    expect(state(id).external_metadata).toEqual(wanted);
    expect(changed.contract).toMatchObject({ externalMetadata: wanted });
    await update(id, { region: null });
    expect(state(id).external_metadata['record_data']).not.toHaveProperty('region');
  });

  test('works for H contracts', async () => {
    const { id } = find('H');
    expect((await update(id, { region: 'APAC' })).userErrors).toEqual([]);
    expect(state(id).external_metadata['record_data']).toMatchObject({ region: 'APAC' });
  });

  test('refuses what dealdraft recognises its contracts by, and nothing at all', async () => {
    const id = await draft();
    const before = writes();
    expect((await update(id, { dealdraft_request_id: 'x' })).userErrors).toMatchObject([
      { field: ['recordData', 'dealdraft_request_id'], code: 'INVALID_INPUT' },
    ]);
    expect((await update(id, {})).userErrors).toMatchObject([
      { field: ['recordData'], code: 'REQUIRED' },
    ]);
    expect(writes()).toBe(before);
  });
});

describe('key pointers', () => {
  interface Value {
    readonly id?: string;
    readonly name?: string;
    readonly value?: unknown;
  }
  const update = (contractId: string, values: readonly Value[]) =>
    change(UpdateKeyPointersDocument, { contractId, values });
  interface Row {
    readonly id: string;
    readonly name: string;
    readonly value: unknown;
  }
  const rows = ({ contract }: Changed) =>
    (contract as unknown as { keyPointers: readonly Row[] }).keyPointers;

  test('are set by the ids that the contract shows, and by names it did not have', async () => {
    const id = await draft();
    const first = await update(id, [{ name: 'payment_terms', value: 'net_45' }]);
    expect(first.userErrors).toEqual([]);
    const shown = rows(first).find(({ name }) => name === 'payment_terms')!;
    expect(shown.value).toBe('net_45');
    const second = await update(id, [
      { id: shown.id, value: 'net_60' },
      { name: 'po_number', value: 'PO-1' },
    ]);
    expect(second.userErrors).toEqual([]);
    expect(rows(second)).toEqual(
      expect.arrayContaining([
        { ...shown, value: 'net_60' },
        expect.objectContaining({ name: 'po_number', value: 'PO-1' }),
      ]),
    );
  });

  test.each([
    ['none', [], [['values', 'REQUIRED']]],
    ['id and name', [{ id: '1', name: 'a', value: 1 }], [['values.0', 'INVALID_INPUT']]],
    ['neither', [{ value: 1 }], [['values.0', 'INVALID_INPUT']]],
    ['a blank name', [{ name: ' ', value: 1 }], [['values.0.name', 'INVALID_INPUT']]],
    ['an id of nothing', [{ id: '4711', value: 1 }], [['values.0.id', 'NOT_FOUND']]],
    [
      'one twice',
      [
        { name: 'a', value: 1 },
        { name: 'a', value: 2 },
      ],
      [['values.1', 'INVALID_INPUT']],
    ],
    ['too many', Array(501).fill({ name: 'a' }), [['values', 'INVALID_INPUT']]],
  ] as const)('refuses %s before anything is changed', async (_name, values, expected) => {
    const before = writes();
    const { userErrors } = await update(await draft(), values);
    expect(userErrors.map(({ field, code }) => [field?.join('.'), code])).toEqual(expected);
    expect(writes()).toBe(before);
  });

  test('tell which one SpotDraft does not know', async () => {
    const { userErrors } = await update(await draft(), [{ name: 'florilegium', value: 1 }]);
    expect(userErrors).toMatchObject([
      { field: ['values', '0', 'name'], code: 'SPOTDRAFT_REFUSED' },
    ]);
  });

  test('a malformed id is bad input before any call', async () => {
    const { errors } = await world.graphql(UpdateKeyPointersDocument, {
      input: { contractId: 'T-1', values: [{ id: '1/2', value: 1 }] },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const asked = await world.graphql(KeyPointerDefinitionsDocument, { contractTypeId: 'x' });
    expect(asked.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('are defined by contract type', async () => {
    const { data, errors } = await world.graphql(KeyPointerDefinitionsDocument, {
      contractTypeId: '303',
    });
    expect(errors).toEqual([]);
    const definitions = data!.keyPointerDefinitions;
    expect(definitions.find(({ name }) => name === 'billing_currency')).toMatchObject({
      label: expect.any(String) as string,
      section: expect.any(String) as string,
      field: { name: 'billing_currency', type: 'currency', input: 'MONEY' },
    });
    const none = await world.graphql(KeyPointerDefinitionsDocument, { contractTypeId: '999' });
    expect(none.data!.keyPointerDefinitions).toEqual([]);
  });
});
