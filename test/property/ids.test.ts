import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  contractIdOf,
  contractNumberOf,
  parseContractRef,
  toContractId,
} from '../../src/domain/contract-id.js';
import { toOpportunityId, toRecordId18 } from '../../src/domain/opportunity-id.js';

const number = fc.integer({ min: 1, max: 999_999_999_999_999 });
const prefix = fc.constantFrom('T' as const, 'H' as const);
const id15 = fc.stringMatching(/^[A-Za-z0-9]{15}$/);

it('reads back every composite id, bare number and link that it is given', () => {
  fc.assert(
    fc.property(prefix, number, (letter, value) => {
      const id = contractIdOf(letter, value);
      expect(parseContractRef(id)).toEqual({ prefix: letter, number: value });
      expect(contractNumberOf(id)).toBe(value);
      expect(toContractId(id)).toBe(id);
      const bare = { prefix: undefined, number: value };
      expect(parseContractRef(value)).toEqual(bare);
      expect(parseContractRef(String(value))).toEqual(bare);
      expect(parseContractRef(`https://app.spotdraft.com/contracts/v2/${value}?a=1`)).toEqual(bare);
    }),
  );
});

it('answers something or null to anything, and only safe positive numbers', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const ref = parseContractRef(value);
      if (ref === null) return;
      expect(Number.isSafeInteger(ref.number) && ref.number > 0).toBe(true);
    }),
  );
});

it('gives a 15-character id one 18-character form, whose own form it is', () => {
  fc.assert(
    fc.property(id15, (id) => {
      const id18 = toRecordId18(id) ?? '';
      expect(id18).toHaveLength(18);
      expect(id18.slice(0, 15)).toBe(id);
      expect(toRecordId18(id18)).toBe(id18);
    }),
  );
});

it('notices the changed case of any letter in an 18-character id', () => {
  fc.assert(
    fc.property(id15, fc.nat(14), (id, at) => {
      const id18 = toRecordId18(id) ?? '';
      const letter = id.charAt(at);
      const other = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
      fc.pre(other !== letter);
      expect(toRecordId18(id18.slice(0, at) + other + id18.slice(at + 1))).toBeNull();
    }),
  );
});

it('two different records never get the same id without regard to case', () => {
  fc.assert(
    fc.property(id15, id15, (a, b) => {
      fc.pre(a !== b);
      expect(toRecordId18(a)?.toLowerCase()).not.toBe(toRecordId18(b)?.toLowerCase());
    }),
  );
});

it('takes arbitrary text for an opportunity only with its key prefix', () => {
  fc.assert(
    fc.property(fc.oneof(id15, fc.string()), (text) => {
      const id = toOpportunityId(text);
      if (id !== null) expect(id).toMatch(/^006[A-Za-z0-9]{15}$/);
    }),
  );
});
