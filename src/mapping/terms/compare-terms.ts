import { isRecord } from '../../domain/is-record.js';
import { daysOf } from '../fit/duration.js';
import { clockMsBetween, dateIn } from '../expression/time-zone.js';
import { shorten } from '../wording/show-value.js';
import { compareMembers, compareTables } from './compare-tables.js';
import type { Comparison, ComparisonRules } from './comparison.js';
import {
  absolute,
  compareDecimals,
  decimalOf,
  decimalText,
  minus,
  times,
  type Decimal,
} from './decimal.js';
import {
  amountOf,
  durationOf,
  isMissing,
  momentOf,
  textKey,
  truthOf,
  type Amount,
  type Duration,
  type Moment,
} from './term-value.js';
import { DAY_MS, type Tolerance } from './tolerance.js';
import { noted } from '../../domain/said.js';

const MATCH: Comparison = { state: 'MATCH', difference: null };

/**
 * Whether a signed value says what the deal says. Values are compared as what they are, whichever way they are written: amounts of
 * money by their amount and, where both sides have one, their currency; numbers, also as texts; days, instants, durations, true and
 * false; texts by what counts of them; objects by their members; lists row by row, in any order. What can't be one and the same
 * thing, such as a date and a word, is a mismatch. Pure: the same values give the same answer at any time.
 */
export function compareTerms(
  signed: unknown,
  expected: unknown,
  rules: ComparisonRules,
): Comparison {
  if (isMissing(signed) || isMissing(expected)) return missing(signed, expected);
  if (Array.isArray(signed) || Array.isArray(expected)) {
    return toComparison(compareTables(rowsOf(signed), rowsOf(expected), rules, compareTerms));
  }
  const [first, second] = [durationOf(signed), durationOf(expected)];
  if (first !== null && second !== null) return compareDurations(first, second, rules);
  const amounts = [amountOf(signed), amountOf(expected)] as const;
  if (amounts[0] !== null && amounts[1] !== null && areNumbers(signed, expected, amounts)) {
    return compareAmounts(amounts[0], amounts[1], rules);
  }
  const moments = [momentOf(signed), momentOf(expected)] as const;
  if (moments[0] !== null && moments[1] !== null) {
    return compareMoments(moments[0], moments[1], rules);
  }
  const truths = [truthOf(signed), truthOf(expected)] as const;
  if (truths[0] !== null && truths[1] !== null) {
    return truths[0] === truths[1]
      ? MATCH
      : mismatch(noted`${String(truths[0])} instead of ${String(truths[1])}`);
  }
  if (isRecord(signed) && isRecord(expected)) {
    return toComparison(compareMembers(signed, expected, rules, compareTerms));
  }
  if (typeof signed === 'string' && typeof expected === 'string') {
    return textKey(signed) === textKey(expected) ? MATCH : mismatch(noted`another text`);
  }
  return mismatch(noted`${kindOf(signed)} can't be compared with ${kindOf(expected)}`);
}

function missing(signed: unknown, expected: unknown): Comparison {
  const isUnsigned = isMissing(signed);
  const difference =
    isUnsigned && isMissing(expected)
      ? noted`neither the contract nor the deal has a value`
      : isUnsigned
        ? noted`the contract has no value`
        : noted`the deal has no value`;
  return { state: 'MISSING', difference };
}

function mismatch(difference: string): Comparison {
  return { state: 'MISMATCH', difference };
}

function toComparison(difference: string | null): Comparison {
  return difference === null ? MATCH : mismatch(difference);
}

/** JSONata gives a list of one as the one. */
function rowsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** Two texts are numbers only where nothing would be lost by it: `007` is a name. */
function areNumbers(
  signed: unknown,
  expected: unknown,
  [first, second]: readonly [Amount | null, Amount | null],
): boolean {
  if (first?.isTyped === true || second?.isTyped === true) return true;
  return [signed, expected].every((text) => typeof text === 'string' && !/^\s*0\d/u.test(text));
}

function compareAmounts(
  signed: Amount,
  expected: Amount,
  { tolerance }: ComparisonRules,
): Comparison {
  const difference = minus(signed.amount, expected.amount);
  const currency = signed.currency ?? expected.currency;
  if (
    signed.currency !== null &&
    expected.currency !== null &&
    signed.currency !== expected.currency
  ) {
    return mismatch(noted`in ${signed.currency} instead of ${expected.currency}`);
  }
  if (isInside(absolute(difference), absolute(expected.amount), tolerance)) return MATCH;
  const unit = currency === null ? '' : ` ${currency}`;
  const share = shareOf(difference, expected.amount);
  const size = `${decimalText(absolute(difference))}${unit}`;
  return mismatch(
    difference.units < 0n ? noted`${size} less${share}` : noted`${size} more${share}`,
  );
}

const HUNDRED: Decimal = { units: 100n, scale: 0 };
const ZERO: Decimal = { units: 0n, scale: 0 };

/** The edge is inside. Time says nothing about numbers. */
function isInside(difference: Decimal, expected: Decimal, tolerance: Tolerance | null): boolean {
  switch (tolerance?.kind) {
    case 'absolute':
      return compareDecimals(difference, tolerance.amount) <= 0;
    case 'percent':
      return compareDecimals(times(difference, HUNDRED), times(expected, tolerance.percent)) <= 0;
    case 'time':
    case undefined:
      return compareDecimals(difference, ZERO) === 0;
  }
}

function shareOf(difference: Decimal, expected: Decimal): string {
  const percent =
    (Number(decimalText(absolute(difference))) / Math.abs(Number(decimalText(expected)))) * 100;
  if (!Number.isFinite(percent)) return '';
  return percent < 0.01 ? noted` (less than 0.01 %)` : ` (${String(Number(percent.toFixed(2)))} %)`;
}

function compareDurations(
  signed: Duration,
  expected: Duration,
  { tolerance }: ComparisonRules,
): Comparison {
  // Months are compared as such: of how many days they are, nobody has to ask.
  if (signed.unit === expected.unit) {
    const by = signed.count - expected.count;
    const days = Math.abs(daysIn(signed) - daysIn(expected));
    if (by === 0 || isWithinTime(days * DAY_MS, daysIn(expected) * DAY_MS, tolerance)) return MATCH;
    return mismatch(inLength(counted(Math.abs(by), signed.unit), by));
  }
  const days = daysIn(signed) - daysIn(expected);
  if (isWithinTime(Math.abs(days) * DAY_MS, daysIn(expected) * DAY_MS, tolerance)) return MATCH;
  return mismatch(inLength(counted(Math.abs(days), 'day'), days));
}

function daysIn({ unit, count }: Duration): number {
  return daysOf(unit === 'day' ? 'DAYS' : 'MONTHS', count);
}

function compareMoments(
  signed: Moment,
  expected: Moment,
  { tolerance, timeZone }: ComparisonRules,
): Comparison {
  if (signed.kind === 'instant' && expected.kind === 'instant') {
    // Neither system keeps fractions of seconds reliably.
    const [to, from] = [seconds(signed.ms), seconds(expected.ms)];
    const ms = to - from;
    if (isWithinTime(Math.abs(ms), null, tolerance)) return MATCH;
    const byClocks = Math.abs(clockMsBetween(timeZone, new Date(from), new Date(to)));
    if (isInDays(tolerance) && isWithinTime(byClocks, null, tolerance)) return MATCH;
    return mismatch(inTime(span(Math.abs(ms)), ms));
  }
  const ms = Date.parse(dayOf(signed, timeZone)) - Date.parse(dayOf(expected, timeZone));
  if (isWithinTime(Math.abs(ms), null, tolerance)) return MATCH;
  return mismatch(inTime(counted(Math.abs(ms) / DAY_MS, 'day'), ms));
}

function isInDays(tolerance: Tolerance | null): boolean {
  return tolerance?.kind === 'absolute' || (tolerance?.kind === 'time' && !tolerance.isInHours);
}

function seconds(ms: number): number {
  return Math.floor(ms / 1_000) * 1_000;
}

/** The day that a moment is of: by the zone's clocks, unless it is a midnight, by which systems write a day. */
function dayOf(moment: Moment, timeZone: string): string {
  if (moment.kind === 'day') return moment.day;
  return /T00:00(?::00(?:\.\d+)?)?(?![:.\d])/iu.test(moment.text.replace(' ', 'T'))
    ? moment.text.slice(0, 10)
    : dateIn(timeZone, new Date(moment.ms));
}

/** @param ofMs what a percentage is of; null where there is none. */
function isWithinTime(byMs: number, ofMs: number | null, tolerance: Tolerance | null): boolean {
  switch (tolerance?.kind) {
    case 'time':
      return byMs <= tolerance.ms;
    case 'absolute': {
      const days = decimalOf(byMs / DAY_MS);
      return days !== null && compareDecimals(days, tolerance.amount) <= 0;
    }
    case 'percent': {
      const [by, of] = [decimalOf(byMs), decimalOf(ofMs ?? 0)];
      return by !== null && of !== null && isInside(by, of, tolerance);
    }
    case undefined:
      return byMs === 0;
  }
}

function span(ms: number): string {
  if (ms % DAY_MS === 0) return counted(ms / DAY_MS, 'day');
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const parts = [
    ...(hours > 0 ? [counted(hours, 'hour')] : []),
    ...(minutes > 0 ? [counted(minutes, 'minute')] : []),
  ];
  return parts.length > 0 ? parts.join(' ') : counted(Math.floor(ms / 1_000), 'second');
}

const inLength = (size: string, by: number): string =>
  by < 0 ? noted`${size} shorter` : noted`${size} longer`;

const inTime = (size: string, by: number): string =>
  by < 0 ? noted`${size} earlier` : noted`${size} later`;

const ONE = {
  second: noted`1 second`,
  minute: noted`1 minute`,
  hour: noted`1 hour`,
  day: noted`1 day`,
  month: noted`1 month`,
} as const;

const MANY: Readonly<Record<keyof typeof ONE, (count: number) => string>> = {
  second: (count) => noted`${count} seconds`,
  minute: (count) => noted`${count} minutes`,
  hour: (count) => noted`${count} hours`,
  day: (count) => noted`${count} days`,
  month: (count) => noted`${count} months`,
};

function counted(count: number, unit: keyof typeof ONE): string {
  return count === 1 ? ONE[unit] : MANY[unit](count);
}

function kindOf(value: unknown): string {
  if (durationOf(value) !== null) return noted`a duration`;
  if (momentOf(value) !== null) return noted`a date`;
  if (amountOf(value)?.isTyped === true)
    return isRecord(value) ? noted`an amount` : noted`a number`;
  if (typeof value === 'boolean') return String(value);
  return isRecord(value) ? noted`an object` : noted`the text ${shorten(value)}`;
}
