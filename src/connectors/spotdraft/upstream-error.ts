import {
  AmbiguousOutcomeError,
  type DealdraftError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamContractError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import { readRefusal } from './refusal.js';
import { tryParseJson } from '../../domain/well-formed.js';
import { noted } from '../../domain/said.js';

/**
 * What an answer means. Only SpotDraft's own well-formed word says anything about what was asked; whatever else comes
 * back (a proxy's page, a login redirect, half a body) is a bad day of the way there.
 */
export type Meaning =
  /** Done, or told. */
  | 'answer'
  /** Our credentials are refused. */
  | 'credentials'
  | 'forbidden'
  /** There is no such thing, or it may not be seen. */
  | 'absent'
  /** The request is refused for what it says. */
  | 'refused'
  | 'slow-down'
  /** Nobody judged the request; nothing was changed. */
  | 'unavailable'
  /** A change may have been made. */
  | 'unclear';

export interface AnswerMeaning {
  readonly meaning: Meaning;
  /** Whether asking again at once may help, and can do no harm. */
  readonly again: boolean;
}

/** Whose word the body is: SpotDraft's, or a stranger's (see `speakerOf`). */
export type Speaker = 'spotdraft' | 'stranger';

type Effect = 'read' | 'write';

interface Row {
  readonly statuses: readonly [from: number, to: number];
  /** Without it the row holds whoever speaks. */
  readonly speaker?: Speaker;
  readonly read: Meaning;
  readonly write: Meaning;
  readonly again?: readonly Effect[];
}

/** The first row that fits an answer says what it means. */
const MEANINGS: readonly Row[] = [
  { statuses: [200, 299], speaker: 'spotdraft', read: 'answer', write: 'answer' },
  // "OK" in a stranger's words: the change may have been made behind it.
  { statuses: [200, 299], read: 'unavailable', write: 'unclear', again: ['read'] },
  // A login page, http instead of https, a wrong slash: not carried out, and never followed.
  { statuses: [300, 399], read: 'unavailable', write: 'unavailable' },
  // Refused before anything happened.
  { statuses: [429, 429], read: 'slow-down', write: 'slow-down', again: ['read', 'write'] },
  { statuses: [408, 408], read: 'unavailable', write: 'unclear', again: ['read'] },
  { statuses: [401, 401], speaker: 'spotdraft', read: 'credentials', write: 'credentials' },
  { statuses: [403, 403], speaker: 'spotdraft', read: 'forbidden', write: 'forbidden' },
  { statuses: [404, 404], speaker: 'spotdraft', read: 'absent', write: 'absent' },
  { statuses: [400, 499], speaker: 'spotdraft', read: 'refused', write: 'refused' },
  // Who is there and how large it is, is asked before anything is passed on.
  { statuses: [401, 401], read: 'unavailable', write: 'unavailable' },
  { statuses: [413, 414], read: 'unavailable', write: 'unavailable' },
  // Nobody's word on the row. What looks into answers, such as a firewall, may block what has been done already.
  { statuses: [400, 499], read: 'unavailable', write: 'unclear' },
  // The workspace does not have the feature.
  { statuses: [501, 501], speaker: 'spotdraft', read: 'forbidden', write: 'forbidden' },
  { statuses: [501, 501], read: 'unavailable', write: 'unclear' },
  { statuses: [500, 599], read: 'unavailable', write: 'unclear', again: ['read'] },
];
/** No status that HTTP knows. */
const OTHERWISE: Row = { statuses: [0, 999], read: 'unavailable', write: 'unclear' };

export function meaningOf(status: number, speaker: Speaker, effect: Effect): AnswerMeaning {
  const row =
    MEANINGS.find(
      ({ statuses: [from, to], ...one }) =>
        status >= from && status <= to && (one.speaker ?? speaker) === speaker,
    ) ?? OTHERWISE;
  return { meaning: row[effect], again: row.again?.includes(effect) === true };
}

/**
 * Whose word an answer is, by its body. A success is JSON, or nothing where nothing was to be told. A refusal has
 * one of SpotDraft's error forms; one by which a proxy might refuse as well ({"message": "Forbidden"}) is not enough
 * for "no access" or "no such thing". A few operations refuse without a body: `silentRefusals` has the statuses.
 */
export function speakerOf(
  status: number,
  text: string,
  {
    tellsSomething,
    silentRefusals,
  }: { readonly tellsSomething: boolean; readonly silentRefusals: readonly number[] },
): Speaker {
  const isNothing = text.trim() === '';
  if (isNothing && silentRefusals.includes(status)) return 'spotdraft';
  const body = tryParseJson(text);
  if (status < 400) {
    const isDone = !tellsSomething && isNothing;
    return isDone || (typeof body === 'object' && body !== null) ? 'spotdraft' : 'stranger';
  }
  return isErrorForm(body, status) ? 'spotdraft' : 'stranger';
}

/** What a body is that SpotDraft would not send, for people and logs. Nothing of its content. */
export function formOf(text: string): string {
  if (text.trim() === '') return noted`an empty body`;
  if (/^\s*</u.test(text)) return noted`an HTML page`;
  if (tryParseJson(text) !== undefined) return noted`JSON that is not in its form`;
  return /^\s*[[{]/u.test(text) ? noted`broken JSON` : noted`plain text`;
}

const JUDGES_THE_REQUEST = [400, 402, 409, 413, 422];

function isErrorForm(body: unknown, status: number): boolean {
  if (typeof body !== 'object' || body === null) return false;
  if ('code' in body && typeof body.code === 'string' && body.code.startsWith('SD_')) return true;
  // "Not implemented" is what a proxy says of a method, too.
  if (status === 501) return false;
  if ('detail' in body && (typeof body.detail === 'string' || isFilled(body.detail))) return true;
  if (!JUDGES_THE_REQUEST.includes(status)) return false;
  const { message, fieldMessages } = readRefusal(JSON.stringify(body));
  return message !== null || Object.keys(fieldMessages).length > 0;
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

export interface AnswerContext {
  readonly operation: string;
  readonly status: number;
  /** The body, with our secret already masked. */
  readonly text: string;
  /** What the call was about, for people: `contract T-12`. */
  readonly subject: string | undefined;
  readonly impersonated: boolean;
  readonly origin: string;
  /** Where a redirect pointed, without its query; null when it is none, or names no place. */
  readonly redirectedTo: string | null;
  /** How long to wait before the next call. */
  readonly waitMs: number;
}

/** The error of an answer that is none. */
export function toAnswerError(
  meaning: Exclude<Meaning, 'answer'>,
  context: AnswerContext,
): DealdraftError {
  const { operation, status } = context;
  const refusal = readRefusal(context.text);
  const details = {
    service: 'spotdraft',
    operation,
    status,
    ...(refusal.code === null ? {} : { upstreamCode: refusal.code }),
  } as const;
  const said = refusal.message === null ? '' : noted` SpotDraft says: ${refusal.message}`;
  // Words that tell more than the status does come with a code of its own.
  const ownWords = refusal.code?.startsWith('SD_') === true ? said : '';
  switch (meaning) {
    case 'credentials':
      return new UpstreamAuthError(
        noted`SpotDraft refused dealdraft's credentials. Check SPOTDRAFT_CLIENT_ID and SPOTDRAFT_CLIENT_SECRET, and that they belong to the region and environment of ${context.origin}.${said}`,
        details,
      );
    case 'forbidden':
      return new ForbiddenError(
        (status === 501
          ? noted`This is not enabled in your SpotDraft workspace; SpotDraft's support can enable it.`
          : context.impersonated
            ? noted`SpotDraft does not allow you to do this. You need an active SpotDraft account with access to this contract or contract type; a SpotDraft administrator can grant it.`
            : noted`SpotDraft does not allow dealdraft to do this. A SpotDraft administrator can grant the access.`) +
          said,
        details,
      );
    case 'absent':
      return new NotFoundError(
        noted`SpotDraft knows no ${context.subject ?? noted`such record`}, or it may not be seen here.${ownWords}`,
        details,
      );
    case 'refused':
      return new UpstreamRejectedError(
        refusal.message ??
          noted`SpotDraft refused the request with status ${status} and gave no reason.`,
        { ...details, fieldMessages: refusal.fieldMessages },
      );
    case 'slow-down':
      return new RateLimitedError(noted`SpotDraft asks to slow down. Try again shortly.`, {
        ...details,
        retryAfterMs: Math.max(context.waitMs, 1_000),
      });
    case 'unclear':
      return new AmbiguousOutcomeError(
        noted`${failureOf(context)} It may have made the change all the same; look before it is tried again.`,
        details,
      );
    case 'unavailable':
      return new UpstreamUnavailableError(
        context.redirectedTo === null
          ? `${failureOf(context)}${ownWords}`
          : noted`SpotDraft redirected ${operation} to ${context.redirectedTo}. Redirects are not followed: check that SPOTDRAFT_BASE_URL is the https origin of your region.`,
        { ...details, outage: status >= 500 || status === 408 ? 'outage' : 'stranger' },
      );
  }
}

function failureOf({ status, text }: AnswerContext): string {
  return status >= 500
    ? noted`SpotDraft is failing at the moment (it answered ${status}).`
    : noted`SpotDraft did not answer itself: status ${status} came with ${formOf(text)}, which may be a proxy's.`;
}

/** The error of an answer that is SpotDraft's own and fits no shape that we know. */
export function toUnreadableError(
  effect: Effect,
  { operation, status }: Pick<AnswerContext, 'operation' | 'status'>,
  where: string,
): DealdraftError {
  const details = { service: 'spotdraft', operation, status } as const;
  return effect === 'write'
    ? // The change was made; only what it led to could not be read.
      new AmbiguousOutcomeError(
        noted`SpotDraft made a change and answered ${operation} in an unknown form (${where}); it has to be looked up.`,
        details,
      )
    : new UpstreamContractError(
        noted`SpotDraft answered ${operation} in an unknown form (${where}).`,
        details,
      );
}
