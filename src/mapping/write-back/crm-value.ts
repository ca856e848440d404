import type { CrmRow, FieldDescription } from '../../connectors/crm.js';
import { isEmail } from '../fit/email.js';
import { isCalendarDate } from '../fit/calendar-date.js';
import { shorten } from '../wording/show-value.js';
import { escapeMarkup } from '../rich-text/escape-markup.js';
import { noted } from '../../domain/said.js';

type CrmValue = CrmRow[string];

/** A value as it is to be written, or what is wrong with it, as the end of a sentence about the field. */
export type CrmFit =
  | { readonly value: CrmValue; readonly isCut: boolean; readonly problem: null }
  | { readonly problem: string };

/**
 * The form in which a value goes into a CRM field, or why the CRM is going to refuse it: a value of the wrong JSON type
 * fails a whole call, with all the rows in it. Texts are cut where that does no harm.
 */
export function toCrmValue(field: FieldDescription, value: CrmValue): CrmFit {
  if (value === null) return fits(field.type === 'boolean' ? false : null);
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? fits(value) : refused(noted`takes true or false`, value);
    case 'integer':
    case 'number':
    case 'currency':
    case 'percent':
      return toCrmNumber(field, value);
    case 'date':
      return typeof value === 'string' && isCalendarDate(value)
        ? fits(value)
        : refused(noted`takes a date such as 2026-03-28`, value, dateHint(value));
    case 'datetime':
      return instantOf(value) === null
        ? refused(noted`takes a date with time such as 2026-03-28T09:00:00Z`, value)
        : fits(value);
    case 'time':
      return timeOf(value) === null
        ? refused(noted`takes a time such as 09:30:00Z`, value)
        : fits(value);
    case 'id':
    case 'reference':
      return typeof value === 'string' && /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(value)
        ? fits(value)
        : refused(noted`takes the id of a CRM record`, value);
    case 'base64':
    case 'compound':
    case 'other':
      return refused(noted`can't be written`, value);
    case 'picklist':
    case 'multipicklist':
      return toCrmChoice(field, value);
    case 'email':
      return typeof value === 'string' && !isEmail(value)
        ? refused(noted`takes an e-mail address`, value)
        : toCrmText(field, value);
    case 'text':
    case 'textarea':
    case 'url':
    case 'phone':
    case 'encrypted':
      return toCrmText(field, value);
  }
}

export function isNumeric({ type }: FieldDescription): boolean {
  return type === 'integer' || type === 'number' || type === 'currency' || type === 'percent';
}

function fits(value: CrmValue, isCut = false): CrmFit {
  return { value, isCut, problem: null };
}

function refused(rule: string, value: CrmValue, hint = ''): CrmFit {
  return { problem: noted`${rule}, not ${shorten(value)}${hint}` };
}

function dateHint(value: CrmValue): string {
  return instantOf(value) === null ? '' : noted`; cut the time off with $substringBefore(…, "T")`;
}

function toCrmNumber({ precision, scale }: FieldDescription, value: CrmValue): CrmFit {
  if (typeof value !== 'number') return refused(noted`takes a number`, value);
  if (!Number.isFinite(value))
    return refused(noted`takes a number that can be written down`, value);
  if (precision === null) return fits(value);
  const whole = precision - (scale ?? 0);
  return Math.abs(value) < 10 ** whole
    ? fits(value)
    : refused(noted`holds numbers of up to ${whole} digits before the point`, value);
}

function toCrmChoice(field: FieldDescription, value: CrmValue): CrmFit {
  if (typeof value !== 'string') return refused(noted`takes a text`, value, TEXT_HINT);
  const { picklistValues, restrictedPicklist } = field;
  const chosen = field.type === 'multipicklist' ? choicesOf(value) : [value];
  const known = new Set(picklistValues?.map((choice) => choice.toLowerCase()));
  const unknown = chosen.filter((choice) => !known.has(choice.toLowerCase()));
  if (restrictedPicklist && picklistValues !== null && unknown.length > 0) {
    return refused(noted`takes one of ${picklistValues.join(', ')}`, unknown.join(';'));
  }
  return toCrmText(field, field.type === 'multipicklist' ? chosen.join(';') : value);
}

const TEXT_HINT = noted`; wrap it in $string(…)`;

/** Shortened, they still say what they are about. */
const CUTTABLE: ReadonlySet<FieldDescription['type']> = new Set(['text', 'textarea']);

function toCrmText(field: FieldDescription, value: CrmValue): CrmFit {
  if (typeof value !== 'string') return refused(noted`takes a text`, value, TEXT_HINT);
  const { maxLength, type, html } = field;
  // A cut through markup would leave half an entity.
  const toForm = (text: string) => (html ? escapeMarkup(text) : text);
  const text = toForm(value);
  if (maxLength === null || text.length <= maxLength) return fits(text);
  if (!CUTTABLE.has(type)) {
    const rule = noted`holds ${maxLength} characters, the value has ${text.length}, and a shortened ${type} would be wrong`;
    return { problem: rule };
  }
  // Halving: a text of many characters that markup makes longer has far too many lengths to try each.
  let fitting = '';
  let [low, high] = [0, Math.min(maxLength, value.length)];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const form = toForm(cutText(value, middle));
    if (form.length > maxLength) high = middle - 1;
    else [fitting, low] = [form, middle + 1];
  }
  return fits(fitting, true);
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The longest start of `text` within `maxLength` UTF-16 units without a space at its end and without half of what people
 * see as one character: a pair of units, a letter with its accents, a family or a flag.
 */
function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // What stands around the place decides; the whole text would have to be looked through from its start.
  const from = Math.max(0, maxLength - 100);
  const around = text.slice(from, maxLength + 100);
  const start = from + (characters.segment(around).containing(maxLength - from)?.index ?? 0);
  // One character longer than the field, or than anything but a joke: at least no half of a pair.
  const isPair = /[\uD800-\uDBFF]/.test(text.charAt(maxLength - 1));
  const end = start > from ? start : isPair ? maxLength - 1 : maxLength;
  return text.slice(0, end).trimEnd();
}

export function choicesOf(value: string): string[] {
  return value
    .split(';')
    .map((choice) => choice.trim())
    .filter((choice) => choice !== '');
}

/** `2026-11-21T10:00:00Z`, with or without fraction, and the CRM's own `+0000` without a colon. Milliseconds. */
export function instantOf(value: CrmValue): number | null {
  if (typeof value !== 'string') return null;
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|([+-]\d\d):?(\d\d))$/.exec(
    value,
  );
  if (match === null) return null;
  const [, local = '', hours, minutes = ''] = match;
  const instant = Date.parse(local + (hours === undefined ? 'Z' : `${hours}:${minutes}`));
  return Number.isNaN(instant) ? null : instant;
}

/** Seconds since midnight of `09:30`, `09:30:00` or `09:30:00.000Z`. */
export function timeOf(value: CrmValue): number | null {
  if (typeof value !== 'string') return null;
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?Z?$/.exec(value);
  if (match === null) return null;
  const [, hours, minutes, seconds = '0'] = match;
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}
