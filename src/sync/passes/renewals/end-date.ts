import { isCalendarDate } from '../../../mapping/fit/calendar-date.js';
import { dateIn } from '../../../mapping/expression/time-zone.js';

const DAY_MS = 24 * 60 * 60_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The day that a value names, `YYYY-MM-DD`; null for what is none. A time with a zone is the day that the clocks of `timeZone` show
 * then; one without is the day that it says.
 */
export function toDay(value: unknown, timeZone: string): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isCalendarDate(text) ? text : null;
  const match = INSTANT.exec(text);
  const day = text.slice(0, 10);
  if (match === null || !isCalendarDate(day)) return null;
  if (match[1] === undefined) return day;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : dateIn(timeZone, instant);
}

/** So many days before a day: days of the calendar, whatever their length in hours. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}
