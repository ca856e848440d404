import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Agent, EnvHttpProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import type { FinishedCall } from '../../domain/activity.js';
import { traceparent } from '../../domain/cause.js';
import { ConfigError } from '../../domain/errors.js';
import { isLoopback, isSecure } from '../../domain/secure-url.js';
import { dispatchForPieces, dispatchRequest } from './dispatch-request.js';
import type { Dispatched } from './dispatch-request.js';
import type {
  AnswerHeaders,
  Exchange,
  FailedExchange,
  OutboundRequest,
  StreamedBody,
  StreamedExchange,
} from './exchange.js';
import { NetworkFailure, tooLarge } from './network-failure.js';
import { streamedPieces } from './streamed-pieces.js';
import { noted } from '../../domain/said.js';

export type { AnswerHeaders, Exchange, OutboundRequest, StreamedBody, StreamedExchange };

/**
 * The way out to one neighbour. Uses the proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`), except for
 * this machine itself; speaks in clear text to this machine alone; follows no redirect, which would carry secrets
 * elsewhere; bounds the time of each part and the size of the answer.
 */
export interface Outbound {
  /** One request, never repeated. Failures are returned, not thrown. */
  exchange(request: OutboundRequest): Promise<Exchange>;
  /** The same for an answer that is never in memory as a whole. `signal` counts until its last piece. */
  stream(
    request: OutboundRequest,
    options: {
      /** Of the unpacked pieces. */
      readonly maxBytes: number;
    },
  ): Promise<StreamedExchange>;
  /** Lets running exchanges end, then closes the sockets. */
  close(): Promise<void>;
  /** Ends running exchanges, too. */
  destroy(): Promise<void>;
}

export interface OutboundOptions {
  /** Connections to one origin; undici's default, without a limit, when absent. */
  readonly connections?: number;
  /** Of the unpacked answer. */
  readonly maxAnswerBytes?: number;
  /** Told of every exchange when it has ended; of an answer in pieces, when it has begun to come. */
  readonly onCall?: ((call: FinishedCall) => void) | undefined;
}

const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 30_000;
/** Nets under the caller's deadline, which is shorter: nothing waits for ever, whatever was forgotten. */
const HEADERS_TIMEOUT_MS = 120_000;
const BODY_TIMEOUT_MS = 60_000;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

const unpack = promisify(gunzip);

/**
 * Opens no connection yet.
 * @throws ConfigError for a proxy of the environment that can't be used.
 */
export function createOutbound(options: OutboundOptions = {}): Outbound {
  const maxAnswerBytes = options.maxAnswerBytes ?? MAX_ANSWER_BYTES;
  const agentOptions = {
    connect: { timeout: CONNECT_TIMEOUT_MS },
    connectTimeout: CONNECT_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: BODY_TIMEOUT_MS,
    ...(options.connections === undefined ? {} : { connections: options.connections }),
  };
  const direct = new Agent(agentOptions);
  const proxied = proxyAgent(agentOptions);
  const running = new Set<Promise<unknown>>();
  let closed = false;

  function refusal(url: URL): FailedExchange | null {
    if (closed) {
      const cause = new NetworkFailure('CLOSED', noted`dealdraft is shutting down`);
      return { kind: 'failure', sent: false, reason: 'closed', cause };
    }
    if (isSecure(url)) return null;
    const cause = new NetworkFailure(
      'INSECURE',
      noted`the address is neither https nor this machine`,
    );
    return { kind: 'failure', sent: false, reason: 'insecure', cause };
  }

  /** `close` waits for it. */
  function whileRunning(work: Promise<unknown>): void {
    const settled = work.catch(() => undefined).finally(() => running.delete(settled));
    running.add(settled);
  }

  async function start<Ended>(
    request: OutboundRequest,
    dispatch: (dispatcher: Dispatcher, dispatched: Dispatched) => Promise<Ended>,
  ): Promise<Ended | FailedExchange> {
    const url = typeof request.url === 'string' ? new URL(request.url) : request.url;
    const refused = refusal(url);
    if (refused !== null) return refused;
    const answer = dispatch(isLoopback(url) ? direct : proxied, {
      url,
      request: { ...request, headers: { traceparent: traceparent(), ...request.headers } },
      maxAnswerBytes,
      onRunning: whileRunning,
    });
    whileRunning(answer);
    return answer;
  }

  async function told<Ended extends StreamedExchange>(
    request: OutboundRequest,
    exchange: () => Promise<Ended>,
  ): Promise<Ended> {
    const startedAtMs = performance.now();
    const ended = await exchange();
    options.onCall?.({
      ...(request.label ?? { operation: request.method }),
      status: ended.kind === 'failure' ? null : ended.status,
      failure: ended.kind === 'failure' ? ended.reason : null,
      durationMs: performance.now() - startedAtMs,
    });
    return ended;
  }

  // Not the agents' `close()`: it would also wait for connections that nobody waits for any more.
  async function destroy(): Promise<void> {
    closed = true;
    await Promise.all([direct.destroy(), proxied.destroy()]);
  }

  return {
    async exchange(request) {
      return told(request, async () =>
        unpacked(await start(request, dispatchRequest), maxAnswerBytes),
      );
    },
    async stream(request, { maxBytes }) {
      return told<StreamedExchange>(request, async () => {
        const answer = await start(request, dispatchForPieces);
        if (answer.kind !== 'stream') return unpacked(answer, maxAnswerBytes);
        const { status, headers, body } = answer;
        const pieces = streamedPieces(body, headers['content-encoding'] === 'gzip', maxBytes);
        return { kind: 'stream', status, headers, pieces };
      });
    },
    async close() {
      closed = true;
      await Promise.all(running);
      await destroy();
    },
    destroy,
  };
}

/** The address of a proxy may hold a password, so the message does not show it. */
function proxyAgent(options: EnvHttpProxyAgent.Options): Dispatcher {
  try {
    return new EnvHttpProxyAgent(options);
  } catch {
    throw new ConfigError([
      'HTTPS_PROXY or HTTP_PROXY is not the URL of a proxy, such as http://proxy.example.com:3128.',
    ]);
  }
}

async function unpacked(exchange: Exchange, maxAnswerBytes: number): Promise<Exchange> {
  if (exchange.kind === 'failure' || exchange.headers['content-encoding'] !== 'gzip')
    return exchange;
  try {
    const body = await unpack(exchange.body, { maxOutputLength: maxAnswerBytes });
    return { ...exchange, body };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ERR_BUFFER_TOO_LARGE'
      ? { kind: 'failure', sent: true, reason: 'too-large', cause: tooLarge(maxAnswerBytes) }
      : {
          kind: 'failure',
          sent: true,
          reason: 'network',
          cause: new NetworkFailure('UNPACK', noted`the packed answer is incomplete`),
        };
  }
}
