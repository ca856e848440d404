import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffMs } from '../../src/domain/backoff.js';

const policy = fc.record({
  baseMs: fc.integer({ min: 1, max: 60_000 }),
  capMs: fc.integer({ min: 1, max: 3_600_000 }),
});
const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('stays between half of its ceiling and its ceiling, which never passes the cap', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 10_000 }), policy, unit, (attempt, limits, random) => {
      const delayMs = backoffMs(attempt, limits, random);
      const ceilingMs = Math.min(limits.capMs, limits.baseMs * 2 ** Math.max(0, attempt));
      expect(Number.isInteger(delayMs)).toBe(true);
      expect(delayMs).toBeLessThanOrEqual(Math.ceil(ceilingMs));
      expect(delayMs).toBeGreaterThanOrEqual(Math.floor(ceilingMs / 2));
    }),
  );
});

it('never gets shorter with further attempts', () => {
  fc.assert(
    fc.property(fc.nat(100), policy, unit, (attempt, limits, random) => {
      expect(backoffMs(attempt + 1, limits, random)).toBeGreaterThanOrEqual(
        backoffMs(attempt, limits, random),
      );
    }),
  );
});
