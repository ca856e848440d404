import { isCalendarDate, parseDateTimeMs, toSalesforceDateTime } from './datetime.js';
import { roundTo } from './effects.js';
import { SalesforceError } from './errors.js';
import { parseRecordId } from './record-id.js';
import type { FieldDef, FieldValue } from './schema/types.js';

/**
 * Reads a JSON value as a value of the field: trims text, turns empty text into null, rounds numbers to the scale.
 *
 * @throws SalesforceError JSON_PARSER_ERROR for the whole request where the JSON type does not fit, or a row error
 *   where the value is out of bounds.
 */
export function coerceValue(field: FieldDef, input: unknown): FieldValue {
  if (input === null || input === undefined) return field.type === 'boolean' ? false : null;
  switch (field.type) {
    case 'boolean':
      if (typeof input === 'boolean') return input;
      if (input === 'true' || input === 'false') return input === 'true';
      throw cannotDeserialize(field, input);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return coerceNumber(field, input);
    case 'date':
      if (typeof input !== 'string') throw cannotDeserialize(field, input);
      if (input === '') return null;
      if (isCalendarDate(input)) return input;
      if (parseDateTimeMs(input) !== null) return input.slice(0, 10);
      throw cannotDeserialize(field, input);
    case 'datetime': {
      if (typeof input !== 'string') throw cannotDeserialize(field, input);
      if (input === '') return null;
      const ms = parseDateTimeMs(input);
      if (ms === null) throw cannotDeserialize(field, input);
      return toSalesforceDateTime(new Date(ms));
    }
    case 'time':
      return coerceTime(field, input);
    case 'multipicklist':
      return coerceMultipicklist(field, input);
    case 'id':
    case 'reference':
      return coerceId(field, input);
    case 'string':
    case 'textarea':
    case 'picklist':
    case 'phone':
    case 'email':
    case 'url':
    case 'address':
    case 'base64':
    case 'encryptedstring':
      return coerceText(field, input);
  }
}

function coerceNumber(field: FieldDef, input: unknown): FieldValue {
  if (input === '') return null;
  const value =
    typeof input === 'number' ? input : typeof input === 'string' ? Number(input) : Number.NaN;
  if (!Number.isFinite(value)) throw cannotDeserialize(field, input);
  const limit = field.precision === 0 ? Infinity : 10 ** (field.precision - field.scale);
  if (Math.abs(value) >= limit) {
    throw new SalesforceError(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${value}`,
      { fields: [field.name] },
    );
  }
  return roundTo(value, field.scale);
}

/** `09:15`, with or without seconds, fraction and `Z`, kept as `09:15:00.000Z`. */
function coerceTime(field: FieldDef, input: unknown): FieldValue {
  if (input === '') return null;
  const match =
    typeof input === 'string' ? /^(\d\d:\d\d)(:\d\d)?(\.\d+)?Z?$/.exec(input.trim()) : null;
  if (match === null) throw cannotDeserialize(field, input);
  const [, minutes = '', seconds = ':00', fraction = '.000'] = match;
  return `${minutes}${seconds}${fraction.slice(0, 4).padEnd(4, '0')}Z`;
}

/** Kept in the order of the picklist, each value once. */
function coerceMultipicklist(field: FieldDef, input: unknown): FieldValue {
  const text = coerceText(field, input);
  if (typeof text !== 'string') return text;
  const order = (value: string) => {
    const at = field.picklistValues.indexOf(value);
    return at === -1 ? field.picklistValues.length : at;
  };
  const values = [...new Set(text.split(';').map((value) => value.trim()))].filter(Boolean);
  return values.toSorted((a, b) => order(a) - order(b)).join(';') || null;
}

function coerceId(field: FieldDef, input: unknown): FieldValue {
  if (typeof input !== 'string') throw cannotDeserialize(field, input);
  if (input === '') return null;
  const id = parseRecordId(input);
  if (id === null) {
    throw new SalesforceError(
      'MALFORMED_ID',
      `${field.label}: id value of incorrect type: ${input}`,
      {
        fields: [field.name],
      },
    );
  }
  return id;
}

function coerceText(field: FieldDef, input: unknown): FieldValue {
  if (typeof input !== 'string' && typeof input !== 'number' && typeof input !== 'boolean')
    throw cannotDeserialize(field, input);
  const given = typeof input === 'string' ? input.trim() : String(input);
  // Rich text is HTML, so an ampersand that begins no entity becomes one.
  const text = field.htmlFormatted ? given.replace(/&(?!#?\w+;)/g, '&amp;') : given;
  if (text === '') return null;
  if (field.type === 'base64') return text;
  // An unrestricted picklist takes any value that fits, as the real one does over the API.
  if (
    field.type === 'picklist' &&
    field.restrictedPicklist &&
    !field.picklistValues.includes(text)
  ) {
    throw new SalesforceError(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${field.label}: bad value for restricted picklist field: ${text}`,
      { fields: [field.name] },
    );
  }
  if (field.length > 0 && text.length > field.length) {
    throw new SalesforceError(
      'STRING_TOO_LONG',
      `${field.label}: data value too large: ${text.slice(0, 100)} (max length=${field.length})`,
      { fields: [field.name] },
    );
  }
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    throw new SalesforceError(
      'INVALID_EMAIL_ADDRESS',
      `${field.label}: invalid email address: ${text}`,
      {
        fields: [field.name],
      },
    );
  }
  // E-mail addresses are kept in lower case.
  return field.type === 'email' ? text.toLowerCase() : text;
}

function cannotDeserialize(field: FieldDef, input: unknown): SalesforceError {
  const kind =
    input === null
      ? 'VALUE_NULL'
      : Array.isArray(input)
        ? 'START_ARRAY'
        : `VALUE_${(typeof input).toUpperCase()}`;
  const shown = typeof input === 'string' || typeof input === 'number' ? ` value ${input}` : '';
  return new SalesforceError(
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${field.type} from ${kind}${shown} or request may be missing a required field (${field.name})`,
    { wholeRequest: true },
  );
}
