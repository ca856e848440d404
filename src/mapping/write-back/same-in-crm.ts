import type { CrmRow, FieldDescription } from '../../connectors/crm.js';
import { isBlank, wellFormed } from '../../domain/well-formed.js';
import { isMask, isMaskOf } from '../fit/masked.js';
import { plainText } from '../rich-text/plain-text.js';
import { choicesOf, instantOf, timeOf } from './crm-value.js';

type CrmValue = CrmRow[string];

/**
 * Whether a field that is to hold `wanted` and holds `present` is as it should be, judged in the form in which the CRM
 * keeps such fields: it rounds numbers to their scale, drops fractions of seconds and outer spaces, writes date-times and
 * ids another way, e-mail addresses in lower case and choices in the picklist's order. Without a description values are
 * the same when they are equal, or the same instant.
 */
export function isSameInCrm(
  field: FieldDescription | undefined,
  wanted: CrmValue,
  present: CrmValue,
): boolean {
  if (wanted === present) return true;
  if (field?.type === 'boolean') return (wanted ?? false) === (present ?? false);
  if (isEmpty(wanted) && field?.name === 'Name' && isId(present)) return true;
  if (isEmpty(wanted) || isEmpty(present)) return isEmpty(wanted) && isEmpty(present);
  switch (field?.type) {
    case undefined:
      return (
        isSameInstant(wanted, present) ||
        (isText(wanted) &&
          isText(present) &&
          wellFormed(wanted).trim() === wellFormed(present).trim())
      );
    case 'integer':
    case 'number':
    case 'currency':
    case 'percent':
      return isSameNumber(field.scale, Number(wanted), Number(present));
    case 'date':
      return String(wanted).slice(0, 10) === String(present).slice(0, 10);
    case 'datetime':
      return isSameInstant(wanted, present);
    case 'time':
      return timeOf(wanted) !== null && timeOf(wanted) === timeOf(present);
    case 'id':
    case 'reference':
      // The long form adds three characters to the short one, which tells records apart by itself.
      return String(wanted).slice(0, 15) === String(present).slice(0, 15);
    case 'multipicklist':
      return choiceKey(wanted) === choiceKey(present);
    case 'picklist':
    case 'email':
      return textOf(wanted).toLowerCase() === textOf(present).toLowerCase();
    case 'encrypted':
      return isMask(present)
        ? isMaskOf(present, String(wanted))
        : textOf(wanted) === textOf(present);
    case 'text':
    case 'textarea':
    case 'url':
    case 'phone':
    case 'base64':
    case 'compound':
    case 'other':
      return field.html
        ? textOf(plainText(String(wanted))) === textOf(plainText(String(present)))
        : textOf(wanted) === textOf(present);
  }
}

function isText(value: CrmValue): value is string {
  return typeof value === 'string';
}

/** A record that nobody named is called by its own id. */
function isId(value: CrmValue): boolean {
  return isText(value) && /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/u.test(value);
}

function isEmpty(value: CrmValue): boolean {
  return value === null || (isText(value) && isBlank(value));
}

/**
 * Line ends and runs of spaces differ by the way a text came in: by API, by hand, out of a field of one line. Characters
 * that steer terminals and old protocols are lost on some of these ways.
 */
function textOf(value: CrmValue): string {
  return wellFormed(String(value))
    .replace(/(?!\s)\p{Cc}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The CRM keeps whole seconds. */
function isSameInstant(a: CrmValue, b: CrmValue): boolean {
  const first = instantOf(a);
  const second = instantOf(b);
  return first !== null && second !== null && Math.abs(first - second) < 1_000;
}

/** Half a unit of the last digit that is kept, whichever way it was rounded; beyond that what a double can't tell. */
function isSameNumber(scale: number | null, wanted: number, present: number): boolean {
  const inexact = Math.max(Math.abs(wanted), Math.abs(present)) * 4 * Number.EPSILON;
  const kept = scale === null ? 0 : 0.5 * 10 ** -scale;
  return Math.abs(wanted - present) <= kept + inexact;
}

function choiceKey(value: CrmValue): string {
  const choices = choicesOf(String(value)).map((choice) => choice.toLowerCase());
  return [...new Set(choices)].toSorted().join(';');
}
