import { PassThrough } from 'node:stream';
import type { Duplex } from 'node:stream';
import { Connection } from 'jsforce';
import type { HttpRequest } from 'jsforce';
import { Transport } from 'jsforce/lib/transport.js';
import type { Clock } from '../../domain/clock.js';
import { wellFormedValue } from '../../domain/well-formed.js';
import type { Outbound } from '../http/outbound.js';
import { retryAfterMs } from '../http/retry-after.js';
import { strange, toRefusal } from './failures.js';
import type { Session } from './sessions.js';
import { exchange, parseOrNull } from './transport.js';
import type { HttpAnswer } from './transport.js';

/**
 * The one file that knows jsforce. What it does here: its `Connection` makes the request of a call, with the token, the version and our name in it. Why no
 * more of it:
 * - its transport waits up to half an hour for headers and for ever for a body, repeats reads for 15 s, follows redirects
 *   with the token, knows no NO_PROXY, and loses the HTTP status of errors;
 * - its renewal repeats the call at the old instance's URL, again and again, and knows no bad day but 401;
 * - its queries page behind one promise, so that a page which is no answer can't be told from one; its describe keeps
 *   answers for ever; its collections hide a call that failed behind those before it;
 * - it gives a body that is cut short back as a text.
 */
export function createJsforceRequests(parts: JsforceRequestParts): JsforceRequests {
  const connections = new WeakMap<Session, Connection>();

  /** One connection per token. */
  function connectionOf(session: Session): Connection {
    let connection = connections.get(session);
    if (connection === undefined) {
      connection = new Connection({
        instanceUrl: session.instanceUrl,
        accessToken: session.accessToken,
        version: parts.apiVersion,
        callOptions: { client: 'dealdraft' },
      });
      connections.set(session, connection);
    }
    return connection;
  }

  return {
    async send(session, request, { signal, onAnswer }) {
      const { outbound, clock } = parts;
      const { operation } = request;
      const { answers = 'json' } = request;
      const transport = new CallTransport({
        outbound,
        operation,
        answers,
        clock,
        signal,
        onAnswer,
      });
      await connectionOf(session).request(
        {
          method: request.method,
          url: request.path,
          headers: {
            'content-type': 'application/json',
            accept: answers === 'json' ? 'application/json' : '*/*',
          },
          ...(request.body === undefined
            ? {}
            : { body: JSON.stringify(wellFormedValue(request.body)) }),
        },
        // The transport reads the body; jsforce would read it once more.
        { transport, responseType: 'text/plain' },
      );
      return transport.parsed;
    },
  };
}

export interface JsforceRequestParts {
  readonly outbound: Outbound;
  readonly apiVersion: string;
  readonly clock: Clock;
}

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

export interface JsforceRequests {
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

interface CallTransportOptions {
  readonly outbound: Outbound;
  readonly operation: string;
  readonly answers: 'json' | 'bytes';
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onAnswer: (answer: HttpAnswer) => void;
}

/** jsforce's HTTP side for one call. */
class CallTransport extends Transport {
  readonly #options: CallTransportOptions;
  /** Of the answer, once it is there: read once, here, where it shows whether it is whole. */
  parsed: unknown;

  constructor(options: CallTransportOptions) {
    super();
    this.#options = options;
  }

  override getRequestStreamCreator(): (request: HttpRequest) => Duplex {
    return (request) => {
      const stream = new PassThrough();
      this.#answer(request).then(
        (answer) =>
          stream.emit('complete', {
            statusCode: answer.status,
            headers: answer.headers,
            body: answer.body,
          }),
        (error: unknown) => stream.emit('error', error),
      );
      return stream;
    };
  }

  /** @throws SalesforceRefusal for everything but a complete JSON answer of a call that succeeded. */
  async #answer(request: HttpRequest): Promise<HttpAnswer> {
    const { outbound, operation, answers, clock, signal, onAnswer } = this.#options;
    const answer = await exchange(outbound, request, operation, signal);
    onAnswer(answer);
    const { status, headers, bytes } = answer;
    if (answers === 'bytes' && status >= 200 && status < 300) {
      this.parsed = bytes;
      return { status, headers, bytes, body: '' };
    }
    const { body } = answer;
    const isJson = /^application\/json\b/iu.test(headers['content-type'] ?? '');
    const parsed = isJson ? parseOrNull(body) : null;
    if (status < 200 || status >= 300) {
      const isRedirect = status > 300 && status < 400;
      const afterMs = retryAfterMs(headers, clock);
      throw isRedirect
        ? strange(status, `with a redirect (HTTP ${status}), which is not followed`, afterMs)
        : toRefusal(status, parsed, afterMs);
    }
    if (body === '') throw strange(status, `HTTP ${status} without any content`);
    if (!isJson) throw strange(status, 'with a page instead of data');
    if (parsed === null) throw strange(status, 'with data that is cut short');
    this.parsed = parsed;
    return answer;
  }
}
