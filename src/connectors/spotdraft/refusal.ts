import { isRecord } from '../../domain/is-record.js';
import { tryParseJson } from '../../domain/well-formed.js';

/** What SpotDraft says about a refusal, whichever of its body shapes it used: a sentence with or without a code, or messages by field. */
export interface Refusal {
  readonly code: string | null;
  /** For people. Null when the body says nothing they could read (empty, HTML). */
  readonly message: string | null;
  readonly fieldMessages: Readonly<Record<string, readonly string[]>>;
}

const MAX_MESSAGE_LENGTH = 300;
const MAX_FIELDS = 50;
const MAX_DEPTH = 6;
/** Members of an error body that describe it as a whole; every other member names a field of the request. */
const ENVELOPE = new Set(['detail', 'message', 'error', 'code', 'status_code', 'status']);

/** Never throws: a body that is not JSON, or not an object, just says less. */
export function readRefusal(text: string): Refusal {
  const body = tryParseJson(text);
  if (typeof body === 'string') return { code: null, message: readable(body), fieldMessages: {} };
  if (Array.isArray(body)) {
    return { code: null, message: readable(firstText(body)), fieldMessages: {} };
  }
  if (!isRecord(body)) return { code: null, message: null, fieldMessages: {} };

  const fields = new Map<string, string[]>();
  for (const [key, value] of Object.entries(body)) {
    // `detail` may itself hold the map of fields instead of a sentence.
    if (ENVELOPE.has(key)) {
      if (isRecord(value)) collect(value, [], fields);
      else if (Array.isArray(value)) value.forEach((one) => collectPlaced(one, fields));
    } else {
      collect(value, [key], fields);
    }
  }
  const message =
    readable(body['message']) ??
    readable(body['detail']) ??
    readable(body['error']) ??
    readable(firstText(body['detail'])) ??
    firstField(fields);
  return {
    code: typeof body['code'] === 'string' ? body['code'].slice(0, 60) : null,
    message,
    fieldMessages: Object.fromEntries(fields),
  };
}

/** As validators of a newer kind say it: `{"loc": ["body", "title"], "msg": "Field required"}`, one for each fault. */
function collectPlaced(fault: unknown, into: Map<string, string[]>): void {
  if (!isRecord(fault) || !Array.isArray(fault['loc']) || into.size >= MAX_FIELDS) return;
  const told = fault['loc'].slice(0, MAX_DEPTH).map(String);
  const path = told[0] === 'body' ? told.slice(1) : told;
  add(fault['msg'], path.length === 0 ? ['non_field_errors'] : path, into);
}

function collect(value: unknown, path: readonly string[], into: Map<string, string[]>): void {
  if (into.size >= MAX_FIELDS || path.length > MAX_DEPTH) return;
  if (isRecord(value)) {
    for (const [key, member] of Object.entries(value)) collect(member, [...path, key], into);
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((member, index) => {
      // Django lists the errors of rows as an array of maps, with empty maps for rows that are fine.
      if (isRecord(member)) collect(member, [...path, String(index)], into);
      else add(member, path, into);
    });
    return;
  }
  add(value, path, into);
}

function add(value: unknown, path: readonly string[], into: Map<string, string[]>): void {
  const text = readable(value);
  if (text === null) return;
  const key = path.join('.').slice(0, 200);
  const messages = into.get(key);
  if (messages === undefined) into.set(key, [text]);
  else if (messages.length < 10) messages.push(text);
}

function firstField(fields: ReadonlyMap<string, readonly string[]>): string | null {
  for (const [field, messages] of fields) {
    const [message] = messages;
    if (message !== undefined) {
      return field === 'non_field_errors' ? message : bounded(`${field}: ${message}`);
    }
  }
  return null;
}

function firstText(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return value;
  if (depth >= MAX_DEPTH || typeof value !== 'object' || value === null) return null;
  if ('msg' in value && typeof value.msg === 'string') return value.msg;
  for (const member of Object.values(value)) {
    const text = firstText(member, depth + 1);
    if (text !== null) return text;
  }
  return null;
}

/** Text fit for people, bounded; null for anything else, a proxy's HTML page above all. */
function readable(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.replace(/\s+/gu, ' ').trim();
  if (text === '' || /<\/?[a-z!?]/iu.test(text)) return null;
  return bounded(text);
}

function bounded(text: string): string {
  return text.length <= MAX_MESSAGE_LENGTH ? text : `${text.slice(0, MAX_MESSAGE_LENGTH - 1)}…`;
}
