import { describe, expect, test } from 'vitest';
import type { FieldDescription } from '../../../../src/connectors/crm.js';
import { fitRow } from '../../../../src/mapping/index.js';
import { describeObject } from '../crm-samples.js';

function cut(value: string, maxLength: number, more: Partial<FieldDescription> = {}) {
  const description = describeObject('A__c', { F: { maxLength, ...more } });
  const { row, cut: names, problems } = fitRow({ F: value }, description, new Map());
  expect(problems).toEqual([]);
  expect(names).toEqual(row.F === value ? [] : ['F']);
  expect(String(row.F).length).toBeLessThanOrEqual(maxLength);
  return row.F;
}

const FAMILY = '👩‍👩‍👧‍👦';
const FLAG = '🇺🇳';
const ACCENTED = 'e\u0301\u0302';

describe('a text that is longer than its field', () => {
  test.each([
    ['what fits whole', 'x'.repeat(255), 255, 'x'.repeat(255)],
    ['one letter too many', 'x'.repeat(256), 255, 'x'.repeat(255)],
    ['a pair of units over the end', `${'x'.repeat(254)}😀`, 255, 'x'.repeat(254)],
    ['a pair of units up to the end', `${'x'.repeat(253)}😀y`, 255, `${'x'.repeat(253)}😀`],
    ['a family over the end', `${'x'.repeat(250)}${FAMILY}`, 255, 'x'.repeat(250)],
    ['a flag over the end', `${'x'.repeat(252)}${FLAG}`, 255, 'x'.repeat(252)],
    ['accents over the end', `${'x'.repeat(253)}${ACCENTED}`, 255, 'x'.repeat(253)],
    [
      'accents up to the end',
      `${'x'.repeat(252)}${ACCENTED}y`,
      255,
      `${'x'.repeat(252)}${ACCENTED}`,
    ],
    ['a skin tone over the end', `${'x'.repeat(253)}👍🏽`, 255, 'x'.repeat(253)],
    ['a space before the end', `${'x'.repeat(250)}    yyyy`, 253, 'x'.repeat(250)],
    ['right to left', `${'א'.repeat(254)}ב\u05b0`, 255, 'א'.repeat(254)],
    ['one character longer than the field', FAMILY, 4, '👩‍'],
    ['accents without end', `a${'\u0301'.repeat(400)}`, 255, `a${'\u0301'.repeat(254)}`],
  ])('is cut between characters as people see them: %s', (_what, value, length, expected) => {
    expect(cut(value, length)).toBe(expected);
  });

  test('is cut so that its markup fits, however much of it there is', () => {
    const text = '<'.repeat(32_768);
    const fitted = String(cut(text, 32_768, { type: 'textarea', html: true }));
    expect(fitted).toMatch(/^(?:&lt;)+$/);
    expect(fitted.length).toBe(32_768);
  });
});
