import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareTerms } from '../../src/mapping/terms/compare-terms.js';
import { parseTolerance } from '../../src/mapping/terms/tolerance.js';

const cents = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const EXACT = { tolerance: null, timeZone: 'UTC' } as const;

const within = (tolerance: string) => ({ tolerance: parseTolerance(tolerance), timeZone: 'UTC' });

function decimal(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(3, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function grouped(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  return `${whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')}.${fraction}`;
}

it('amounts lie within a tolerance exactly when their cents do, as numbers, texts and money', () => {
  fc.assert(
    fc.property(cents, cents, fc.bigInt({ min: 0n, max: 10n ** 6n }), (a, b, by) => {
      const distance = a - b < 0n ? b - a : a - b;
      const wanted = distance <= by ? 'MATCH' : 'MISMATCH';
      const forms = (units: bigint): unknown[] => [
        Number(decimal(units)),
        grouped(decimal(units)),
        { type: 'USD', value: Number(decimal(units)) },
      ];
      for (const signed of forms(a)) {
        for (const expected of forms(b)) {
          expect(compareTerms(signed, expected, within(decimal(by))).state).toBe(wanted);
        }
      }
    }),
  );
});

it('the edge of a tolerance is inside, and a cent beyond it is not', () => {
  fc.assert(
    fc.property(cents, fc.bigInt({ min: 0n, max: 10n ** 6n }), (b, by) => {
      const at = (units: bigint) =>
        compareTerms(Number(decimal(units)), Number(decimal(b)), within(decimal(by))).state;
      expect([at(b + by), at(b - by)]).toEqual(['MATCH', 'MATCH']);
      expect([at(b + by + 1n), at(b - by - 1n)]).toEqual(['MISMATCH', 'MISMATCH']);
    }),
  );
});

it('a percentage is of the expected value, to the last cent', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 10n }),
      fc.bigInt({ min: 0n, max: 10n ** 10n }),
      fc.integer({ min: 0, max: 100 }),
      (expected, signed, percent) => {
        const distance = signed - expected < 0n ? expected - signed : signed - expected;
        const wanted = distance * 100n <= expected * BigInt(percent) ? 'MATCH' : 'MISMATCH';
        const { state } = compareTerms(
          Number(decimal(signed)),
          Number(decimal(expected)),
          within(`${percent}%`),
        );
        expect(state).toBe(wanted);
      },
    ),
  );
});

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

it('dates lie within days exactly when they are no further apart', () => {
  fc.assert(
    fc.property(day, day, fc.integer({ min: 0, max: 40_000 }), (a, b, days) => {
      const distance = Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
      const { state } = compareTerms(a, b, within(`${days} days`));
      expect(state).toBe(distance <= days ? 'MATCH' : 'MISMATCH');
    }),
  );
});

const cell = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.string({ minLength: 1, maxLength: 5 }),
  fc.constant(null),
  fc.boolean(),
);
const row = fc.dictionary(fc.constantFrom('item', 'quantity', 'amount'), cell);

it('a table says the same as itself in any order', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), fc.infiniteStream(fc.nat(1000)), (rows, keys) => {
      const shuffled = rows
        .map((one) => ({ one, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      expect(compareTerms(rows, shuffled, EXACT)).toEqual({ state: 'MATCH', difference: null });
    }),
  );
});

it('any two values get an answer, the same whatever was compared before, and a difference when it is no match', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (a, b) => {
      const first = compareTerms(a, b, within('1%'));
      expect(compareTerms(a, b, within('1%'))).toEqual(first);
      expect(first.difference === null).toBe(first.state === 'MATCH');
      expect(compareTerms(a, a, EXACT).state).not.toBe('MISMATCH');
    }),
  );
});
