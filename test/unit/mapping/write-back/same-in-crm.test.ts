import { describe, expect, test } from 'vitest';
import type { CrmRow, FieldDescription } from '../../../../src/connectors/crm.js';
import { toCrmValue } from '../../../../src/mapping/write-back/crm-value.js';
import { isSameInCrm } from '../../../../src/mapping/write-back/same-in-crm.js';
import { describeObject } from '../crm-samples.js';

type Value = CrmRow[string];

function fieldOf(more: Partial<FieldDescription>): FieldDescription {
  return describeObject('A__c', { F: more }).fields.get('F')!;
}

const MONEY: Partial<FieldDescription> = { type: 'currency', precision: 18, scale: 2 };

describe('isSameInCrm', () => {
  test.each<[string, Partial<FieldDescription>, Value, Value, boolean]>([
    [
      'fractions of seconds are dropped',
      { type: 'datetime' },
      '2026-11-21T10:00:00.789Z',
      '2026-11-21T10:00:00.000+0000',
      true,
    ],
    [
      'zones are written another way',
      { type: 'datetime' },
      '2026-11-21T12:00:00+02:00',
      '2026-11-21T10:00:00.000+0000',
      true,
    ],
    [
      'another second',
      { type: 'datetime' },
      '2026-11-21T10:00:00Z',
      '2026-11-21T10:00:01.000+0000',
      false,
    ],
    [
      'no date-time at all',
      { type: 'datetime' },
      '2026-11-21T99:00:00Z',
      '2026-11-21T99:00:01Z',
      false,
    ],
    ['a date', { type: 'date' }, '2026-11-21', '2026-11-21', true],
    ['another day', { type: 'date' }, '2026-11-21', '2026-11-22', false],
    ['a time', { type: 'time' }, '09:15', '09:15:00.000Z', true],
    ['another time', { type: 'time' }, '09:15', '09:16:00.000Z', false],
    ['no time at all', { type: 'time' }, 'nine', 'ten', false],
    ['rounding to the scale', MONEY, 0.1 + 0.2, 0.3, true],
    ['half a cent, up', MONEY, 1.005, 1.01, true],
    ['half a cent, down', MONEY, 1.005, 1, true],
    ['a cent more', MONEY, 1.01, 1, false],
    ['large amounts', MONEY, 9_007_199_254_740.99, 9_007_199_254_740.99, true],
    ['a number without a scale', { type: 'number' }, 0.1, 0.1000001, false],
    ['a whole number', { type: 'integer', scale: 0 }, 2.4, 2, true],
    ['a percentage', { type: 'percent', precision: 5, scale: 1 }, 12.34, 12.3, true],
    ['outer spaces and line ends', { type: 'textarea' }, ' a\nb ', 'a\r\nb', true],
    ['characters that steer terminals', {}, 'a\u0000b\u0007', 'ab', true],
    ['an empty text and none', {}, ' ', null, true],
    ['a text without a shape and none', {}, '\u200b', null, true],
    ['no name, which the CRM fills with the id', { name: 'Name' }, null, 'a0X5g00AqxE0gwP', true],
    ['another name than none', { name: 'Name' }, null, 'Acme', false],
    ['none and some', {}, null, 'x', false],
    ['ill-formed text', {}, 'half \ud83d', 'half \ufffd', true],
    ['the case of a text', {}, 'Acme', 'ACME', false],
    ['the case of an e-mail address', { type: 'email' }, 'Ada@Acme.Test', 'ada@acme.test', true],
    ['another address', { type: 'email' }, 'ada@acme.test', 'bob@acme.test', false],
    ['the case of a choice', { type: 'picklist' }, 'draft', 'DRAFT', true],
    ['the order of choices', { type: 'multipicklist' }, 'B; A;B', 'A;B', true],
    ['other choices', { type: 'multipicklist' }, 'A;B', 'A;C', false],
    ['an unset checkbox', { type: 'boolean' }, null, false, true],
    ['a set checkbox', { type: 'boolean' }, true, null, false],
    ['short and long ids', { type: 'reference' }, '006000000000001', '006000000000001AAA', true],
    ['other ids', { type: 'reference' }, '006000000000001', '006000000000002AAA', false],
    ['a telephone number', { type: 'phone' }, ' +1 555 ', '+1 555', true],
    ['a link', { type: 'url' }, 'https://a.test/A', 'https://a.test/a', false],
    [
      'rich text',
      { type: 'textarea', html: true },
      'A &amp; B<br>C',
      '<p>A &amp; B</p><p>C</p>',
      true,
    ],
    ['other rich text', { type: 'textarea', html: true }, 'A', '<p>B</p>', false],
    ['a mask of the same', { type: 'encrypted' }, 'DE12 3456', '*****3456', true],
    ['a mask of something else', { type: 'encrypted' }, 'DE12 3456', '*****9999', false],
    ['encrypted text that is shown', { type: 'encrypted' }, 'DE12', 'DE12', true],
    ['what has another type altogether', { type: 'other' }, 'a', 'b', false],
  ])('%s', (_what, more, wanted, present, same) => {
    expect(isSameInCrm(fieldOf(more), wanted, present)).toBe(same);
  });

  test.each<[Value, Value, boolean]>([
    ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00.000+0000', true],
    ['2026-11-21', '2026-11-22', false],
    [' a', 'a', true],
    [5, '5', false],
  ])('without a description %j and %j', (wanted, present, same) => {
    expect(isSameInCrm(undefined, wanted, present)).toBe(same);
  });
});

describe('toCrmValue', () => {
  test.each<[string, Partial<FieldDescription>, Value, Value]>([
    ['an unset checkbox', { type: 'boolean' }, null, false],
    ['nothing', {}, null, null],
    ['a number', MONEY, 12.5, 12.5],
    ['a date', { type: 'date' }, '2026-11-21', '2026-11-21'],
    ['a date-time', { type: 'datetime' }, '2026-11-21T10:00Z', '2026-11-21T10:00Z'],
    ['a time', { type: 'time' }, '10:00', '10:00'],
    ['an id', { type: 'reference' }, '006000000000001', '006000000000001'],
    ['choices', { type: 'multipicklist' }, 'A; B;', 'A;B'],
    ['an open picklist', { type: 'picklist', picklistValues: ['A'] }, 'B', 'B'],
    [
      'a restricted picklist in another case',
      { type: 'picklist', picklistValues: ['A'], restrictedPicklist: true },
      'a',
      'a',
    ],
    ['rich text', { type: 'textarea', html: true }, 'A & B', 'A &amp; B'],
    ['rich text that is too long', { type: 'textarea', html: true, maxLength: 6 }, 'AB & CD', 'AB'],
    ['a long text', { type: 'text', maxLength: 3 }, 'ab cd', 'ab'],
    ['an address', { type: 'email' }, 'a@b.test', 'a@b.test'],
  ])('takes %s', (_what, more, value, expected) => {
    expect(toCrmValue(fieldOf(more), value)).toMatchObject({ value: expected, problem: null });
  });

  test.each<[string, Partial<FieldDescription>, Value, string]>([
    ['a text for a checkbox', { type: 'boolean' }, 'true', 'takes true or false, not "true"'],
    ['a text for a number', MONEY, '12', 'takes a number, not "12"'],
    ['no number', MONEY, Infinity, 'takes a number that can be written down, not Infinity'],
    ['too many digits', { type: 'number', precision: 4, scale: 1 }, 1_000, 'up to 3 digits'],
    ['a date-time for a date', { type: 'date' }, '2026-11-21T10:00:00Z', 'substringBefore'],
    ['a day that does not exist', { type: 'date' }, '2026-02-30', 'takes a date such as'],
    ['a date for a date-time', { type: 'datetime' }, '2026-11-21', 'takes a date with time'],
    ['a text for a time', { type: 'time' }, 'noon', 'takes a time'],
    ['a name for an id', { type: 'reference' }, 'Acme', 'takes the id of a CRM record'],
    ['anything for a file', { type: 'base64' }, 'x', "can't be written"],
    ['anything for an address', { type: 'other' }, 'x', "can't be written"],
    ['a number for a text', {}, 5, 'takes a text, not 5; wrap it in $string(…)'],
    ['a number for a choice', { type: 'picklist' }, 5, 'takes a text, not 5'],
    [
      'an unknown choice',
      { type: 'multipicklist', picklistValues: ['A'], restrictedPicklist: true },
      'A;B',
      'takes one of A, not "B"',
    ],
    ['no address', { type: 'email' }, 'Acme', 'takes an e-mail address'],
    ['a link that is too long', { type: 'url', maxLength: 4 }, 'https://a', 'holds 4 characters'],
  ])('refuses %s', (_what, more, value, problem) => {
    expect(toCrmValue(fieldOf(more), value)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
