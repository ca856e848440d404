import { describe, expect, it } from 'vitest';

import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import { createCaller, createOrderForm, orderForm, orderFormData, V21 } from './sandbox-client.js';

/** What creating answers to a body, on a fresh sandbox. */
async function create(body: unknown) {
  await using sandbox = await startSpotDraftSandbox();
  return await createCaller(sandbox)('POST', `${V21}/contracts/`, body);
}

const party = orderForm().counter_party_details[0]!;

describe('SpotDraft sandbox: create', () => {
  it('answers both ids and the draft it made', async () => {
    const { status, body } = await create(orderForm({ contract_name: 'Harlow – renewal' }));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: `T-${body.contract_id}`,
      contract_name: 'Harlow – renewal',
      contract_status: 'DRAFT',
      contract_type_id: 303,
      counter_party_name: 'Harlow Textiles',
      external_metadata: { id: '0065g00000XyZ12AAB' },
    });
  });

  it('makes another contract for every repetition', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    const ids = [await createOrderForm(call), await createOrderForm(call)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it('sends at once when the workflow says so', async () => {
    const { body } = await create(
      orderForm({
        workflow_config: { auto_send_to_counterparty: true },
        send_to_counterparty_config: { attachment_formats: ['PDF'] },
      }),
    );
    expect(body.contract_status).toBe('REDLINING');
  });

  it('answers 404 to an unknown or archived template', async () => {
    expect((await create(orderForm({ contract_template_id: 9 }))).status).toBe(404);
    expect((await create(orderForm({ contract_template_id: 1219 }))).status).toBe(404);
  });

  it('keys missing members of the body by their name', async () => {
    const { status, body } = await create({});
    expect(status).toBe(400);
    expect(body).toEqual({
      contract_template_id: ['Field required'],
      contract_data: ['Field required'],
      counter_party_details: ['Field required'],
    });
  });

  it.each<[string, Record<string, unknown>, unknown]>([
    [
      'a missing required field',
      { customer_name: undefined },
      { customer_name: [expect.any(String)] },
    ],
    ['a blank string', { customer_name: '' }, { customer_name: [expect.any(String)] }],
    [
      'a date with a time',
      { agreement_date: '2026-03-28T00:00:00Z' },
      { agreement_date: [expect.any(String)] },
    ],
    [
      'a day that does not exist',
      { agreement_date: '2026-02-30' },
      { agreement_date: [expect.any(String)] },
    ],
    ['money as a bare number', { billing_currency: 5 }, { billing_currency: [expect.any(String)] }],
    [
      'money without an amount',
      { billing_currency: { type: 'EUR' } },
      { billing_currency: { value: [expect.any(String)] } },
    ],
    [
      'money as a string',
      { billing_currency: { type: 'EUR', value: '5' } },
      { billing_currency: { value: [expect.any(String)] } },
    ],
    [
      'an unknown currency',
      { billing_currency: { type: 'EURO', value: 5 } },
      { billing_currency: { type: [expect.any(String)] } },
    ],
    ['an option’s label', { payment_terms: 'Net 30' }, { payment_terms: [expect.any(String)] }],
    ['a boolean as text', { auto_renew: 'true' }, { auto_renew: [expect.any(String)] }],
    [
      'a duration whose days disagree',
      { subscription_term: { type: 'MONTHS', value: 6, days: 182 } },
      { subscription_term: { days: [expect.any(String)] } },
    ],
    [
      'a composite inside a row',
      {
        pricing_schedule: [
          orderFormData().pricing_schedule[0],
          { item: 'x', quantity: 1, amount: { value: 1 } },
        ],
      },
      { pricing_schedule: { 1: { amount: { type: [expect.any(String)] } } } },
    ],
    ['a key the template lacks', { purchase_order: 'x' }, { purchase_order: ['Unknown field.'] }],
  ])('refuses %s', async (_what, data, errors) => {
    const { status, body } = await create(orderForm({ contract_data: orderFormData(data) }));
    expect(status).toBe(400);
    expect(body).toEqual({ contract_data: errors });
  });

  it.each([
    { type: 'MONTHS', value: 6, days: 180 },
    { type: 'YEARS', value: 2, days: 730 },
  ])('accepts the duration $value $type', async (term) => {
    const data = orderFormData({ subscription_term: term });
    expect((await create(orderForm({ contract_data: data }))).status).toBe(201);
  });

  it('compares options by value and JSON type', async () => {
    const body = (frequency: unknown) =>
      orderForm({
        contract_template_id: 1207,
        contract_data: {
          project_name: 'Rollout',
          start_date: '2026-04-01',
          milestones: [],
          billing_frequency: frequency,
          regions: ['EMEA', 'APAC'],
        },
      });
    expect((await create(body(3))).status).toBe(201);
    expect((await create(body('3'))).body).toEqual({
      contract_data: { billing_frequency: [expect.any(String)] },
    });
  });

  it.each<[string, Record<string, unknown>, unknown]>([
    [
      'an organization without a name',
      { organization_name: undefined },
      { organization_name: ['Field required'] },
    ],
    [
      'a label that is no organization type',
      { organization_type: 'Ltd.' },
      { organization_type: [expect.any(String)] },
    ],
    [
      'a malformed e-mail address',
      { poc_details: { first_name: 'A', email: 'a' } },
      { poc_details: { email: [expect.any(String)] } },
    ],
    [
      'an individual where the template wants organizations',
      { is_individual: true },
      { is_individual: [expect.any(String)] },
    ],
    [
      'an address without its country code',
      { organization_details: { address: { line_one: 'x', city: 'y' } } },
      { organization_details: { address: { country_iso_code: ['Field required'] } } },
    ],
  ])('refuses %s', async (_what, change, errors) => {
    const { status, body } = await create(
      orderForm({ counter_party_details: [{ ...party, ...change }] }),
    );
    expect(status).toBe(400);
    expect(body).toEqual({ counter_party_details: { 0: errors } });
  });

  it('wants counterparty signatories to name their party, and an order for all or none', async () => {
    const iris = {
      name: 'Iris Novak',
      email: 'iris@harlow.example',
      is_counterparty_signatory: true,
    };
    const rep = {
      name: 'Rep',
      email: 'rep@meridian-cloud.example',
      is_counterparty_signatory: false,
    };
    const named = { ...iris, counterparty_name: 'Harlow Textiles' };
    expect((await create(orderForm({ signatories: [named, rep] }))).status).toBe(201);
    expect((await create(orderForm({ signatories: [iris] }))).body).toEqual({
      signatories: { 0: { counterparty_name: [expect.any(String)] } },
    });
    const partly = [{ ...named, sign_order: 1 }, rep];
    expect((await create(orderForm({ signatories: partly }))).body).toEqual({
      signatories: [expect.any(String)],
    });
  });

  it('turns contract data into metadata rows named after the fields', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    const { id } = await createOrderForm(call);
    const { body } = await call('GET', `${V21}/contracts/${id}/key_pointers`);
    expect(body).toContainEqual({
      id: expect.any(Number),
      label: 'Contract value',
      field_name: 'billing_currency',
      data_type: 'currency',
      format_option: {},
      value: { type: 'EUR', value: 48_000 },
    });
  });

  it('lists a template’s money field as two descriptors under one parent', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const { body } = await createCaller(sandbox)('GET', `${V21}/templates/1204/metadata`);
    const money = { parent_variable: 'billing_currency', parent_type: 'currency' };
    expect(body.attributes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...money, variable: 'billing_currency.type', type: 'enum' }),
        expect.objectContaining({ ...money, variable: 'billing_currency.value', type: 'float' }),
      ]),
    );
    expect(body.counter_party_kind).toBe('Organisation');
  });
});
