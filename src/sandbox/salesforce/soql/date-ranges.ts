import { SalesforceError } from '../errors.js';

/** First and last calendar date a literal covers, both included. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;

function toDate(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

function toText(date: Date): string {
  // `LAST_N_DAYS:99999999999` leads out of the calendar.
  if (Number.isNaN(date.getTime()))
    throw new SalesforceError('MALFORMED_QUERY', 'a date literal leads out of the calendar');
  return date.toISOString().slice(0, 10);
}

function addDays(date: string, days: number): string {
  return toText(new Date(toDate(date).getTime() + days * DAY_MS));
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const MONTHS_IN: Readonly<Record<'MONTH' | 'QUARTER' | 'YEAR', number>> = {
  MONTH: 1,
  QUARTER: 3,
  YEAR: 12,
};

/** The first day of the unit that is `offset` units away from the one holding `today`; weeks start on Sunday. */
function startOf(unit: Unit, today: string, offset: number): string {
  if (unit === 'DAY') return addDays(today, offset);
  if (unit === 'WEEK') return addDays(today, offset * 7 - toDate(today).getUTCDay());
  const months = MONTHS_IN[unit];
  const date = toDate(today);
  const month = Math.floor(date.getUTCMonth() / months) * months + offset * months;
  return toText(new Date(Date.UTC(date.getUTCFullYear(), month, 1)));
}

/** `count` units from the one at `offset`. */
function span(unit: Unit, today: string, offset: number, count: number): DateRange {
  return {
    from: startOf(unit, today, offset),
    to: addDays(startOf(unit, today, offset + count), -1),
  };
}

function unitOf(text: string): Unit {
  const name = text.replace('FISCAL_', '').replace(/S$/, '');
  if (
    name === 'DAY' ||
    name === 'WEEK' ||
    name === 'MONTH' ||
    name === 'QUARTER' ||
    name === 'YEAR'
  )
    return name;
  throw new SalesforceError('MALFORMED_QUERY', `unexpected token: '${text}'`);
}

/**
 * The range of `THIS_MONTH`, `LAST_N_DAYS:30` and their like. The org's fiscal year is the calendar year.
 *
 * @param today the running user's own date; literals are evaluated in their time zone.
 */
export function dateLiteralRange(literal: string, today: string): DateRange {
  const [name = '', countText] = literal.toUpperCase().split(':');
  const count = countText === undefined ? 1 : Number.parseInt(countText, 10);
  if (name === 'YESTERDAY') return span('DAY', today, -1, 1);
  if (name === 'TODAY') return span('DAY', today, 0, 1);
  if (name === 'TOMORROW') return span('DAY', today, 1, 1);
  if (name === 'LAST_90_DAYS') return { from: addDays(today, -90), to: today };
  if (name === 'NEXT_90_DAYS') return span('DAY', today, 1, 90);
  const relative = /^(LAST|THIS|NEXT)_(N_)?([A-Z_]+)$/.exec(name);
  if (relative !== null) {
    const unit = unitOf(relative[3] ?? '');
    if (relative[1] === 'THIS') return span(unit, today, 0, 1);
    if (relative[1] === 'NEXT') return span(unit, today, 1, count);
    // LAST_N_DAYS runs up to and including today; the larger units are the whole ones before this.
    if (unit === 'DAY') return { from: addDays(today, -count), to: today };
    return span(unit, today, -count, count);
  }
  const ago = /^N_([A-Z_]+)_AGO$/.exec(name);
  if (ago !== null) return span(unitOf(ago[1] ?? ''), today, -count, 1);
  throw new SalesforceError('MALFORMED_QUERY', `unexpected token: '${literal}'`);
}
