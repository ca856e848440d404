import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/domain/errors.js';
import {
  parseOpportunityId,
  toOpportunityId,
  toRecordId18,
} from '../../../src/domain/opportunity-id.js';

describe('toRecordId18', () => {
  test.each([
    ['001D000000K1YFj', 'IAN'],
    ['006R0000003FPYx', 'IAO'],
    ['70130000001tcyI', 'AAQ'],
    ['00558000001N0Ke', 'AAK'],
    ['a0BA0000000L2ZC', 'MA0'],
    ['AAaAAbbBBBCcCCC', '123'],
    ['a0D30000001n7Pi', 'EAI'],
  ])('gives %s the check characters %s', (id15, suffix) => {
    expect(toRecordId18(id15)).toBe(id15 + suffix);
    expect(toRecordId18(id15 + suffix)).toBe(id15 + suffix);
    expect(toRecordId18(id15 + suffix.toLowerCase())).toBe(id15 + suffix);
  });

  test.each([
    '',
    '006',
    '006R0000003FPYxIA',
    '006R0000003FPYxIAN',
    '006R0000003FPY-',
    ' 006R0000003FPYx',
  ])('refuses %j', (text) => {
    expect(toRecordId18(text)).toBeNull();
  });

  test('refuses an 18-character id whose letters changed their case', () => {
    expect(toRecordId18('006r0000003fpyxIAO')).toBeNull();
  });
});

test('an opportunity id begins with 006', () => {
  expect(toOpportunityId('006R0000003FPYx')).toBe('006R0000003FPYxIAO');
  expect(toOpportunityId('001D000000K1YFj')).toBeNull();
  expect(parseOpportunityId('006R0000003FPYx')).toBe('006R0000003FPYxIAO');
});

test('says what an opportunity id looks like', () => {
  const parse = () => parseOpportunityId('not an id '.repeat(20));
  expect(parse).toThrow(InputError);
  expect(parse).toThrow(/15 or 18 letters and digits and starts with 006/);
});
