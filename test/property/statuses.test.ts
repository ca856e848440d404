import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toContractKind } from '../../src/domain/contract-kind.js';
import {
  compareByAdvancement,
  CONTRACT_KINDS,
  CONTRACT_STATUSES,
} from '../../src/domain/contract.js';
import { contractIdOf } from '../../src/domain/contract-id.js';
import { contract } from '../contract/store/samples.js';

const text = fc.oneof(
  fc.string(),
  fc.constantFrom(...CONTRACT_KINDS, 'TEMPLATE', 'toString', '__proto__', 'hasOwnProperty'),
);
const contracts = fc.array(
  fc
    .record({
      status: fc.constantFrom(...CONTRACT_STATUSES),
      number: fc.integer({ min: 1, max: 9 }),
      day: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ status, number, day }) =>
      contract({ id: contractIdOf('T', number), status, createdAt: `2026-01-0${day}T00:00:00Z` }),
    ),
);

it('every text is some kind', () => {
  fc.assert(
    fc.property(text, (word) => {
      expect(CONTRACT_KINDS).toContain(toContractKind(word));
    }),
  );
});

it('the order of contracts does not depend on how they came', () => {
  fc.assert(
    fc.property(contracts, (list) => {
      const sorted = [...list].sort(compareByAdvancement);
      expect([...list].reverse().sort(compareByAdvancement)).toEqual(sorted);
      for (const a of list)
        for (const b of list) {
          expect(Math.sign(compareByAdvancement(a, b))).toBe(
            -Math.sign(compareByAdvancement(b, a)) || 0,
          );
        }
    }),
    { numRuns: 50 },
  );
});
