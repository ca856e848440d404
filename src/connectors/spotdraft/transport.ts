import { Pool, type Dispatcher } from 'undici';
import type { Clock } from '../../domain/clock.js';

/** How an exchange with SpotDraft ended: with an answer, or without one. */
export type Exchange =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
      readonly text: string;
    }
  | {
      readonly kind: 'failure';
      /** Whether a byte of the request may have left: a write that was sent may have been carried out. */
      readonly sent: boolean;
      readonly reason: 'aborted' | 'network' | 'too-large' | 'closed';
      readonly cause: Error;
    };

interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** From the origin on, with the query, already percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal;
}

export interface Transport {
  /** One request, never repeated, never redirected. Failures are returned, not thrown. */
  exchange(request: TransportRequest): Promise<Exchange>;
  /** Lets running exchanges end, then closes the sockets. */
  close(): Promise<void>;
}

const CONNECTIONS = 16;
const KEEP_ALIVE_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

export function createTransport(origin: string): Transport {
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    // The caller's signal carries the one deadline.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const running = new Set<Promise<Exchange>>();
  let closed = false;
  return {
    async exchange(request) {
      if (closed) {
        const cause = new Error('the SpotDraft client was closed');
        return { kind: 'failure', sent: false, reason: 'closed', cause };
      }
      const exchanged = exchange(pool, request);
      running.add(exchanged);
      try {
        return await exchanged;
      } finally {
        running.delete(exchanged);
      }
    },
    async close() {
      closed = true;
      await Promise.all(running);
      // Not `close()`: it would also wait for connections that nobody waits for any more.
      await pool.destroy();
    },
  };
}

/**
 * Speaks undici's handler protocol instead of `request()`, because only `onRequestStart` tells a request that waited
 * for a connection from one whose bytes may have reached SpotDraft.
 */
async function exchange(pool: Pool, request: TransportRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    let sent = false;
    let ended = false;
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let headers: Record<string, string | readonly string[] | undefined> = {};
    let sizeBytes = 0;
    const chunks: Buffer[] = [];

    const end = (result: Exchange) => {
      if (ended) return;
      ended = true;
      request.signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    const fail = (reason: 'aborted' | 'network' | 'too-large', cause: Error) => {
      end({ kind: 'failure', sent, reason, cause });
    };
    const onAbort = () => {
      const cause = asError(request.signal.reason);
      fail('aborted', cause);
      controller?.abort(cause);
    };

    if (request.signal.aborted) {
      fail('aborted', asError(request.signal.reason));
      return;
    }
    request.signal.addEventListener('abort', onAbort, { once: true });

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        // Aborted while it waited for a connection: undici has written nothing yet and will not.
        if (ended) started.abort(new Error('aborted before it was sent'));
        else sent = true;
      },
      onResponseStart(_started, statusCode, responseHeaders) {
        status = statusCode;
        headers = responseHeaders;
      },
      onResponseData(started, chunk) {
        sizeBytes += chunk.length;
        if (sizeBytes > MAX_RESPONSE_BYTES) {
          const cause = new Error(`the answer has more than ${MAX_RESPONSE_BYTES} bytes`);
          fail('too-large', cause);
          started.abort(cause);
          return;
        }
        chunks.push(chunk);
      },
      onResponseEnd() {
        end({ kind: 'answer', status, headers, text: Buffer.concat(chunks).toString('utf8') });
      },
      onResponseError(_started, error) {
        fail('network', error);
      },
    };
    try {
      pool.dispatch(
        {
          path: request.path,
          method: request.method,
          headers: request.headers,
          body: request.body,
        },
        handler,
      );
    } catch (error) {
      fail('network', asError(error));
    }
  });
}

/** A deadline on the given clock. `signal` aborts when it passes; `stop` ends the wait. */
export interface Deadline {
  readonly signal: AbortSignal;
  start(): void;
  remainingMs(): number;
  stop(): void;
}

export function createDeadline(clock: Clock, timeoutMs: number): Deadline {
  const passed = new AbortController();
  const stopped = new AbortController();
  let endsAtMs = Number.POSITIVE_INFINITY;
  return {
    signal: passed.signal,
    start() {
      if (endsAtMs !== Number.POSITIVE_INFINITY) return;
      endsAtMs = clock.now().getTime() + timeoutMs;
      clock.sleep(timeoutMs, stopped.signal).then(
        () => passed.abort(new Error(`no answer within ${timeoutMs} ms`)),
        // Stopped in time, which is what usually happens.
        () => undefined,
      );
    },
    remainingMs: () => endsAtMs - clock.now().getTime(),
    stop: () => stopped.abort(new Error('the call has ended')),
  };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted');
}
