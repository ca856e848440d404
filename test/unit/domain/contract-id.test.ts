import { describe, expect, test } from 'vitest';
import {
  contractIdOf,
  contractNumberOf,
  parseContractId,
  parseContractRef,
  toContractId,
} from '../../../src/domain/contract-id.js';
import { InputError } from '../../../src/domain/errors.js';

describe('parseContractRef', () => {
  test.each([
    ['T-123', { prefix: 'T', number: 123 }],
    ['H-123', { prefix: 'H', number: 123 }],
    [123, { prefix: undefined, number: 123 }],
    ['123', { prefix: undefined, number: 123 }],
    ['https://app.spotdraft.com/contracts/v2/123', { prefix: undefined, number: 123 }],
    ['https://app.spotdraft.com/contracts/v2/123/?tab=1#x', { prefix: undefined, number: 123 }],
    ['HTTP://app.spotdraft.com/contracts/T-7', { prefix: 'T', number: 7 }],
  ])('reads %j', (value, ref) => {
    expect(parseContractRef(value)).toEqual(ref);
  });

  test.each([
    0,
    -1,
    1.5,
    Number.NaN,
    Number.MAX_SAFE_INTEGER + 1,
    null,
    undefined,
    {},
    [7],
    true,
    '',
    'T-',
    'T-0',
    'T-01',
    't-1',
    'X-1',
    'T-1 ',
    '1e3',
    '1234567890123456',
    'https://',
    'https://[',
    'https://app.spotdraft.com/',
    'T-0101',
  ])('answers null to %j', (value) => {
    expect(parseContractRef(value)).toBeNull();
  });
});

test('reads composite ids and nothing else', () => {
  expect(toContractId('T-12')).toBe('T-12');
  expect(toContractId('12')).toBeNull();
  expect(contractNumberOf(parseContractId('H-12'))).toBe(12);
  expect(contractIdOf('T', 5)).toBe('T-5');
  expect(() => parseContractId('12')).toThrow(InputError);
  expect(() => contractIdOf('T', 0)).toThrow(/T- or H- and a number/);
});
