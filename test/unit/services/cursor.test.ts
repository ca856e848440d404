import { expect, test } from 'vitest';
import { InputError } from '../../../src/domain/errors.js';
import { checkPage, listFingerprint } from '../../../src/services/cursor.js';

test.each([1, 25, 100])('takes a page of %i', (first) => {
  expect(() => {
    checkPage({ first });
  }).not.toThrow();
});

test.each([0, -1, 101, 1.5, Number.NaN])('refuses a page of %d', (first) => {
  expect(() => {
    checkPage({ first });
  }).toThrow(InputError);
});

test('lists differ in any of their parts', () => {
  const prints = [
    listFingerprint('deals', 'NAME_ASC', {}),
    listFingerprint('deals', 'NAME_ASC', { isClosed: true }),
    listFingerprint('deals', 'AMOUNT_DESC', {}),
    listFingerprint('contracts', 'NAME_ASC', {}),
  ];
  expect(new Set(prints).size).toBe(prints.length);
  expect(listFingerprint('deals', 'NAME_ASC', {})).toBe(prints[0]);
});
