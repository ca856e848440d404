import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import { LABELS } from 'c/dealdraftLabels';

/**
 * Numbers, amounts and dates, as the person who looks is used to them. Digits follow their locale; what is words, such as
 * "3 minutes ago", is in the language of the sentences around it.
 */

const LANGUAGE = LABELS.language;

const NUMBER = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 20 });
const LIST = new Intl.ListFormat(LANGUAGE, { type: 'conjunction' });
const RELATIVE = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });
const DAY = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat(LOCALE, {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: TIME_ZONE,
});

/** The time zone in which this person lives. */
export { TIME_ZONE };

/** `137930.5` as "137,930.5", with all digits it has. */
export function numberWords(number) {
  return typeof number === 'number' ? NUMBER.format(number) : '';
}

/** `{ type: 'USD', value: 137930 }` as "$137,930.00"; null while currency or amount is missing, or it is no amount at all. */
export function moneyWords(amount) {
  const { type: currency, value } = Object(amount);
  if (typeof value !== 'number' || !/^[A-Z]{3}$/.test(String(currency))) return null;
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency }).format(value);
}

/** "Ada, Grace and Alan". */
export function listWords(names) {
  return LIST.format(names);
}

/** A calendar day such as `2026-12-03`: it is the third everywhere. */
export function dayWords(day) {
  return DAY.format(new Date(`${day}T00:00:00Z`));
}

/** The day on which something happened, where this person is; null when `time` is none. */
export function dateWords(time, timeZone = TIME_ZONE) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return null;
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone }).format(date);
}

/** The moment, to the minute. */
export function exactTime(date) {
  return MOMENT.format(date);
}

const STEPS = [
  { unit: 'second', ms: 1_000, below: 60_000 },
  { unit: 'minute', ms: 60_000, below: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, below: 86_400_000 },
  { unit: 'day', ms: 86_400_000, below: 30 * 86_400_000 },
  { unit: 'month', ms: 30 * 86_400_000, below: 365 * 86_400_000 },
  { unit: 'year', ms: 365 * 86_400_000, below: Number.POSITIVE_INFINITY },
];
const JUST_NOW_MS = 10_000;

/** "3 minutes ago". Clocks differ: what is a little ahead of ours happened just now. */
export function relativeTime(thenMs, nowMs) {
  return timeFromNow(Math.min(thenMs, nowMs), nowMs);
}

/** "3 minutes ago", or "in 2 hours" of what is yet to come. */
export function timeFromNow(thenMs, nowMs) {
  const untilMs = thenMs - nowMs;
  const distanceMs = Math.abs(untilMs);
  if (distanceMs < JUST_NOW_MS) return LABELS.justNow;
  const { unit, ms } = STEPS.find(({ below }) => distanceMs < below);
  // What has passed is whole; what is yet to come is told as near as the unit can.
  const count = untilMs < 0 ? -Math.floor(distanceMs / ms) : Math.round(distanceMs / ms);
  return RELATIVE.format(count, unit);
}

const SEPARATORS = separatorsOf();

function separatorsOf() {
  const parts = new Intl.NumberFormat(LOCALE).formatToParts(1_234_567.5);
  const of = (type) => parts.find((part) => part.type === type)?.value ?? '';
  return { group: of('group'), decimal: of('decimal') };
}

/** A number while it is typed: the locale's decimal separator, and no thousands in the way. */
export function typedNumber(number) {
  return String(number).replace('.', SEPARATORS.decimal);
}

/** The number that people of the locale write so, thousands set off or not; null for what is none, or may be two. */
export function numberOf(text) {
  const { group, decimal } = SEPARATORS;
  // A space sets thousands off in many places, and is never anything else.
  const compact = text.replace(/[\s\u00a0\u202f]/g, '');
  const [g, d] = [group.trim(), decimal].map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const grouped = g === '' ? '' : `|\\d{1,3}(?:${g}\\d{2,3})*${g}\\d{3}`;
  if (new RegExp(`^[-−]?(?:\\d+${grouped})?(?:${d}\\d*)?$`).test(compact)) {
    return finite(compact.replaceAll(group.trim() || ' ', '').replace(decimal, '.'));
  }
  // As computers write it, where it can't be a group of thousands.
  return /^[-−]?\d+\.\d{1,2}$/.test(compact) ? finite(compact) : null;
}

function finite(text) {
  const number = Number(text.replace('−', '-'));
  return /\d/.test(text) && Number.isFinite(number) ? number : null;
}
