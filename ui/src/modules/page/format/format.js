import LOCALE from '@salesforce/i18n/locale';
import { nowMs } from 'c/dealdraftClock';
import { dayWords, exactTime, timeFromNow } from 'c/dealdraftFormats';
import { capitalised, sayCode } from 'c/dealdraftTexts';

const NEXT = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
const CLOCK = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'medium' });

/** A calendar date, whatever the time zone: `2026-12-03` is the third everywhere. */
export function dateText(date) {
  return date ? dayWords(date) : '';
}

/** The time of day to the second: what happened within minutes stands apart. */
export function clockText(time) {
  return time ? CLOCK.format(new Date(time)) : '';
}

export function timeText(time) {
  return time ? exactTime(new Date(time)) : '';
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
  return capitalised(sayCode('activity', activity) ?? activity.replaceAll('_', ' ').toLowerCase());
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
export function agoText(time) {
  return time ? timeFromNow(new Date(time).getTime(), nowMs()) : '';
}

/** The service writes times for machines, in either language; here a person reads them: "ends in 12 days". */
export function readableTimes(text) {
  return text.replace(/(?:\b(?:at|am|um) )?(\d{4}-\d\d-\d\dT[\d:.]+Z)/g, (_, time) =>
    agoText(time),
  );
}

/** When something comes: "in 20 seconds", and "now" where its time has come. */
export function untilText(time) {
  const untilMs = new Date(time).getTime() - nowMs();
  if (untilMs >= 60_000) return agoText(time);
  return NEXT.format(Math.max(0, Math.ceil(untilMs / 1_000)), 'second');
}

/** How something ended, in a word or two, such as "not created"; the log's own word where there is no other. */
export function outcomeText(outcome) {
  return sayCode('outcome', outcome.replace(/[ -]/g, '_')) ?? outcome;
}

/** What a delivery or a document is in: "PARKED" is "Parked". */
export function stateText(state) {
  return sayCode('state', state) ?? capitalised(state.toLowerCase());
}

export function systemText(system) {
  return sayCode('system', system) ?? system;
}
