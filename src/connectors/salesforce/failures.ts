import { z } from 'zod';
import type { DealdraftError, ErrorDetails } from '../../domain/errors.js';
import {
  ForbiddenError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import type { CrmPrincipal } from '../crm.js';
import { innerCode, meaningOfCall } from './codes.js';
import { noted } from '../../domain/said.js';

/** Salesforce's own word is always a list; an object with a message comes from a gateway before it. */
const errorEntries = z
  .array(z.looseObject({ errorCode: z.string().min(1), message: z.string().optional() }))
  .min(1);

const MAX_MESSAGE_LENGTH = 300;
const MINUTE_MS = 60_000;

/** An answer that is not what was asked for, before it is known what it means to the caller. */
export class SalesforceRefusal extends Error {
  readonly status: number;
  /** Null for what is not Salesforce's own word: a redirect, a page of the edge, an empty or cut answer. */
  readonly code: string | null;
  readonly retryAfterMs: number | null;

  constructor(
    status: number,
    code: string | null,
    message: string,
    retryAfterMs: number | null = null,
  ) {
    super(message);
    this.name = 'SalesforceRefusal';
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** @param body as received; pages are dropped, Salesforce's own messages shortened. */
export function toRefusal(
  status: number,
  body: unknown,
  retryAfterMs: number | null = null,
): SalesforceRefusal {
  const entries = errorEntries.safeParse(body);
  const first = entries.success ? entries.data[0] : undefined;
  const said = first?.errorCode;
  if (said === undefined) return strange(status, `HTTP ${status}`, retryAfterMs);
  const message = first?.message ?? said;
  return new SalesforceRefusal(status, innerCode(said, message), shorten(message), retryAfterMs);
}

/** Whatever answered, it was not Salesforce. `what` says how that showed. */
export function strange(
  status: number,
  what: string,
  retryAfterMs: number | null = null,
): SalesforceRefusal {
  return new SalesforceRefusal(status, null, noted`Salesforce answered ${what}.`, retryAfterMs);
}

/** @returns one line of at most 300 characters. */
export function shorten(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > MAX_MESSAGE_LENGTH ? `${line.slice(0, MAX_MESSAGE_LENGTH)}…` : line;
}

/** A session that ended, or an answer that does not come from the org: signing in anew may help. */
export function isSessionRefused({ status, code }: SalesforceRefusal): boolean {
  return status === 401 || (code !== null && meaningOfCall(code).kind === 'session');
}

/**
 * What a refusal means to whoever made the call. Only Salesforce's own word on what was asked is a verdict; everything else
 * passes, and is waited for.
 *
 * | answer                                                       | error                    | |
 * | ------------------------------------------------------------ | ------------------------ | --- |
 * | `REQUEST_LIMIT_EXCEEDED`, 429                                | RateLimitedError         | wait as long as it says |
 * | ended session, after a new sign-in; org shut to us           | UpstreamAuthError        | wait for a person |
 * | the same, or a lack of rights, in a user's own session       | ForbiddenError           | |
 * | a lack of rights of the integration user                     | UpstreamAuthError        | |
 * | a code about the query, the body or the object               | UpstreamRejectedError    | the verdict |
 * | a code about the org (version, storage, maintenance)         | UpstreamUnavailableError | its kind is said |
 * | any other code; 5xx                                          | UpstreamUnavailableError | |
 * | no code of its own: 3xx, 4xx, empty, page, cut, foreign type | UpstreamUnavailableError | `stranger` |
 */
export function toDomainError(
  refusal: SalesforceRefusal,
  operation: string,
  principal: CrmPrincipal,
): DealdraftError {
  const { status, code, message } = refusal;
  const details: ErrorDetails = {
    service: 'salesforce',
    operation,
    status,
    ...(code === null ? {} : { upstreamCode: code }),
    cause: refusal,
  };
  if (status === 429) {
    return new RateLimitedError(noted`Salesforce asks for fewer requests.`, {
      ...details,
      retryAfterMs: refusal.retryAfterMs ?? MINUTE_MS,
    });
  }
  if (code === null) {
    // The edge fails for the org behind it; other statuses come from somebody else.
    const outage = status >= 500 || status === 420 ? 'outage' : 'stranger';
    return new UpstreamUnavailableError(noted`Salesforce can't answer now: ${message}`, {
      ...details,
      outage,
    });
  }
  const meaning = meaningOfCall(code);
  switch (meaning.kind) {
    case 'allowance':
      return new RateLimitedError(noted`Salesforce's request allowance is spent: ${message}`, {
        ...details,
        retryAfterMs: limitRetryAfterMs(message),
      });
    case 'shut-out':
      return new UpstreamAuthError(
        noted`Salesforce does not let its API be used: ${message}`,
        details,
      );
    case 'session':
    case 'no-access':
      return principal.kind === 'user'
        ? new ForbiddenError(noted`Salesforce does not allow this to you: ${message}`, details)
        : new UpstreamAuthError(
            noted`Salesforce refused the integration user: ${message}`,
            details,
          );
    case 'verdict':
      if (status < 500)
        return new UpstreamRejectedError(noted`Salesforce refused: ${message}`, details);
      return new UpstreamUnavailableError(noted`Salesforce can't answer now: ${message}`, details);
    case 'outage':
      return new UpstreamUnavailableError(outageText(meaning.outage, code, message), {
        ...details,
        outage: meaning.outage,
      });
  }
}

/** Where a person has to act, the message says what to do. */
function outageText(
  outage: UpstreamUnavailableError['outage'],
  code: string,
  message: string,
): string {
  switch (outage) {
    case 'version':
      return noted`Salesforce does not take this version of its API (${code}: ${message}). Check SALESFORCE_API_VERSION.`;
    case 'storage':
      return noted`Salesforce has no room left (${code}: ${message}). Free or buy storage in the org.`;
    case 'outage':
    case 'maintenance':
    case 'stranger':
      return noted`Salesforce can't answer now: ${message} (${code})`;
  }
}

/**
 * Salesforce sends no Retry-After, and one code stands for three limits that only the message tells apart. The daily
 * allowance is a window that rolls on, so calls come back all the time; the others count requests that are running now.
 * This is the first wait: who meets the limit again has to wait longer.
 */
function limitRetryAfterMs(message: string): number {
  return /Concurrent/i.test(message) ? 30_000 : MINUTE_MS;
}

/** The code of an error made from a Salesforce answer, for the few places that react to one. */
export function upstreamCodeOf(error: unknown): string | undefined {
  return error instanceof UpstreamRejectedError ? error.upstreamCode : undefined;
}
