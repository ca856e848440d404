import {
  type DealdraftError,
  ForbiddenError,
  NotFoundError,
  UpstreamAuthError,
  UpstreamRejectedError,
} from '../../domain/errors.js';

/** What SpotDraft says about a refusal, whichever of its body shapes it used (FACTS 8.1). */
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
  const body = parseJson(text);
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

export interface RefusalContext {
  readonly operation: string;
  readonly status: number;
  /** What the call was about, for people: `contract T-12`. */
  readonly subject: string | undefined;
  readonly impersonated: boolean;
  readonly origin: string;
}

/** The error of a 4xx answer other than 408 and 429. */
export function toRefusalError(refusal: Refusal, context: RefusalContext): DealdraftError {
  const { operation, status } = context;
  const details = {
    service: 'spotdraft',
    operation,
    status,
    ...(refusal.code === null ? {} : { upstreamCode: refusal.code }),
  } as const;
  const said = refusal.message === null ? '' : ` SpotDraft says: ${refusal.message}`;
  switch (status) {
    case 401:
      return new UpstreamAuthError(
        `SpotDraft refused dealdraft's credentials. Check SPOTDRAFT_CLIENT_ID and SPOTDRAFT_CLIENT_SECRET, and that ` +
          `they belong to the region and environment of ${context.origin}.${said}`,
        details,
      );
    case 403:
      return new ForbiddenError(
        (context.impersonated
          ? 'SpotDraft does not allow you to do this. You need an active SpotDraft account with access to this ' +
            'contract or contract type; a SpotDraft administrator can grant it.'
          : 'SpotDraft does not allow dealdraft to do this. A SpotDraft administrator can grant the access.') +
          said,
        details,
      );
    case 404:
      return new NotFoundError(
        `SpotDraft knows no ${context.subject ?? 'such record'}, or it may not be seen here.`,
        details,
      );
    default:
      return new UpstreamRejectedError(
        refusal.message ??
          `SpotDraft refused the request with status ${status} and gave no reason.`,
        { ...details, fieldMessages: refusal.fieldMessages },
      );
  }
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // shape F: empty, HTML or plain text
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
