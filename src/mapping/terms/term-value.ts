import { isRecord } from '../../domain/is-record.js';
import { isBlank } from '../../domain/well-formed.js';
import { isCalendarDate } from '../fit/calendar-date.js';
import { decimalOf, type Decimal } from './decimal.js';
import { currencyCode, readAmount } from './number-text.js';

/** What a value of a contract or a deal can be read as. A text may be several of these. */

export interface Amount {
  readonly amount: Decimal;
  readonly currency: string | null;
  /** It is a number by itself, not by what a text says. */
  readonly isTyped: boolean;
}

/** `units` in the one that it was given in. */
export interface Duration {
  readonly unit: 'day' | 'month';
  readonly count: number;
  readonly isTyped: boolean;
}

export type Moment =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'instant'; readonly ms: number; readonly text: string };

export type Members = Readonly<Record<string, unknown>>;

const AMOUNT_MEMBERS: ReadonlySet<string> = new Set(['amount', 'value']);
const CURRENCY_MEMBERS: ReadonlySet<string> = new Set(['currency', 'currencyCode', 'type']);
const DURATION_MEMBERS: ReadonlySet<string> = new Set(['type', 'unit', 'value', 'days']);
const DURATION_UNITS: Readonly<Record<string, readonly ['day' | 'month', number]>> = {
  DAY: ['day', 1],
  WEEK: ['day', 7],
  MONTH: ['month', 1],
  QUARTER: ['month', 3],
  YEAR: ['month', 12],
};

/** Whether nobody said anything: no value, a text in which nobody sees anything, a currency without an amount. */
export function isMissing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return isBlank(value);
  if (typeof value === 'number') return !Number.isFinite(value);
  if (!isRecord(value)) return false;
  const given = Object.entries(value).filter(([, member]) => !isMissing(member));
  return (
    given.length === 0 ||
    given.every(([name, member]) => CURRENCY_MEMBERS.has(name) && currencyCode(member) !== null)
  );
}

/** A number, an amount of money, or a text that says one of them without doubt. */
export function amountOf(value: unknown): Amount | null {
  if (typeof value === 'number') {
    const amount = decimalOf(value);
    return amount === null ? null : { amount, currency: null, isTyped: true };
  }
  if (typeof value === 'string') {
    const read = readAmount(value);
    return read === null ? null : { ...read, isTyped: false };
  }
  if (!isRecord(value) || durationOf(value) !== null) return null;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  const amounts = members.filter(([name]) => AMOUNT_MEMBERS.has(name));
  const currencies = members.filter(([name]) => CURRENCY_MEMBERS.has(name));
  // A row of a table may have an amount among its columns.
  if (amounts.length !== 1 || currencies.length > 1) return null;
  if (amounts.length + currencies.length !== members.length) return null;
  const inner = amounts[0]?.[1];
  const read = isRecord(inner) ? null : amountOf(inner);
  const code = currencies.length === 0 ? null : currencyCode(currencies[0]?.[1]);
  if (read === null || (currencies.length === 1 && code === null)) return null;
  return { amount: read.amount, currency: code ?? read.currency, isTyped: true };
}

/** `{"type": "MONTHS", "value": 6}`, `6 months`, `P6M`. */
export function durationOf(value: unknown): Duration | null {
  if (typeof value === 'string') return durationOfText(value);
  if (!isRecord(value)) return null;
  const names = Object.keys(value).filter((name) => value[name] !== null);
  if (!names.every((name) => DURATION_MEMBERS.has(name))) return null;
  const unit = value['type'] ?? value['unit'];
  const count = decimalCount(value['value']);
  return typeof unit !== 'string' || count === null ? null : duration(unit, count, true);
}

function decimalCount(value: unknown): number | null {
  const amount = typeof value === 'number' || typeof value === 'string' ? amountOf(value) : null;
  if (amount === null || amount.amount.scale !== 0) return null;
  const count = Number(amount.amount.units);
  return Number.isSafeInteger(count) && count >= 0 ? count : null;
}

function durationOfText(text: string): Duration | null {
  const iso = /^P(\d{1,6})([DWMY])$/iu.exec(text.trim());
  if (iso !== null) {
    const [, count = '', letter = ''] = iso;
    const unit = { D: 'DAY', W: 'WEEK', M: 'MONTH', Y: 'YEAR' }[letter.toUpperCase()] ?? '';
    return duration(unit, Number(count), false);
  }
  const words = /^(\d{1,6})[\s-]*(days?|weeks?|months?|quarters?|years?)$/iu.exec(text.trim());
  return words === null ? null : duration(words[2] ?? '', Number(words[1]), false);
}

function duration(unit: string, count: number, isTyped: boolean): Duration | null {
  const known = DURATION_UNITS[unit.trim().toUpperCase().replace(/S$/u, '')];
  return known === undefined ? null : { unit: known[0], count: count * known[1], isTyped };
}

/** `2026-03-28`, or a date with time. */
export function momentOf(value: unknown): Moment | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{4}-\d\d-\d\d$/u.test(text)) {
    return isCalendarDate(text) ? { kind: 'day', day: text } : null;
  }
  const match =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d{1,9})?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/iu.exec(
      text,
    );
  if (match === null) return null;
  const [, day = '', minutes = '', seconds = ':00', fraction = '', zone = 'Z'] = match;
  const ms = Date.parse(
    `${day}T${minutes}${seconds}${fraction.slice(0, 4)}${wholeZone(zone.toUpperCase())}`,
  );
  return Number.isNaN(ms) || !isCalendarDate(day) ? null : { kind: 'instant', ms, text };
}

/** Salesforce writes `+0000` and others `+00`, which JavaScript does not read. */
function wholeZone(zone: string): string {
  if (zone === 'Z') return zone;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** True or false, also as a word. */
export function truthOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  const word = value.trim().toLowerCase();
  if (word === 'true' || word === 'yes') return true;
  return word === 'false' || word === 'no' ? false : null;
}

/**
 * What of a text counts: neither the case of its letters, nor spaces of any kind or characters that nobody sees, nor the form
 * in which Unicode writes it, such as ligatures out of a PDF.
 */
export function textKey(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
  // Upwards first: ß and SS are the same word.
  return plain.toUpperCase().toLowerCase().normalize('NFKC');
}
