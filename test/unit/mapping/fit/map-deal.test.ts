import { describe, expect, test } from 'vitest';
import type { Template, TemplateField } from '../../../../src/connectors/spotdraft/template.js';
import { mapDeal, type ContractMapping } from '../../../../src/mapping/index.js';
import {
  NOW,
  composite,
  currency,
  duration,
  entry,
  leaf,
  repeating,
  template,
} from '../samples.js';

const DEAL = {
  Name: 'Big deal',
  Amount: 1200.5,
  CurrencyIsoCode: 'USD',
  Empty: null,
  CreatedDate: '2026-11-20T23:59:00.000Z',
  Account: { Name: 'Acme Inc', BillingCity: null },
  OpportunityLineItems: [
    { Quantity: 5, TotalPrice: 100 },
    { Quantity: 2.5, TotalPrice: null },
  ],
};

function map(
  contract: ContractMapping,
  of: Template,
  more: {
    overrides?: Record<string, unknown>;
    name?: string;
    deal?: Record<string, unknown>;
    fields?: Parameters<typeof mapDeal>[0]['fields'];
  } = {},
) {
  const { overrides = {}, name = null, deal = DEAL, fields = [] } = more;
  return mapDeal({ contract, template: of, deal, fields, overrides, name, now: NOW });
}

/** One field with one expression: the value sent, or the problems. */
async function fit(field: TemplateField, expression: string) {
  const { data, userErrors } = await map(entry({ [field.name]: expression }), template([field]));
  return userErrors.length > 0
    ? userErrors.map(({ code, field: path }) => `${code} ${path?.join('.') ?? ''}`)
    : data[field.name];
}

const OPTIONS = [
  { label: 'Annual', value: 'annual_invoice' },
  { label: '1', value: 1 },
  { label: 'Twice', value: 'a' },
  { label: 'Twice', value: 'b' },
];

describe('mapDeal', () => {
  test('maps the documented example of a deal', async () => {
    const contract = entry({
      customer_name: 'Account.Name',
      agreement_date: '$today()',
      billing_currency: '{"type": CurrencyIsoCode, "value": Amount}',
      pricing_schedule:
        '[OpportunityLineItems.{"quantity": Quantity, "amount": {"type": %.CurrencyIsoCode, "value": TotalPrice}}]',
    });
    const fields = [
      leaf('customer_name'),
      leaf('agreement_date', 'date'),
      currency('billing_currency'),
      repeating('pricing_schedule', [leaf('quantity', 'float'), currency('amount')]),
    ];
    const mapped = await map(contract, template(fields));
    expect(mapped.userErrors).toEqual([]);
    expect(mapped.data).toEqual({
      customer_name: 'Acme Inc',
      agreement_date: '2026-11-21',
      billing_currency: { type: 'USD', value: 1200.5 },
      pricing_schedule: [{ quantity: 5, amount: { type: 'USD', value: 100 } }, { quantity: 2.5 }],
    });
    expect(mapped.counterparties).toEqual([
      {
        isIndividual: false,
        organizationName: 'Acme Inc',
        contact: { firstName: 'Ada', email: 'ada@acme.test' },
      },
    ]);
    expect(mapped.trace.map(({ source }) => source)).toEqual([
      'mapping',
      'mapping',
      'mapping',
      'mapping',
    ]);
  });

  test.each<[string, TemplateField, string, unknown]>([
    ['a text', leaf('f'), 'Name', 'Big deal'],
    ['no number as text', leaf('f'), 'Amount', ['INVALID_VALUE data.f']],
    ['no list as text', leaf('f'), 'OpportunityLineItems.Quantity', ['INVALID_VALUE data.f']],
    ['true', leaf('f', 'boolean'), 'true', true],
    ['no text as boolean', leaf('f', 'boolean'), '"true"', ['INVALID_VALUE data.f']],
    ['a whole number', leaf('f', 'int'), '12', 12],
    ['no numeric text as int', leaf('f', 'int'), '"12"', ['INVALID_VALUE data.f']],
    ['no fraction as int', leaf('f', 'int'), 'Amount', ['INVALID_VALUE data.f']],
    ['a fraction', leaf('f', 'float'), 'Amount', 1200.5],
    ['no numeric text as float', leaf('f', 'float'), '"1.5"', ['INVALID_VALUE data.f']],
    ['a date', leaf('f', 'date'), '"2026-02-28"', '2026-02-28'],
    ['the date of a date-time', leaf('f', 'date'), 'CreatedDate', '2026-11-20'],
    ['no day that does not exist', leaf('f', 'date'), '"2026-02-30"', ['INVALID_VALUE data.f']],
    ['no month that does not exist', leaf('f', 'date'), '"2026-13-01"', ['INVALID_VALUE data.f']],
    ['no other form of date', leaf('f', 'date'), '"28.02.2026"', ['INVALID_VALUE data.f']],
    ['no number as date', leaf('f', 'date'), '20260228', ['INVALID_VALUE data.f']],
    [
      'an option by value',
      leaf('f', 'enum', { options: OPTIONS }),
      '"annual_invoice"',
      'annual_invoice',
    ],
    ['an option by label', leaf('f', 'enum', { options: OPTIONS }), '"Annual"', 'annual_invoice'],
    ['a number option', leaf('f', 'enum', { options: OPTIONS }), '1', 1],
    ['a number option by its label', leaf('f', 'enum', { options: OPTIONS }), '"1"', 1],
    [
      'no label of two options',
      leaf('f', 'enum', { options: OPTIONS }),
      '"Twice"',
      ['INVALID_VALUE data.f'],
    ],
    [
      'no unknown option',
      leaf('f', 'enum', { options: OPTIONS }),
      '"Monthly"',
      ['INVALID_VALUE data.f'],
    ],
    ['no option where there is none', leaf('f', 'enum'), '"Monthly"', ['INVALID_VALUE data.f']],
    ['a list of texts', leaf('f', 'array of strings'), '["a", null, "", "b"]', ['a', 'b']],
    ['one text as a list', leaf('f', 'array of strings'), 'Name', ['Big deal']],
    [
      'no number in a list of texts',
      leaf('f', 'array of strings'),
      '["a", 1]',
      ['INVALID_VALUE data.f.1'],
    ],
    ['an empty list as no value', leaf('f', 'array of strings'), '[]', undefined],
    [
      'an empty list as missing',
      leaf('f', 'array of strings', { required: true }),
      '[]',
      ['REQUIRED data.f'],
    ],
    [
      'an empty list where there is a default',
      leaf('f', 'array of strings', { required: true, hasDefault: true }),
      '[]',
      undefined,
    ],
    [
      'a subset of options',
      leaf('f', 'array of options', { options: OPTIONS }),
      '["Annual", 1]',
      ['annual_invoice', 1],
    ],
    [
      'no stray option',
      leaf('f', 'array of options', { options: OPTIONS }),
      '"x"',
      ['INVALID_VALUE data.f'],
    ],
    ['no options without any', leaf('f', 'array of options'), '"x"', ['INVALID_VALUE data.f']],
    ['no files', leaf('f', 'array of files'), '"x"', ['INVALID_VALUE data.f']],
    ['anything for an unknown type', leaf('f', 'unknown'), '{"a": 1}', { a: 1 }],
    ['nothing for an empty CRM field', leaf('f'), 'Empty', undefined],
    ['no "null" for an empty CRM field', leaf('f'), 'Name & Empty', 'Big deal'],
    [
      'a missing required value',
      leaf('f', 'string', { required: true }),
      'Empty',
      ['REQUIRED data.f'],
    ],
    [
      'a default instead of a required value',
      leaf('f', 'string', { required: true, hasDefault: true }),
      'Empty',
      undefined,
    ],
    ['a currency', currency('f'), '{"type": "USD", "value": 0}', { type: 'USD', value: 0 }],
    ['no currency without an amount', currency('f'), '{"type": "USD", "value": Empty}', undefined],
    [
      'a required currency without an amount',
      currency('f', true),
      '{"type": "USD"}',
      ['REQUIRED data.f'],
    ],
    ['a currency without its type', currency('f'), '{"value": 5}', ['REQUIRED data.f.type']],
    [
      'a currency with a strange type',
      currency('f'),
      '{"type": "dollar", "value": 5}',
      ['INVALID_VALUE data.f'],
    ],
    ['a currency as a number', currency('f'), 'Amount', ['INVALID_VALUE data.f']],
    ['a currency as a list', currency('f'), '[1, 2]', ['INVALID_VALUE data.f']],
    [
      'a currency with text as amount',
      currency('f'),
      '{"type": "USD", "value": "5"}',
      ['INVALID_VALUE data.f.value'],
    ],
    [
      'a currency with an unknown part',
      currency('f'),
      '{"type": "USD", "value": 5, "vat": 1}',
      ['UNKNOWN_FIELD data.f.vat'],
    ],
    [
      'six months',
      duration('f'),
      '{"type": "MONTHS", "value": 6}',
      { type: 'MONTHS', value: 6, days: 180 },
    ],
    [
      'twelve months',
      duration('f'),
      '{"type": "MONTHS", "value": 12}',
      { type: 'MONTHS', value: 12, days: 365 },
    ],
    [
      'two years',
      duration('f'),
      '{"type": "YEARS", "value": 2}',
      { type: 'YEARS', value: 2, days: 730 },
    ],
    [
      'ten days',
      duration('f'),
      '{"type": "DAYS", "value": 10}',
      { type: 'DAYS', value: 10, days: 10 },
    ],
    [
      'days that agree',
      duration('f'),
      '{"type": "MONTHS", "value": 6, "days": 183}',
      { type: 'MONTHS', value: 6, days: 183 },
    ],
    [
      'days that disagree',
      duration('f'),
      '{"type": "MONTHS", "value": 6, "days": 100}',
      ['INVALID_VALUE data.f'],
    ],
    [
      'too many days',
      duration('f'),
      '{"type": "DAYS", "value": 6, "days": 7}',
      ['INVALID_VALUE data.f'],
    ],
    [
      'a duration of weeks',
      duration('f'),
      '{"type": "WEEKS", "value": 6}',
      ['INVALID_VALUE data.f'],
    ],
    ['a duration without a value', duration('f'), '{"type": "DAYS"}', ['INVALID_VALUE data.f']],
    [
      'a negative duration',
      duration('f'),
      '{"type": "DAYS", "value": -1}',
      ['INVALID_VALUE data.f'],
    ],
    [
      'an optional composite with a required part missing',
      composite('f', 'address', [leaf('city', 'string', { required: true }), leaf('zip')]),
      '{"zip": "1"}',
      ['REQUIRED data.f.city'],
    ],
    [
      'an optional composite that is absent',
      composite('f', null, [leaf('city', 'string', { required: true })]),
      'Empty',
      undefined,
    ],
    [
      'an optional composite of empty parts',
      composite('f', null, [leaf('city', 'string', { required: true })]),
      '{"city": ""}',
      undefined,
    ],
    ['no rows for an empty list', repeating('f', [leaf('a')]), '[]', []],
    ['no rows for a missing list', repeating('f', [leaf('a')]), 'Empty', undefined],
    [
      'a required list that is missing',
      repeating('f', [leaf('a')], true),
      'Empty',
      ['REQUIRED data.f'],
    ],
    ['a required list without rows', repeating('f', [leaf('a')], true), '[]', ['REQUIRED data.f']],
    ['one row as a list', repeating('f', [leaf('a')]), '{"a": Name}', [{ a: 'Big deal' }]],
    [
      'a row with problems',
      repeating('f', [leaf('a', 'int'), currency('c')]),
      '[{"a": 1}, {"a": "1", "c": {"value": 1}, "d": 1}]',
      ['INVALID_VALUE data.f.1.a', 'REQUIRED data.f.1.c.type', 'UNKNOWN_FIELD data.f.1.d'],
    ],
    ['a row that is none', repeating('f', [leaf('a')]), '["x"]', ['INVALID_VALUE data.f.0']],
    ['an expression that fails', leaf('f'), 'Name + 1', ['MAPPING_FAILED data.f']],
    [
      'an endless expression',
      leaf('f'),
      '($f := function($n){ $f($n + 1) }; $f(1))',
      ['MAPPING_FAILED data.f'],
    ],
    [
      'a recursion without end',
      leaf('f'),
      '($f := function($n){ 1 + $f($n) }; $f(1))',
      ['MAPPING_FAILED data.f'],
    ],
    [
      'a sequence of millions',
      leaf('f'),
      '$join([1..9000000].$string($))',
      ['MAPPING_FAILED data.f'],
    ],
    ['a function', leaf('f'), '$uppercase', ['MAPPING_FAILED data.f']],
    ['a function of the file', leaf('f'), 'function($x){ $x }', ['MAPPING_FAILED data.f']],
    ['the current time', leaf('f'), '$now()', '2026-11-21T23:30:00.000Z'],
    ['the current time as a picture', leaf('f'), '$now("[Y]-[M01]")', '2026-11'],
    ['the current milliseconds', leaf('f', 'int'), '$millis()', NOW.getTime()],
    [
      'an object without its missing parts',
      leaf('f', 'unknown'),
      '{"a": Nothing, "b": [Name, null]}',
      { b: ['Big deal', null] },
    ],
  ])('fits %s', async (_what, field, expression, expected) => {
    expect(await fit(field, expression)).toEqual(expected);
  });

  test('takes labels for the units of composites and computes days of what they stand for', async () => {
    const units = { options: [{ label: 'Months', value: 'MONTHS' }] };
    const money = { options: [{ label: 'US dollar', value: 'USD' }] };
    const term = composite('f', 'duration', [
      leaf('type', 'enum', units),
      leaf('value', 'int'),
      leaf('days', 'int', { required: true }),
    ]);
    expect(await fit(term, '{"type": "Months", "value": 18}')).toEqual({
      type: 'MONTHS',
      value: 18,
      days: 545,
    });
    const fee = composite('f', 'currency', [leaf('type', 'enum', money), leaf('value', 'float')]);
    expect(await fit(fee, '{"type": "US dollar", "value": 1}')).toEqual({ type: 'USD', value: 1 });
  });

  test('lets a programming error through instead of calling it a fault of the mapping', async () => {
    const contract = entry({ f: 'Name' });
    const broken = {
      ...contract.data.get('f')!,
      evaluate: () => Promise.reject(new TypeError('bug')),
    };
    const mapped = map({ ...contract, data: new Map([['f', broken]]) }, template([leaf('f')]));
    await expect(mapped).rejects.toThrow(TypeError);
  });

  test('names field, label, expression, value found and remedy', async () => {
    const { userErrors } = await map(
      entry({ qty: 'Account.Name' }),
      template([leaf('qty', 'int', { label: 'Quantity' })]),
    );
    expect(userErrors[0]?.message).toBe(
      'Field "qty" (Quantity) must be a whole number (texts: $number(…); fractions: $round(…)), but the expression Account.Name gives "Acme Inc". ' +
        'Correct the CRM record or the expression, or pass the value in data.',
    );
  });

  test('shortens what it found and the options it offers', async () => {
    const options = Array.from({ length: 20 }, (_, index) => ({
      label: `L${index}`,
      value: index,
    }));
    const { userErrors } = await map(
      entry({ f: '$pad("x", 200, "y")' }),
      template([leaf('f', 'enum', { options })]),
    );
    expect(userErrors[0]?.message).toContain('and 8 more');
    expect(userErrors[0]?.message).toMatch(/xy{10,60}…/);
  });

  test('lets overrides win, typed by the same rules, and null take a value away', async () => {
    const fields = [
      leaf('a'),
      leaf('b', 'int'),
      leaf('c'),
      leaf('d', 'string', { required: true }),
    ];
    const mapped = await map(entry({ a: 'Name', b: '1', c: 'Name', d: 'Name' }), template(fields), {
      overrides: { a: 'mine', b: 'x', c: null, d: '' },
    });
    expect(mapped.data).toEqual({ a: 'mine' });
    expect(mapped.userErrors.map(({ code, field }) => [code, field])).toEqual([
      ['INVALID_VALUE', ['data', 'b']],
      ['REQUIRED', ['data', 'd']],
    ]);
    expect(mapped.userErrors[0]?.message).toBe('Label of b must be a whole number, not "x".');
    expect(mapped.trace.map(({ source, value }) => [source, value])).toEqual([
      ['override', 'mine'],
      ['override', 'x'],
      ['none', null],
      ['none', null],
    ]);
  });

  test('reports keys that the template lacks, each once', async () => {
    const mapped = await map(entry({ nmae: 'Name', other: 'Name' }), template([leaf('name')]), {
      overrides: { other: 1, toString: 2 },
    });
    expect(mapped.userErrors.map(({ code, field }) => [code, field?.[1]])).toEqual([
      ['UNKNOWN_FIELD', 'other'],
      ['UNKNOWN_FIELD', 'toString'],
      ['UNKNOWN_FIELD', 'nmae'],
    ]);
    expect(mapped.userErrors[2]?.message).toContain('(did you mean "name"?)');
  });

  test('tells of required fields that nothing gives, and of defaults', async () => {
    const fields = [
      leaf('a', 'string', { required: true }),
      leaf('b', 'string', { hasDefault: true }),
    ];
    const mapped = await map(entry(), template(fields));
    expect(mapped.userErrors).toEqual([
      {
        field: ['data', 'a'],
        code: 'REQUIRED',
        message: expect.stringContaining('the mapping has no expression for it'),
      },
    ]);
    expect(mapped.trace.map(({ source }) => source)).toEqual(['none', 'default']);
  });

  test('reports a part of an unmapped composite like a whole one', async () => {
    const mapped = await map(entry(), template([currency('fee', true)]), {
      overrides: { fee: { value: 1, type: 'EUR' } },
    });
    expect(mapped.data).toEqual({ fee: { value: 1, type: 'EUR' } });
  });

  test.each([
    ['name: Account.Name & " – " & Name', undefined, 'Acme Inc – Big deal', []],
    ['name: Account.Name', ' Given ', 'Given', []],
    ['name: Account.Name', ' ', 'Acme Inc', []],
    ['name: Empty', undefined, null, []],
    ['name: \'" "\'', undefined, null, []],
    ['name: Amount', undefined, null, ['INVALID_VALUE']],
    ['name: Amount + Name', undefined, null, ['MAPPING_FAILED']],
    ['data: {}', undefined, null, []],
  ])('names the contract by %s', async (line, given, expected, codes) => {
    const contract = entry(
      {},
      `\n    ${line === 'data: {}' ? '' : line}\n    counterparties:\n      - contact: '{"firstName": "A", "email": "a@b"}'`,
    );
    const mapped = await map(
      contract,
      template([], 'individual'),
      given === undefined ? {} : { name: given },
    );
    expect(mapped.name).toBe(expected);
    expect(mapped.userErrors.map(({ code }) => code)).toEqual(codes);
  });
});
