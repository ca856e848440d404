import { expect, test } from 'vitest';
import type { TemplateField } from '../../../../src/connectors/spotdraft/template.js';
import { mapDeal } from '../../../../src/mapping/index.js';
import { NOW, currency, entry, leaf, repeating, template } from '../samples.js';

const DEAL = {
  Name: 'Big deal',
  Empty: null,
  Account: { Name: 'Acme Inc' },
  OpportunityLineItems: [{ Quantity: 5 }, { Quantity: 2.5 }],
};
const OPTIONS = [
  { label: 'Annual', value: 'annual_invoice' },
  { label: '1', value: 1 },
];

test.each<[string, TemplateField, string | null, unknown, string]>([
  [
    'a required value that nothing gives',
    leaf('f', 'string', { required: true }),
    null,
    undefined,
    'Label of f is required for this contract.',
  ],
  [
    'a required value that the deal lacks',
    leaf('f', 'string', { required: true }),
    'Empty',
    undefined,
    'Label of f is required for this contract, and the deal has no value for it. Enter it here, or fill it in on the deal.',
  ],
  [
    'a required value that was taken away',
    leaf('f', 'string', { required: true }),
    'Name',
    '',
    'Label of f is required for this contract.',
  ],
  [
    'a number in the deal that is none',
    leaf('f', 'float'),
    'Name',
    undefined,
    'Label of f must be a number, but the deal gives "Big deal". Enter it here, or correct it on the deal.',
  ],
  [
    'a date that was typed wrong',
    leaf('f', 'date'),
    null,
    'tomorrow',
    'Label of f must be a date written as 2026-03-28, not "tomorrow".',
  ],
  [
    'no option, by the labels of the options',
    leaf('f', 'enum', { options: OPTIONS }),
    null,
    'Monthly',
    'Label of f must be one of Annual, 1, not "Monthly".',
  ],
  [
    'an amount without its currency',
    currency('f'),
    null,
    { value: 5 },
    'Label of f > Label of type is required for this contract.',
  ],
  [
    'a cell of a table',
    repeating('f', [leaf('a', 'int')]),
    null,
    [{ a: 1 }, { a: 1.5 }],
    'Label of f row 2 > Label of a must be a whole number, not 1.5.',
  ],
  [
    'parts that are given as a list',
    currency('f'),
    '[OpportunityLineItems.{"value": Quantity}]',
    undefined,
    'Label of f must be given in its parts, which are type, value, but the deal gives something else. Enter it here, or correct it on the deal.',
  ],
  [
    'a part that the template lacks',
    currency('f'),
    null,
    { type: 'USD', value: 1, typ: 'EUR' },
    'Label of f has no part "typ" (did you mean "type"?); it has type, value.',
  ],
  [
    'an expression that fails',
    leaf('f'),
    'Name + 1',
    undefined,
    'Label of f could not be worked out from the deal. Enter it here, or ask your CRM admin to look at the mapping of this template.',
  ],
])('says %s in plain words', async (_what, field, expression, override, message) => {
  const mapped = await mapDeal({
    contract: entry(expression === null ? {} : { f: expression }),
    template: template([field]),
    deal: DEAL,
    fields: [],
    overrides: override === undefined ? {} : { f: override },
    name: null,
    now: NOW,
  });
  expect(mapped.trace[0]?.problems.map((problem) => problem.message)).toEqual([message]);
  expect(mapped.trace[0]?.expression).toBe(expression);
  const paths = mapped.userErrors.map(({ code, field: path }) => ({ code, field: path }));
  expect(mapped.trace[0]?.problems).toMatchObject(paths);
  if (override !== undefined) expect(mapped.userErrors[0]?.message).toBe(message);
});
