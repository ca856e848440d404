import { describe, expect, it } from 'vitest';
import { compareTerms } from '../../../../src/mapping/terms/compare-terms.js';
import { parseTolerance } from '../../../../src/mapping/terms/tolerance.js';

function compare(
  signed: unknown,
  expected: unknown,
  tolerance?: string | number,
  timeZone = 'UTC',
) {
  const allowed = tolerance === undefined ? null : parseTolerance(tolerance);
  if (tolerance !== undefined && allowed === null) throw new Error('no tolerance');
  return compareTerms(signed, expected, { tolerance: allowed, timeZone });
}

const stateOf = (...given: Parameters<typeof compare>) => compare(...given).state;
const differenceOf = (...given: Parameters<typeof compare>) => compare(...given).difference;

describe('missing values', () => {
  it.each([
    [undefined, 5],
    [null, 5],
    ['', 'a'],
    [' \u00a0\u200b', 'a'],
    [Number.NaN, 5],
    [Number.POSITIVE_INFINITY, 5],
    [{ type: 'USD' }, 5],
    [{ currency: 'USD', value: null }, 5],
    [{}, { a: 1 }],
  ])('%j is no value', (signed, expected) => {
    expect(compare(signed, expected)).toEqual({
      state: 'MISSING',
      difference: 'the contract has no value',
    });
    expect(compare(expected, signed)).toEqual({
      state: 'MISSING',
      difference: 'the deal has no value',
    });
    expect(differenceOf(signed, null)).toBe('neither the contract nor the deal has a value');
  });

  it.each([0, false, '0', [], { value: 0, currency: 'EUR' }])('%j is one', (value) => {
    expect(stateOf(value, value)).toBe('MATCH');
  });
});

describe('numbers and amounts', () => {
  it.each([
    [5, 5],
    [0.3, 0.1 + 0.2],
    [118_000, { type: 'USD', value: 118_000 }],
    [
      { value: 5, currency: 'USD' },
      { amount: 5, currency: 'usd' },
    ],
    [{ value: 5, currency: 'USD' }, { value: 5 }],
    [{ value: '1,234.50', currency: 'USD' }, 1234.5],
    ['1,234.50', 1234.5],
    ['1,234.50', '1234.5'],
    ['1,234', 1234],
    ['12,34,567.00', 1_234_567],
    ['1.234,50', 1234.5],
    ['1.234.567', 1_234_567],
    ['1 234,50', 1234.5],
    ['1\u00a0234.5', 1234.5],
    ['1’234.50', 1234.5],
    ['1234,5', 1234.5],
    ['0,500', 0.5],
    ['1.234', 1.234],
    ['USD 1,200.00', { value: 1200, currency: 'USD' }],
    ['1,200.00 USD', { value: 1200, currency: 'USD' }],
    ['€1.200,00', { value: 1200, currency: 'EUR' }],
    ['$1,200', { value: 1200, currency: 'CAD' }],
    ['1200 €', 1200],
    ['(1,200.50)', -1200.5],
    ['-1,200', -1200],
    ['−3', -3],
    ['007', 7],
    [1e21, '1000000000000000000000'],
    [9_007_199_254_740_991, '9007199254740991'],
    [1e-7, '0.0000001'],
  ])('%j says what %j says', (signed, expected) => {
    expect(stateOf(signed, expected)).toBe('MATCH');
    expect(stateOf(expected, signed)).toBe('MATCH');
  });

  it.each([
    [5, 6, '1 less (16.67 %)'],
    [6, 5, '1 more (20 %)'],
    [5, 0, '5 more'],
    [100_000, 100_001, '1 less (less than 0.01 %)'],
    [{ value: 118_000, currency: 'USD' }, 120_000, '2000 USD less (1.67 %)'],
    [{ value: 5, currency: 'EUR' }, { value: 5, currency: 'USD' }, 'in EUR instead of USD'],
    ['EUR 5', 'USD 5', 'in EUR instead of USD'],
    ['5 apples', 5, 'the text "5 apples" can\'t be compared with a number'],
    ['1,2,3', 123, 'the text "1,2,3" can\'t be compared with a number'],
    ['(5', 5, 'the text "(5" can\'t be compared with a number'],
    ['9'.repeat(80), 5, `the text "${'9'.repeat(59)}… can't be compared with a number`],
    ['007', '7', 'another text'],
  ])('%j differs from %j: %s', (signed, expected, difference) => {
    expect(compare(signed, expected)).toEqual({ state: 'MISMATCH', difference });
  });

  it('lets a currency count that only one side has, whatever the tolerance', () => {
    expect(stateOf({ value: 5, currency: 'EUR' }, 5)).toBe('MATCH');
    expect(stateOf({ value: 5, currency: 'EUR' }, { value: 5, currency: 'USD' }, 100)).toBe(
      'MISMATCH',
    );
  });

  it.each([
    [105, 100, 5, 'MATCH'],
    [95, 100, 5, 'MATCH'],
    [105.01, 100, 5, 'MISMATCH'],
    [0.4, 0.1, 0.3, 'MATCH'],
    [0.3, 0.2, 0.1, 'MATCH'],
    [1.1, 1, '0.1', 'MATCH'],
    [1.1 + 2.2, 3.3, 0, 'MATCH'],
    [0.7, 0.6, '0.1', 'MATCH'],
    [0.7000001, 0.6, '0.1', 'MISMATCH'],
    [101, 100, '1%', 'MATCH'],
    [99, 100, '1 %', 'MATCH'],
    [101.0001, 100, '1%', 'MISMATCH'],
    [100, 99, '1%', 'MISMATCH'],
    [-101, -100, '1%', 'MATCH'],
    [1.02, 1, '2%', 'MATCH'],
    [0.1 + 0.2, 0.297, '1.01%', 'MISMATCH'],
    [1, 0, '50%', 'MISMATCH'],
    [0, 0, '1%', 'MATCH'],
    [5, 5, '3 days', 'MATCH'],
    [5, 6, '3 days', 'MISMATCH'],
  ] as const)('%d against %d within %s: %s', (signed, expected, tolerance, state) => {
    expect(stateOf(signed, expected, tolerance)).toBe(state);
  });
});

describe('dates', () => {
  it.each([
    ['2026-03-28', '2026-03-28'],
    ['2026-03-28', '2026-03-28T00:00:00Z'],
    ['2026-03-28T10:00:00Z', '2026-03-28T12:00:00+0200'],
    ['2026-03-28T10:00:00Z', '2026-03-28T12:00:00+02'],
    ['2026-03-28T10:00Z', '2026-03-28 10:00:00.400Z'],
    ['2026-03-28T10:00:00', '2026-03-28T10:00:00Z'],
  ])('%s is %s', (signed, expected) => {
    expect(stateOf(signed, expected)).toBe('MATCH');
  });

  it('takes the day of a date with time by the clocks of the mapping, and a midnight as the day it names', () => {
    const late = '2026-03-29T02:00:00Z';
    expect(stateOf('2026-03-28', late, undefined, 'America/New_York')).toBe('MATCH');
    expect(stateOf('2026-03-28', late, undefined, 'UTC')).toBe('MISMATCH');
    const afterMidnight = '2026-03-29T00:00:45Z';
    expect(stateOf('2026-03-28', afterMidnight, undefined, 'America/New_York')).toBe('MATCH');
    const midnight = '2026-03-28T00:00:00.000Z';
    expect(stateOf('2026-03-28', midnight, undefined, 'America/New_York')).toBe('MATCH');
  });

  it.each([
    ['2026-10-26T09:00:00+01:00', '2026-10-23T09:00:00+02:00', '3 days', 'MATCH'],
    ['2026-10-23T09:00:00+02:00', '2026-10-26T09:00:00+01:00', 3, 'MATCH'],
    ['2026-10-26T09:00:01+01:00', '2026-10-23T09:00:00+02:00', '3 days', 'MISMATCH'],
    ['2026-03-30T09:00:00+02:00', '2026-03-27T09:00:00+01:00', '3 days', 'MATCH'],
    ['2026-10-26T09:00:00+01:00', '2026-10-23T09:00:00+02:00', '72 hours', 'MISMATCH'],
    ['2026-10-26T09:00:00+01:00', '2026-10-23T09:00:00+02:00', '73 hours', 'MATCH'],
  ] as const)(
    '%s against %s within %s where clocks change between them: %s',
    (signed, expected, tolerance, state) => {
      expect(stateOf(signed, expected, tolerance, 'Europe/Berlin')).toBe(state);
    },
  );

  it.each([
    ['2026-03-31', '2026-03-28', '3 days', 'MATCH'],
    ['2026-03-25', '2026-03-28', '3 days', 'MATCH'],
    ['2026-04-01', '2026-03-28', '3 days', 'MISMATCH'],
    ['2026-03-31', '2026-03-28', 3, 'MATCH'],
    ['2026-03-31', '2026-03-28', '2', 'MISMATCH'],
    ['2026-04-11', '2026-03-28', '2 weeks', 'MATCH'],
    ['2024-03-01', '2024-02-28', '1 day', 'MISMATCH'],
    ['2026-03-28T10:00:00Z', '2026-03-28T22:00:00Z', '12 hours', 'MATCH'],
    ['2026-03-28T10:00:00Z', '2026-03-28T22:00:01Z', '12 hours', 'MISMATCH'],
    ['2026-03-28T10:00:00Z', '2026-03-28T22:00:00Z', '0.5 days', 'MATCH'],
    ['2026-03-28', '2026-03-29', '1%', 'MISMATCH'],
    ['2026-03-28', '2026-03-28', '1%', 'MATCH'],
  ] as const)('%s against %s within %s: %s', (signed, expected, tolerance, state) => {
    expect(stateOf(signed, expected, tolerance)).toBe(state);
  });

  it.each([
    ['2026-04-02', '2026-04-01', '1 day later'],
    ['2026-03-28', '2026-04-01', '4 days earlier'],
    ['2026-03-28T10:00:00Z', '2026-03-27T10:00:00Z', '1 day later'],
    ['2026-03-28T10:00:00Z', '2026-03-28T12:30:00Z', '2 hours 30 minutes earlier'],
    ['2026-03-28T10:00:00Z', '2026-03-28T10:00:09Z', '9 seconds earlier'],
    ['2026-02-30', '2026-02-28', 'another text'],
    ['2026-02-30T10:00:00Z', '2026-03-02T10:00:00Z', 'another text'],
    ['2026-03-28', 20_260_328, "a date can't be compared with a number"],
  ])('%j against %j: %s', (signed, expected, difference) => {
    expect(compare(signed, expected)).toEqual({ state: 'MISMATCH', difference });
  });
});

describe('durations', () => {
  it.each([
    [
      { type: 'MONTHS', value: 12, days: 365 },
      { type: 'YEARS', value: 1 },
    ],
    ['12 months', { unit: 'year', value: '1' }],
    ['P6M', '6-month'],
    ['1 quarter', '3 months'],
    ['2 weeks', { type: 'DAYS', value: 14 }],
    [
      { type: 'MONTHS', value: 6, days: 180 },
      { type: 'DAYS', value: 180 },
    ],
  ])('%j is as long as %j', (signed, expected) => {
    expect(stateOf(signed, expected)).toBe('MATCH');
  });

  it.each([
    ['13 months', '1 year', undefined, '1 month longer'],
    ['11 months', '1 year', '3 days', '1 month shorter'],
    ['P1W', '8 days', undefined, '1 day shorter'],
    ['190 days', '6 months', '3 days', '10 days longer'],
    ['12 months', 12, undefined, "a duration can't be compared with a number"],
    [12, { type: 'MONTHS', value: 12 }, undefined, "a number can't be compared with a duration"],
    [
      { type: 'MONTHS', value: -1 },
      '1 month',
      undefined,
      "an object can't be compared with a duration",
    ],
    [
      { type: 'MOONS', value: 1 },
      '1 month',
      undefined,
      "an object can't be compared with a duration",
    ],
  ])('%j against %j within %s: %s', (signed, expected, tolerance, difference) => {
    expect(compare(signed, expected, tolerance)).toEqual({ state: 'MISMATCH', difference });
  });

  it.each([
    ['183 days', '6 months', '3 days'],
    ['183 days', '6 months', 3],
    ['11 months', '1 year', '10%'],
    ['11 months', '1 year', '5 weeks'],
  ])('%j is %j within %s', (signed, expected, tolerance) => {
    expect(stateOf(signed, expected, tolerance)).toBe('MATCH');
  });
});

describe('texts, and true and false', () => {
  it.each([
    ['Net 30', 'NET  30'],
    ['Net 30', 'net\u00a030\n'],
    ['Net30', 'Net 30'],
    ['Café', 'Cafe\u0301'],
    ['ﬁnal', 'FINAL'],
    ['Straße', 'STRASSE'],
    ['non\u00adbinding', 'nonbinding'],
    ['ＡＣＭＥ', 'acme'],
    [true, 'Yes'],
    ['no', false],
    ['TRUE', 'yes'],
  ])('%j is %j', (signed, expected) => {
    expect(stateOf(signed, expected)).toBe('MATCH');
  });

  it.each([
    ['Net 30', 'Net 45', 'another text'],
    ['Cafe', 'Café', 'another text'],
    [true, false, 'true instead of false'],
    [true, 1, "true can't be compared with a number"],
    [{ street: 'Main' }, 'Main', 'an object can\'t be compared with the text "Main"'],
    [{ value: 5 }, 'five', 'an amount can\'t be compared with the text "five"'],
  ])('%j is not %j: %s', (signed, expected, difference) => {
    expect(compare(signed, expected)).toEqual({ state: 'MISMATCH', difference });
  });
});

describe('tables and objects', () => {
  const platform = { item: 'Platform', quantity: 10, amount: { type: 'USD', value: 1000 } };
  const support = { item: 'Support', quantity: 1, amount: { type: 'USD', value: 200 } };

  it('matches row by row, whatever their order and the form of their values', () => {
    expect(stateOf([platform, support], [support, platform])).toBe('MATCH');
    expect(stateOf([{ item: 'PLATFORM ', quantity: '10', amount: '1,000.00' }], [platform])).toBe(
      'MATCH',
    );
    expect(stateOf([], [])).toBe('MATCH');
    expect(stateOf(['US', 'IN'], ['in', 'us'])).toBe('MATCH');
  });

  it('takes a single value for a list of one', () => {
    expect(stateOf(platform, [platform])).toBe('MATCH');
    expect(stateOf([5], 5)).toBe('MATCH');
  });

  it('tells which row differs in what, which is missing, and which is too many', () => {
    expect(differenceOf([{ ...platform, quantity: 12 }, support], [platform, support])).toBe(
      'row 1 (Platform): quantity 12 instead of 10',
    );
    expect(differenceOf([support], [platform, support])).toBe(
      'row 1 (Platform) is not in the contract',
    );
    expect(differenceOf([platform, support], [support])).toBe(
      'row 1 (Platform) is in the contract alone',
    );
    expect(differenceOf([support, { ...platform, quantity: 12 }], [platform, support])).toBe(
      'row 1 (Platform): quantity 12 instead of 10',
    );
    expect(differenceOf([], [1, 2])).toBe(
      'row 1 is not in the contract; row 2 is not in the contract',
    );
    expect(differenceOf([1, 2], [1, 3])).toBe('row 2: 1 less (33.33 %)');
  });

  it('takes a tolerance for each value, and gives each row a partner where there is one', () => {
    // 104 fits 100 and 108; 96 fits 100 alone.
    expect(stateOf([{ a: 104 }, { a: 96 }], [{ a: 100 }, { a: 108 }], 4)).toBe('MATCH');
    expect(stateOf([{ a: 104 }, { a: 96 }], [{ a: 100 }, { a: 108 }], 3)).toBe('MISMATCH');
  });

  it('leaves out what neither side has', () => {
    expect(stateOf([{ ...platform, note: null }], [{ ...platform, code: '' }])).toBe('MATCH');
    expect(differenceOf([{ ...platform, note: 'new' }], [platform])).toBe(
      'row 1 (Platform): note "new" instead of nothing',
    );
  });

  it('compares objects by their members', () => {
    expect(stateOf({ city: 'Pune', zip: '01' }, { zip: '01', city: 'PUNE' })).toBe('MATCH');
    expect(differenceOf({ city: 'Pune', zip: '01' }, { city: 'Goa', zip: '01' })).toBe(
      'city "Pune" instead of "Goa"',
    );
    expect(differenceOf({ amount: 5, value: 6 }, { amount: 5, value: 7 })).toBe(
      'value 6 instead of 7',
    );
  });

  it('tells five differences and how many more there are', () => {
    const difference = differenceOf([], [1, 2, 3, 4, 5, 6, 7]) ?? '';
    expect(difference.split('; ')).toHaveLength(6);
    expect(difference).toMatch(/; and 2 more$/u);
  });

  it('compares long tables in their order alone', () => {
    const rows = Array.from({ length: 200 }, (_, at) => ({ at }));
    expect(stateOf(rows, [...rows])).toBe('MATCH');
    expect(stateOf(rows, rows.toReversed())).toBe('MISMATCH');
    expect(differenceOf(rows.slice(0, 199), rows)).toBe('row 200 is not in the contract');
  });

  it('cuts long names', () => {
    const name = 'x'.repeat(100);
    expect(differenceOf([{ name, a: 1 }], [{ name, a: 2 }])).toBe(
      `row 1 (${'x'.repeat(60)}…): a 1 instead of 2`,
    );
  });
});

describe('tolerances', () => {
  it.each(['', 'some', '-1', '1 % more', '5 months', 'days', '1,5', -1, Number.NaN, 'e'])(
    '%s is none',
    (written) => {
      expect(parseTolerance(written)).toBeNull();
    },
  );

  it.each(['5', '0.5', '1%', '1.5 %', '3 days', '1 day', '2 weeks', '12 hours', 0, 5, 0.1])(
    '%s is one',
    (written) => {
      expect(parseTolerance(written)).not.toBeNull();
    },
  );
});
