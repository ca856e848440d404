import { PassThrough } from 'node:stream';
import type { Duplex } from 'node:stream';
import type { HttpRequest } from 'jsforce';
import { Transport } from 'jsforce/lib/transport.js';
import type { Dispatcher } from 'undici';
import { Agent, EnvHttpProxyAgent, fetch } from 'undici';
import { UpstreamUnavailableError } from '../../domain/errors.js';
import { toRefusal } from './failures.js';

const CONNECT_TIMEOUT_MS = 5_000;
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Connections to one org. Proxies of the environment are used, except for loopback: jsforce would send even that
 * through them.
 */
export function createDispatcher(loginUrl: string): {
  dispatcher: Dispatcher;
  close: () => Promise<void>;
} {
  const options = { connect: { timeout: CONNECT_TIMEOUT_MS }, maxResponseSize: MAX_RESPONSE_BYTES };
  const agent = isLoopback(loginUrl) ? new Agent(options) : new EnvHttpProxyAgent(options);
  return { dispatcher: agent, close: () => agent.destroy() };
}

export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

/**
 * One request, one answer, whatever its status. Redirects are not followed: they would carry the token elsewhere.
 * @throws UpstreamUnavailableError without `status` when no complete answer came before the signal aborted.
 */
export async function exchange(
  dispatcher: Dispatcher,
  request: HttpRequest,
  operation: string,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  try {
    const answer = await fetch(request.url, {
      dispatcher,
      method: request.method,
      headers: request.headers ?? {},
      body: typeof request.body === 'string' ? request.body : null,
      redirect: 'manual',
      signal,
    });
    // Inside the try: the deadline covers the body too, and a body cut short is no answer.
    const body = await answer.text();
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body };
  } catch (error) {
    throw new UpstreamUnavailableError(
      signal.aborted ? 'Salesforce did not answer in time.' : 'Salesforce could not be reached.',
      { service: 'salesforce', operation, cause: error },
    );
  }
}

export interface CallTransportOptions {
  readonly dispatcher: Dispatcher;
  readonly operation: string;
  readonly signal: AbortSignal;
  readonly onAnswer: (answer: HttpAnswer) => void;
}

/**
 * jsforce's HTTP side for one call. Its own would wait up to 30 minutes for headers and forever for a body, repeat
 * GETs for 15 s, follow redirects with the token, use the environment's proxies even for loopback, and lose the
 * HTTP status of errors.
 */
export class CallTransport extends Transport {
  readonly #options: CallTransportOptions;

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

  async #answer(request: HttpRequest): Promise<HttpAnswer> {
    const { dispatcher, operation, signal, onAnswer } = this.#options;
    const answer = await exchange(dispatcher, request, operation, signal);
    onAnswer(answer);
    const isJson = /^application\/json\b/i.test(answer.headers['content-type'] ?? '');
    if (answer.status >= 300) {
      throw toRefusal(answer.status, isJson ? parseOrNull(answer.body) : null);
    }
    if (!isJson && answer.body !== '') {
      // A maintenance page in the place of an answer.
      throw new UpstreamUnavailableError('Salesforce answered with a page instead of data.', {
        service: 'salesforce',
        operation,
        status: answer.status,
      });
    }
    return answer;
  }
}

export function parseOrNull(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}
