import { describe, expect, test } from 'vitest';
import { fitData } from '../../../../src/mapping/index.js';
import { currency, leaf, repeating, template } from '../samples.js';

const TEMPLATE = template([
  leaf('po_number', 'string', { required: true }),
  leaf('seats', 'int'),
  leaf('start', 'date'),
  currency('fee'),
  repeating('rows', [leaf('item', 'string', { required: true })]),
]);

const fit = (given: Readonly<Record<string, unknown>>) => {
  const { data, userErrors } = fitData(TEMPLATE, given);
  return { data, errors: userErrors.map(({ code, field }) => `${code} ${field?.join('.') ?? ''}`) };
};

describe('fitData', () => {
  test('takes what fits its field, and nothing that was not given', () => {
    const given = { po_number: 'PO-7', seats: 3, start: '2026-03-28', rows: [{ item: 'Pen' }] };
    expect(fit(given)).toEqual({ data: given, errors: [] });
    expect(fit({})).toEqual({ data: {}, errors: [] });
  });

  test('takes a value away with null, and with a text that says nothing', () => {
    expect(fit({ seats: null, start: ' \u200b' })).toEqual({
      data: { seats: null, start: null },
      errors: [],
    });
  });

  test('does not let go of what is required', () => {
    expect(fit({ po_number: null }).errors).toEqual(['REQUIRED data.po_number']);
    expect(fit({ po_number: '' }).errors).toEqual(['REQUIRED data.po_number']);
  });

  test('says of each value that does not fit where it stands', () => {
    expect(
      fit({ seats: 'many', start: 'tomorrow', fee: { type: 'USD', value: 'x' }, rows: [{}] })
        .errors,
    ).toEqual([
      'INVALID_VALUE data.seats',
      'INVALID_VALUE data.start',
      'INVALID_VALUE data.fee.value',
      'REQUIRED data.rows.0.item',
    ]);
  });

  test('leaves out a field that the template does not have, and says which it may be', () => {
    const { data, userErrors } = fitData(TEMPLATE, { po_numbr: 'PO-7', seats: 3 });
    expect(data).toEqual({ seats: 3 });
    expect(userErrors).toMatchObject([{ field: ['data', 'po_numbr'], code: 'UNKNOWN_FIELD' }]);
    expect(userErrors[0]?.message).toContain('"po_number"');
    expect(userErrors[0]?.message).toContain('Leave it out of data.');
  });

  test('takes no name that every object has for a field', () => {
    expect(fit({ constructor: 1, toString: 'x' }).errors).toEqual([
      'UNKNOWN_FIELD data.constructor',
      'UNKNOWN_FIELD data.toString',
    ]);
  });
});
