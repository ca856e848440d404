import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Dispatcher } from 'undici';
import { toNetworkFailure, tooLarge } from './network-failure.js';
import type {
  AnswerHeaders,
  Exchange,
  FailedExchange,
  OutboundRequest,
  StreamedBody,
} from './exchange.js';

/** A 2xx whose body has begun to come. Destroying it ends the exchange; it is destroyed with the cause when that breaks. */
export interface ArrivingAnswer {
  readonly kind: 'stream';
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Readable;
}

export interface Dispatched {
  readonly url: URL;
  readonly request: OutboundRequest;
  /** Of an answer that is collected, before it is unpacked. */
  readonly maxAnswerBytes: number;
  /** Told of what goes on after this has resolved. */
  readonly onRunning: (work: Promise<unknown>) => void;
}

/** Held in memory of an answer that comes in pieces, beside what the socket holds. */
const HELD_BYTES = 256 * 1024;

/** One request, answered as a whole. */
export async function dispatchRequest(
  dispatcher: Dispatcher,
  dispatched: Dispatched,
): Promise<Exchange> {
  return new Promise((resolve) => {
    dispatch(dispatcher, dispatched, resolve, null);
  });
}

/** One request, a 2xx handed over as soon as its head is there. */
export async function dispatchForPieces(
  dispatcher: Dispatcher,
  dispatched: Dispatched,
): Promise<Exchange | ArrivingAnswer> {
  return new Promise((resolve) => {
    dispatch(dispatcher, dispatched, resolve, resolve);
  });
}

/**
 * Speaks undici's handler protocol instead of `request()`, because only `onRequestStart` tells a request that waited
 * for a connection from one whose bytes may have reached the neighbour.
 */
function dispatch(
  dispatcher: Dispatcher,
  { url, request, maxAnswerBytes, onRunning }: Dispatched,
  resolve: (ended: Exchange) => void,
  arrived: ((answer: ArrivingAnswer) => void) | null,
): void {
  const { signal } = request;
  let sent = false;
  let ended = false;
  let controller: Dispatcher.DispatchController | undefined;
  let status = 0;
  let headers: AnswerHeaders = {};
  let sizeBytes = 0;
  const chunks: Buffer[] = [];
  let arriving: Readable | null = null;

  const stopListening = () => {
    signal.removeEventListener('abort', onAbort);
  };
  const end = (result: Exchange) => {
    if (ended) return;
    ended = true;
    stopListening();
    resolve(result);
  };
  const fail = (reason: FailedExchange['reason'], cause: Error) => {
    arriving?.destroy(cause);
    end({ kind: 'failure', sent, reason, cause });
  };
  const onAbort = () => {
    const cause = asError(signal.reason);
    fail('aborted', cause);
    controller?.abort(cause);
  };

  if (signal.aborted) {
    fail('aborted', asError(signal.reason));
    return;
  }
  signal.addEventListener('abort', onAbort, { once: true });

  function handOver(started: Dispatcher.DispatchController): Readable {
    const body = new Readable({
      highWaterMark: HELD_BYTES,
      read: () => {
        started.resume();
      },
      destroy: (error, done) => {
        stopListening();
        // Nobody takes the rest: the connection is given up instead of read to its end.
        if (!ended) started.abort(error ?? new Error('nobody takes the rest'));
        ended = true;
        done(error);
      },
    });
    // Thrown where the pieces are taken, which may be later or never.
    body.on('error', () => undefined);
    onRunning(finished(body));
    return body;
  }

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      controller = started;
      // Aborted while it waited for a connection: undici has written nothing yet and will not.
      if (ended) started.abort(new Error('aborted before it was sent'));
      else sent = true;
    },
    onResponseStart(started, statusCode, answerHeaders) {
      status = statusCode;
      headers = answerHeaders;
      if (arrived === null || statusCode < 200 || statusCode > 299) return;
      arriving = handOver(started);
      arrived({ kind: 'stream', status, headers, body: arriving });
    },
    onResponseData(started, chunk) {
      if (arriving !== null) {
        if (!arriving.push(chunk)) started.pause();
        return;
      }
      sizeBytes += chunk.length;
      if (sizeBytes > maxAnswerBytes) {
        const cause = tooLarge(maxAnswerBytes);
        fail('too-large', cause);
        started.abort(cause);
        return;
      }
      chunks.push(chunk);
    },
    onResponseEnd() {
      if (arriving !== null) {
        ended = true;
        arriving.push(null);
        return;
      }
      end({ kind: 'answer', status, headers, body: Buffer.concat(chunks) });
    },
    onResponseError(_started, error) {
      fail('network', toNetworkFailure(error));
    },
  };
  try {
    dispatcher.dispatch(optionsOf(url, request), handler);
  } catch (error) {
    fail('network', toNetworkFailure(error));
  }
}

function optionsOf(
  url: URL,
  { method, headers, body }: OutboundRequest,
): Dispatcher.DispatchOptions {
  const isInPieces = isStreamed(body);
  return {
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers: {
      'accept-encoding': 'gzip',
      ...headers,
      ...(isInPieces ? { 'content-length': String(body.sizeBytes) } : {}),
    },
    body: isInPieces ? Readable.from(body.pieces(), { objectMode: false }) : body,
  };
}

function isStreamed(body: OutboundRequest['body']): body is StreamedBody {
  return typeof body === 'object' && body !== null && 'pieces' in body;
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted');
}
