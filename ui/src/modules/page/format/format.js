import LOCALE from '@salesforce/i18n/locale';

const DATE = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' });
const TIME = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
const CLOCK = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'medium' });
/** Stands in English sentences. */
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** A calendar date, whatever the time zone: `2026-12-03` is the third everywhere. */
export function dateText(date) {
  return date ? DATE.format(new Date(`${date}T00:00:00Z`)) : '';
}

/** The time of day to the second: what happened within minutes stands apart. */
export function clockText(time) {
  return time ? CLOCK.format(new Date(time)) : '';
}

export function timeText(time) {
  return time ? TIME.format(new Date(time)) : '';
}

/** A percentage as the CRM has it: 75 is "75%", written as the locale does. */
export function percentText(percent) {
  if (percent === null || percent === undefined) return '';
  return new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 2 }).format(
    percent / 100,
  );
}

/** SpotDraft's word for what happened, in words: `CONTRACT_EXECUTED` is "Contract executed". */
export function activityText(activity) {
  const words = activity.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function countText(count) {
  return new Intl.NumberFormat(LOCALE).format(count);
}

/** "250 ms", "4.2 s", "3 min". */
export function durationText(ms) {
  if (ms === null || ms === undefined) return '';
  if (ms < 1_000) return `${countText(ms)} ms`;
  if (ms < 120_000) return `${countText(Math.round(ms / 100) / 10)} s`;
  return `${countText(Math.round(ms / 60_000))} min`;
}

export function moneyText(money) {
  if (!money) return '';
  const { value, currency } = money;
  const digits = Number.isInteger(value) ? 0 : 2;
  return new Intl.NumberFormat(LOCALE, {
    ...(currency ? { style: 'currency', currency } : {}),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** How long ago, or until when: "5 minutes ago", "in 2 hours". */
export function agoText(time, now = Date.now()) {
  if (!time) return '';
  const seconds = (new Date(time).getTime() - now) / 1_000;
  for (const [unit, size] of [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ]) {
    if (Math.abs(seconds) >= size) return RELATIVE.format(Math.round(seconds / size), unit);
  }
  return Math.abs(seconds) < 10 ? 'just now' : RELATIVE.format(Math.round(seconds), 'second');
}
