import { expect, test } from 'vitest';
import { listFingerprint } from '../../../../src/services/paging/cursor.js';

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
