import { describe, expect, test } from 'vitest';
import type { FieldDescription } from '../../../../src/connectors/crm.js';
import type { TemplateField } from '../../../../src/connectors/spotdraft/template.js';
import { mapDeal } from '../../../../src/mapping/index.js';
import { describeObject } from '../crm-samples.js';
import { NOW, composite, currency, entry, leaf, repeating, template } from '../samples.js';

const DEAL = {
  Amount: 100,
  Quantity: 0,
  Nothing: 0,
  Large: 900_000_000_000_000,
  Secret__c: '***********6789',
  Notes__c: '<p>First &amp; second</p><p>third</p>',
  Body: '/services/data/v66.0/sobjects/X/1/Body',
  Blank: ' \u200b\u00ad\u2800',
  OpportunityLineItems: [{ Secret__c: null }, { Secret__c: 'XXXX-XXXX-XX12' }],
};
const description = describeObject('Opportunity', {
  Secret__c: { type: 'encrypted' },
  Notes__c: { type: 'textarea', html: true },
  Body: { type: 'base64' },
});
const fields = [
  ...[...description.fields].map(([name, field]) => ({ path: [name], field })),
  {
    path: ['OpportunityLineItems', 'Secret__c'],
    field: description.fields.get('Secret__c') as FieldDescription,
  },
];

async function fit(field: TemplateField, expression: string, deal: object = DEAL) {
  const { data, userErrors, trace } = await mapDeal({
    contract: entry({ [field.name]: expression }, ''),
    deal: { ...deal },
    fields,
    template: template([field]),
    overrides: {},
    name: null,
    now: NOW,
  });
  const [problem] = userErrors.filter((error) => error.field?.[0] === 'data');
  const plain = trace[0]?.problems[0]?.message;
  return problem === undefined ? { value: data[field.name] } : { ...problem, plain };
}

describe('masked values', () => {
  test.each([
    ['Secret__c', 'Secret__c'],
    ['"No. " & Secret__c', 'Secret__c'],
    ['Amount > 5 ? Secret__c : "none"', 'Secret__c'],
    ['$join(OpportunityLineItems.Secret__c)', 'OpportunityLineItems.Secret__c'],
  ])('%s is a problem that names the field', async (expression, path) => {
    expect(await fit(leaf('f'), expression)).toMatchObject({
      code: 'INVALID_VALUE',
      message: expect.stringContaining(`${path}, which the expression`),
      plain:
        'Label of f is hidden from you in the CRM. Enter it here, or ask somebody who may see it there.',
    });
  });

  test.each(['DE12 3456', 'X1', 'AX12', '1234'])('%s is a value like any other', async (value) => {
    expect(await fit(leaf('f'), 'Secret__c', { ...DEAL, Secret__c: value })).toEqual({ value });
  });

  test('an override stands in for what is masked', async () => {
    const { data, userErrors } = await mapDeal({
      contract: entry({ f: 'Secret__c' }),
      deal: { ...DEAL, Account: { Name: 'Acme' } },
      fields,
      template: template([leaf('f')]),
      overrides: { f: '123456789' },
      name: null,
      now: NOW,
    });
    expect([data, userErrors]).toEqual([{ f: '123456789' }, []]);
  });
});

test('rich text goes into a contract as the text that people see', async () => {
  expect(await fit(leaf('f'), 'Notes__c')).toEqual({ value: 'First & second\nthird' });
  expect(await fit(leaf('f'), '$length(Notes__c)', DEAL)).toMatchObject({ code: 'INVALID_VALUE' });
});

test('the body of a file is no value', async () => {
  expect(await fit(leaf('f'), 'Body')).toMatchObject({
    code: 'INVALID_VALUE',
    message: expect.stringContaining('is the body of a file'),
    plain: expect.stringContaining('is a file in the CRM'),
  });
});

describe('numbers that can not be written down', () => {
  test.each<[string, TemplateField, string, string]>([
    ['a division by zero', leaf('f', 'float'), 'Amount / Quantity', 'gives Infinity'],
    ['zero by zero', leaf('f', 'float'), 'Nothing / Quantity', 'gives NaN'],
    ['a negative one', leaf('f', 'float'), '-Amount / Quantity', 'gives -Infinity'],
    ['a whole number', leaf('f', 'int'), 'Amount / Quantity', 'gives Infinity'],
    [
      'more digits than a double has',
      leaf('f', 'float'),
      'Amount * $power(10, 18)',
      'gives 100000000000000000000',
    ],
    [
      'cents that a double does not tell apart',
      leaf('f', 'float'),
      'Large + Amount / 1000',
      'gives 900000000000000.1',
    ],
    [
      'in an amount',
      currency('f'),
      '{"type": "USD", "value": Amount / Quantity}',
      'gives Infinity',
    ],
    [
      'in a row',
      repeating('f', [leaf('n', 'float')]),
      '[{"n": Amount / Quantity}]',
      'gives Infinity',
    ],
    ['where any value goes', leaf('f', 'unknown'), '{"a": [Amount / Quantity]}', 'gives {"a":'],
    ['where a text goes', leaf('f'), 'Amount / Quantity', 'gives Infinity'],
    [
      'where an option goes',
      leaf('f', 'enum', { options: [{ label: 'a', value: 1 }] }),
      'Amount / Quantity',
      'gives Infinity',
    ],
    ['as a date', leaf('f', 'date'), 'Amount / Quantity', 'gives Infinity'],
  ])(
    '%s: INVALID_VALUE naming the expression and what it gave',
    async (_what, field, expression, gives) => {
      expect(await fit(field, expression)).toMatchObject({
        code: 'INVALID_VALUE',
        message: expect.stringContaining(gives),
      });
      expect(await fit(field, expression)).toMatchObject({
        message: expect.stringContaining(expression),
      });
    },
  );

  test.each([
    ['thirds', '1 / 3', 1 / 3],
    ['sums that are not round', '0.1 + 0.2', 0.1 + 0.2],
    ['cents of a large amount', 'Large / 16 + 0.25', 56_250_000_000_000.25],
    ['the largest whole number', '9007199254740991', 9_007_199_254_740_991],
    ['what is very small', '$power(10, -300)', 1e-300],
  ])('are not those that can: %s', async (_what, expression, value) => {
    expect(await fit(leaf('f', 'float'), expression)).toEqual({ value });
  });

  test('say what helps', async () => {
    expect(await fit(leaf('f', 'float'), 'Amount / Quantity')).toMatchObject({
      message: expect.stringContaining('a division by 0 gives none'),
    });
  });
});

describe('text in which nobody sees anything', () => {
  test.each([
    ['blanks', '   \t\n'],
    ['no-break and wide spaces', '\u00a0\u3000'],
    ['zero-width characters', '\u200b\u200c\u2060\ufeff'],
    ['soft hyphens, fillers and direction marks', '\u00ad\u3164\u115f\u202e\u2800'],
    ['control characters', '\u0000\u0007'],
  ])('%s count as no value', async (_what, Blank) => {
    const deal = { ...DEAL, Blank };
    expect(await fit(leaf('f', 'string', { required: true }), 'Blank', deal)).toMatchObject({
      code: 'REQUIRED',
    });
    expect(await fit(leaf('f'), 'Blank', deal)).toEqual({ value: undefined });
    const part = composite('f', null, [leaf('a', 'string', { required: true }), leaf('b')]);
    expect(await fit(part, '{"a": Blank, "b": "x"}', deal)).toMatchObject({ code: 'REQUIRED' });
    expect(
      await fit(leaf('f', 'array of strings', { required: true }), '[Blank]', deal),
    ).toMatchObject({ code: 'REQUIRED' });
  });

  test('a name of them is none, and neither is that of a person', async () => {
    const { name, userErrors } = await mapDeal({
      contract: entry(
        {},
        `\n    name: Blank\n    counterparties: [{organizationName: Blank, contact: '{"firstName": Blank, "email": "a@a.test"}'}]`,
      ),
      deal: DEAL,
      fields: [],
      template: template([]),
      overrides: {},
      name: '\u200b',
      now: NOW,
    });
    expect(name).toBeNull();
    expect(userErrors.map(({ code, field }) => `${code} ${field?.join('.') ?? ''}`)).toEqual([
      'REQUIRED counterparties.0.contact.firstName',
      'REQUIRED counterparties.0.organizationName',
    ]);
  });
});
