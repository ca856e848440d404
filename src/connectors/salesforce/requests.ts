import type { Clock } from '../../domain/clock.js';
import { wellFormedValue } from '../../domain/well-formed.js';
import type { Outbound } from '../http/outbound.js';
import { retryAfterMs } from '../http/retry-after.js';
import { strange, toRefusal } from './failures.js';
import type { Session } from './sessions.js';
import { exchange, parseOrNull } from './transport.js';
import type { HttpAnswer } from './transport.js';
import { noted } from '../../domain/said.js';

export interface RequestContent {
  /** Names it in errors, without values: `GET /query`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** From the version's root (`/query?q=…`), or `/services/data/…`. Never a whole URL: the token goes with it. */
  readonly path: string;
  readonly body?: unknown;
  /** What a call that succeeds is answered with; JSON when it is not said. */
  readonly answers?: 'json' | 'bytes';
}

export interface SalesforceRequests {
  /**
   * Sends one request, once, with the session's token, and answers its parsed body, or a `Buffer` of its bytes.
   * @throws NoAnswerError, or SalesforceRefusal for everything but a complete answer of a call that succeeded.
   */
  send(
    session: Session,
    request: RequestContent,
    call: { readonly signal: AbortSignal; readonly onAnswer: (answer: HttpAnswer) => void },
  ): Promise<unknown>;
}

export interface RequestParts {
  readonly outbound: Outbound;
  readonly apiVersion: string;
  readonly clock: Clock;
}

/** Whom Salesforce counts our calls for. */
export const CLIENT_NAME = 'dealdraft';

/**
 * Reads, which are most of what we ask, made and sent without a library: what jsforce adds to one is four headers, for two streams and a
 * sixth of the processor time of a page.
 */
export function createReads({ outbound, apiVersion, clock }: RequestParts): SalesforceRequests {
  return {
    async send(session, request, { signal, onAnswer }) {
      const { operation, method, path, body, answers = 'json' } = request;
      const root = path.startsWith('/services/') ? '' : `/services/data/v${apiVersion}`;
      const answer = await exchange(
        outbound,
        {
          method,
          url: session.instanceUrl + root + path,
          headers: {
            ...formsOf(answers),
            authorization: `Bearer ${session.accessToken}`,
            'sforce-call-options': `client=${CLIENT_NAME}`,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(wellFormedValue(body)) }),
        },
        operation,
        signal,
      );
      onAnswer(answer);
      return contentOf(answer, answers, clock);
    },
  };
}

/** The headers that say in which form things are sent and wanted. */
export function formsOf(answers: 'json' | 'bytes'): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json',
    accept: answers === 'json' ? 'application/json' : '*/*',
  };
}

/** @throws SalesforceRefusal for everything but a complete answer of a call that succeeded. */
export function contentOf(answer: HttpAnswer, answers: 'json' | 'bytes', clock: Clock): unknown {
  const { status, headers, bytes } = answer;
  if (answers === 'bytes' && status >= 200 && status < 300) return bytes;
  const { body } = answer;
  const isJson = /^application\/json\b/iu.test(headers['content-type'] ?? '');
  const parsed = isJson ? parseOrNull(body) : null;
  if (status < 200 || status >= 300) {
    const isRedirect = status > 300 && status < 400;
    const afterMs = retryAfterMs(headers, clock);
    throw isRedirect
      ? strange(status, noted`with a redirect (HTTP ${status}), which is not followed`, afterMs)
      : toRefusal(status, parsed, afterMs);
  }
  if (body === '') throw strange(status, noted`HTTP ${status} without any content`);
  if (!isJson) throw strange(status, noted`with a page instead of data`);
  if (parsed === null) throw strange(status, noted`with data that is cut short`);
  return parsed;
}
