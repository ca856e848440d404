import { expect, test } from 'vitest';
import type { ObjectDescription } from '../../../../src/connectors/crm.js';
import { addEntry } from '../../../../src/mapping/guess/add-entry.js';
import { guessEntry } from '../../../../src/mapping/guess/guess-entry.js';
import { describeObject } from '../crm-samples.js';
import { composite, currency, leaf, repeating, template } from '../samples.js';

const NUMBER = { type: 'number', precision: 18, scale: 2 } as const;
const DEAL = describeObject(
  'Opportunity',
  {
    Name: { label: 'Opportunity Name' },
    Amount: { ...NUMBER, label: 'Amount' },
    CloseDate: { type: 'date', label: 'Close Date' },
    CurrencyIsoCode: { label: 'Currency' },
    Contract_Term__c: { ...NUMBER, scale: 0, label: 'Contract Term' },
  },
  { OpportunityLineItems: 'OpportunityLineItem' },
);
const ACCOUNT = describeObject('Account', {
  Name: { label: 'Account Name' },
  BillingStreet: {},
  BillingCity: {},
  BillingCountry: {},
  BillingPostalCode: {},
  BillingCountryCode: { type: 'picklist' },
});
const LINE = describeObject('OpportunityLineItem', {
  Quantity: { ...NUMBER, label: 'Quantity' },
  TotalPrice: { ...NUMBER, label: 'Total Price' },
});
const OBJECTS = new Map([DEAL, ACCOUNT, LINE].map((each) => [each.name, each]));

function guess(
  fields: Parameters<typeof template>[0],
  {
    objects = OBJECTS,
    types = ['Partnership', 'Company'],
    currencyIsNamed = false,
  }: {
    readonly objects?: ReadonlyMap<string, ObjectDescription>;
    readonly types?: readonly string[];
    readonly currencyIsNamed?: boolean;
  } = {},
) {
  const crm = {
    dealObject: 'Opportunity',
    describe: async (name: string) => objects.get(name) ?? null,
  };
  return guessEntry(template(fields), crm, types, currencyIsNamed);
}

test('expressions are guessed by names, labels and types, and what is not found is said', async () => {
  const { data, unguessed, counterparty, name } = await guess([
    leaf('customer_name', 'string', { label: 'Customer name' }),
    leaf('close_date', 'date', { label: 'Close date' }),
    leaf('agreement_date', 'date', { label: 'Date of the agreement' }),
    leaf('birthday', 'date', { label: 'Birthday' }),
    leaf('contract_term', 'int', { label: 'Contract term' }),
    // A text in the CRM under a name alike is no number.
    leaf('opportunity_name', 'int', { label: 'Opportunity name' }),
  ]);
  expect(data).toEqual({
    customer_name: 'Account.Name',
    close_date: 'CloseDate',
    agreement_date: '$today()',
    contract_term: 'Contract_Term__c',
  });
  expect(unguessed.map((field) => field.name)).toEqual(['birthday', 'opportunity_name']);
  expect(name).toBe('Account.Name & " – Order form"');
  expect(counterparty).toMatchObject({
    organizationName: 'Account.Name',
    organizationType: '"Company"',
    jurisdiction: 'Account.BillingCountryCode',
  });
});

test('money takes the amount of the deal in its currency, where records say one', async () => {
  const fields = [
    { ...currency('contract_value'), label: 'Contract value' },
    { ...currency('deposit'), label: 'Deposit' },
    composite('fee', 'currency', [leaf('type')]),
    composite('term', 'duration', [leaf('type'), leaf('value', 'int')]),
  ];
  const MONEY = '{"type": CurrencyIsoCode, "value": Amount}';
  expect((await guess(fields)).data).toEqual({ contract_value: MONEY, deposit: MONEY });
  const { CurrencyIsoCode: _without, ...others } = Object.fromEntries(DEAL.fields);
  const single = new Map([
    ...OBJECTS,
    ['Opportunity', { ...DEAL, fields: new Map(Object.entries(others)) }],
  ]);
  expect((await guess(fields, { objects: single })).data).toEqual({});
  const named = await guess(fields, { objects: single, currencyIsNamed: true });
  expect(named.data).toEqual({ contract_value: MONEY, deposit: MONEY });
  const empty = describeObject('Opportunity', { CurrencyIsoCode: {} });
  expect((await guess(fields, { objects: new Map([['Opportunity', empty]]) })).data).toEqual({});
});

test('an address takes what the account has, or nothing where a part is needed that it lacks', async () => {
  const members = [
    leaf('line_one'),
    leaf('city', 'string', { required: true }),
    leaf('zipcode'),
    leaf('planet'),
  ];
  const { data } = await guess([composite('address', 'address', members)]);
  expect(data).toEqual({
    address:
      '{"line_one": Account.BillingStreet, "city": Account.BillingCity, "zipcode": Account.BillingPostalCode}',
  });
  const needed = [...members, leaf('moon', 'string', { required: true })];
  expect((await guess([composite('address', 'address', needed)])).data).toEqual({});
  expect((await guess([composite('address', 'address', [leaf('planet')])])).data).toEqual({});
});

test('rows take line items, where the deal has any', async () => {
  const row = [
    leaf('product', 'string', { label: 'Product' }),
    leaf('quantity', 'float', { label: 'Quantity' }),
    { ...currency('total_price'), label: 'Total price' },
  ];
  expect((await guess([repeating('items', row)])).data).toEqual({
    items:
      '[OpportunityLineItems.{"product": Product2.Name, "quantity": Quantity, "total_price": {"type": CurrencyIsoCode, "value": TotalPrice}}]',
  });
  expect((await guess([repeating('planets', [leaf('planet', 'date')])])).data).toEqual({});
  const without = new Map([...OBJECTS, ['Opportunity', { ...DEAL, children: new Map() }]]);
  expect((await guess([repeating('items', row)], { objects: without })).data).toEqual({});
});

test('a counterparty gets the first type where none is a company, and none where there is none', async () => {
  expect((await guess([], { types: ['Trust'] })).counterparty['organizationType']).toBe('"Trust"');
  const bare = await guess([], { types: [], objects: new Map() });
  expect(Object.keys(bare.counterparty)).toEqual(['organizationName', 'contact']);
});

test('a new file says how each guess is known, and of what was not found what it is', async () => {
  const entry = await guess([
    leaf('birthday', 'date', { label: 'Birthday', required: true }),
    { ...currency('deposit'), label: 'Deposit', parentType: 'duration' },
  ]);
  const text = addEntry(null, entry);
  expect(text).toMatch(/^# yaml-language-server: \$schema=/u);
  expect(text).toContain('organizationName: Account.Name # guess');
  expect(text).toContain('# birthday: "Birthday", date, required: nothing was found that fits');
  expect(text).toContain('# deposit: "Deposit", composite, optional: nothing was found that fits');
});
