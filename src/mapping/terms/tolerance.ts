import { decimalOf, parseDecimal, type Decimal } from './decimal.js';

/**
 * How far two values may lie apart and still say the same; the edge is inside. `percent` is of the expected value; `time` is
 * for dates, date-times and durations, which take an `absolute` number as days. Days are days of the calendar, whether or not clocks are
 * set forward or back in them; hours are hours.
 */
export type Tolerance =
  | { readonly kind: 'absolute'; readonly amount: Decimal }
  | { readonly kind: 'percent'; readonly percent: Decimal }
  | { readonly kind: 'time'; readonly ms: number; readonly isInHours: boolean };

export const DAY_MS = 24 * 60 * 60_000;
const UNITS_MS: Readonly<Record<string, number>> = {
  hour: DAY_MS / 24,
  day: DAY_MS,
  week: 7 * DAY_MS,
};

/** A tolerance as the mapping file has it: `5`, `1%`, `3 days`, `2 weeks`, `12 hours`; null for what is none. */
export function parseTolerance(written: string | number): Tolerance | null {
  if (typeof written === 'number') {
    const amount = written < 0 ? null : decimalOf(written);
    return amount === null ? null : { kind: 'absolute', amount };
  }
  const match = /^(\d+(?:\.\d+)?)\s*(%|hours?|days?|weeks?)?$/iu.exec(written.trim());
  const [, digits = '', unit = ''] = match ?? [];
  const amount = parseDecimal(digits);
  if (amount === null) return null;
  if (unit === '') return { kind: 'absolute', amount };
  if (unit === '%') return { kind: 'percent', percent: amount };
  const name = unit.toLowerCase().replace(/s$/u, '');
  const ms = Math.round(Number(digits) * (UNITS_MS[name] ?? DAY_MS));
  return { kind: 'time', ms, isInHours: name === 'hour' };
}

/** As people read it: `5`, `1 %`, `3 days`. */
export const TOLERANCE_FORMS = '5, "1%" or "3 days"';
