import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ContractDocument, ContractDraftDocument } from '../../generated/graphql.js';
import type { ContractDraftQueryVariables } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
let deal: string;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  const { store } = world.salesforce.control.org;
  const roles = store.rows('OpportunityContactRole');
  const row = store
    .rows('Opportunity')
    .find(
      ({ Id, Amount, AccountId }) =>
        Amount !== null &&
        AccountId !== null &&
        roles.some((role) => role.OpportunityId === Id && role.IsPrimary === true),
    );
  deal = String(row!.Id);
});
afterAll(() => world[Symbol.asyncDispose]());

async function draft(variables: Omit<ContractDraftQueryVariables, 'opportunityId' | 'templateId'>) {
  const { data, errors } = await world.graphql(ContractDraftDocument, {
    opportunityId: deal,
    templateId: '1204',
    ...variables,
  });
  expect(errors).toEqual([]);
  const { contractDraft } = data!;
  return {
    ...contractDraft,
    field: (name: string) => contractDraft.fields.find((line) => line.field.name === name),
  };
}

describe('contractDraft', () => {
  test('shows every field of the template in its order, with value and source', async () => {
    const { fields, field, data, userErrors, timezone } = await draft({});
    expect(userErrors).toEqual([]);
    expect(timezone).toBe('UTC');
    expect(fields.map((line) => line.field.name)).toEqual([
      'customer_name',
      'agreement_date',
      'billing_currency',
      'pricing_schedule',
      'payment_terms',
      'subscription_term',
      'billing_address',
      'auto_renew',
      'po_number',
    ]);
    expect(field('customer_name')).toMatchObject({
      value: data['customer_name'],
      source: 'MAPPING',
      expression: 'Account.Name',
      reads: ['Account.Name'],
      problems: [],
    });
    expect(field('billing_currency')).toMatchObject({
      field: { input: 'MONEY', required: true },
      value: { type: expect.stringMatching(/^[A-Z]{3}$/), value: expect.any(Number) },
      reads: ['CurrencyIsoCode', 'Amount'],
    });
    expect(field('pricing_schedule')).toMatchObject({
      field: { input: 'TABLE' },
      reads: [
        'OpportunityLineItems.Product2.Name',
        'OpportunityLineItems.Quantity',
        'OpportunityLineItems.CurrencyIsoCode',
        'OpportunityLineItems.TotalPrice',
      ],
    });
    expect(field('agreement_date')).toMatchObject({ expression: '$today()', reads: [] });
    expect(field('auto_renew')).toMatchObject({ value: null, source: 'DEFAULT', expression: null });
    expect(field('po_number')).toMatchObject({ value: null, source: 'NONE', expression: null });
  });

  test('takes name and data as createContract does, each value with its JSON type', async () => {
    const amount = { type: 'JPY', value: 1_000_000 };
    const { name, data, field, userErrors } = await draft({
      name: '  Mine ',
      data: {
        billing_currency: amount,
        subscription_term: { type: 'MONTHS', value: 6 },
        auto_renew: false,
        customer_name: null,
        po_number: '',
      },
    });
    expect(name).toBe('Mine');
    expect(data).toMatchObject({
      billing_currency: amount,
      subscription_term: { type: 'MONTHS', value: 6, days: 180 },
      auto_renew: false,
    });
    expect(field('billing_currency')).toMatchObject({ value: amount, source: 'OVERRIDE' });
    expect(field('auto_renew')).toMatchObject({ value: false, source: 'OVERRIDE' });
    expect(field('po_number')).toMatchObject({ value: null, source: 'NONE', problems: [] });
    expect(userErrors).toMatchObject([{ field: ['data', 'customer_name'], code: 'REQUIRED' }]);
    expect(field('customer_name')).toMatchObject({
      value: null,
      source: 'NONE',
      expression: 'Account.Name',
      problems: [{ message: 'Customer name is required for this contract.' }],
    });
  });

  test('says at each field what is wrong, and keeps what was given', async () => {
    const rows = [{ item: 'Seats', quantity: 'ten', amount: { type: 'EUR', value: 1 } }];
    const { data, field, userErrors } = await draft({
      name: ' ',
      data: { agreement_date: 'tomorrow', pricing_schedule: rows, po_numbr: 'x' },
    });
    expect(data).not.toHaveProperty('agreement_date');
    expect(field('agreement_date')).toMatchObject({
      value: 'tomorrow',
      source: 'OVERRIDE',
      problems: [
        { message: 'Agreement date must be a date written as 2026-03-28, not "tomorrow".' },
      ],
    });
    expect(field('pricing_schedule')).toMatchObject({
      value: rows,
      problems: [
        {
          field: ['data', 'pricing_schedule', '0', 'quantity'],
          message: 'Pricing schedule row 1 > Quantity must be a number, not "ten".',
        },
      ],
    });
    expect(userErrors.map((error) => error.field?.join('.')).sort()).toEqual([
      'data.agreement_date',
      'data.po_numbr',
      'data.pricing_schedule.0.quantity',
      'name',
    ]);
  });

  test('refuses what is nested without end, and goes on with the rest', async () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 60; level += 1) deep = [deep];
    const { field, userErrors } = await draft({ data: { po_number: deep, auto_renew: true } });
    expect(userErrors).toMatchObject([{ field: ['data', 'po_number'], code: 'INVALID_INPUT' }]);
    expect(field('po_number')?.problems).toEqual(userErrors);
    expect(field('auto_renew')).toMatchObject({ value: true, source: 'OVERRIDE' });
  });

  test('costs one CRM call, and none of SpotDraft while the template is known', async () => {
    await draft({});
    const spent = () => [
      world.salesforce.control.usage.report().total,
      world.spotdraft.calls.report().total,
    ];
    const [crm = 0, spotdraft = 0] = spent();
    await draft({ data: { po_number: '4711' } });
    expect(spent()).toEqual([crm + 1, spotdraft]);
  });

  test('without a mapping shows the fields empty, and says whom to ask', async () => {
    const { data } = await world.graphql(ContractDraftDocument, {
      opportunityId: deal,
      templateId: '1207',
    });
    expect(data?.contractDraft.userErrors).toMatchObject([{ code: 'MAPPING_MISSING' }]);
    expect(data?.contractDraft.fields.length).toBeGreaterThan(0);
    expect(data?.contractDraft.fields.every(({ value }) => value === null)).toBe(true);
  });
});

describe('a contract', () => {
  const show = async (id: string) => {
    const { data, errors } = await world.graphql(ContractDocument, { id });
    expect(errors).toEqual([]);
    return data!.contract!;
  };
  const idIn = (status: string, of = world) =>
    of.spotdraft.control.list().find((each) => each.contract_status === status && !each.deleted)!
      .id;

  test('out for signature names who has not signed, from one look at its recipients', async () => {
    const id = idIn('SIGN');
    const before = world.spotdraft.calls.report().byRoute;
    const { actions, recipients, waitingFor } = await show(id);
    const after = world.spotdraft.calls.report().byRoute;
    expect(actions).toEqual(expect.arrayContaining(['OPEN', 'VOID', 'SYNC']));
    for (const action of ['SEND', 'OPEN_DOCUMENT', 'MARK_FOR_EXECUTION'])
      expect(actions).not.toContain(action);
    expect(waitingFor).toEqual(
      recipients.filter(({ status }) => status !== 'SIGNED').map(({ name }) => ({ name })),
    );
    expect(waitingFor!.length).toBeGreaterThan(0);
    const routes = Object.keys(after).filter((route) => /recipients/.test(route));
    expect(routes).toHaveLength(1);
    expect(after[routes[0]!]! - (before[routes[0]!] ?? 0)).toBe(1);
  });

  test('is still listed when SpotDraft can not say whom it waits for', async () => {
    await using other = await startWorld({
      worker: false,
      backfill: true,
      spotdraft: { rateLimitPerSecond: null },
      env: { SPOTDRAFT_RATE_LIMIT: '1000' },
    });
    const id = idIn('SIGN', other);
    const opportunity = String(other.spotdraft.control.get(id).external_metadata.id);
    other.spotdraft.faults.add({ kind: 'status', status: 500 });
    const { data, errors } = await other.graphql<
      { opportunity: { contracts: { id: string; waitingFor: unknown[] | null }[] } },
      { id: string }
    >('query ($id: ID!) { opportunity(id: $id) { contracts { id waitingFor { name } } } }', {
      id: opportunity,
    });
    expect(data!.opportunity.contracts).toContainEqual({ id, waitingFor: null });
    expect(errors[0]).toMatchObject({ extensions: { code: 'UPSTREAM_UNAVAILABLE' } });
  });

  test('that is executed waits for nobody and offers its document', async () => {
    const { actions, waitingFor } = await show(idIn('EXECUTED'));
    expect(actions).toEqual(expect.arrayContaining(['OPEN', 'OPEN_DOCUMENT', 'SYNC']));
    for (const action of ['SEND', 'VOID', 'MARK_FOR_EXECUTION'])
      expect(actions).not.toContain(action);
    expect(waitingFor).toEqual([]);
  });
});
