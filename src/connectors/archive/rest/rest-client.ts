import type { AnswerHeaders, Outbound, OutboundRequest } from '../../http/outbound.js';
import type { DestinationError } from '../destination.js';
import { NoAnswerError } from './no-answer-error.js';
import type { TokenSource } from './token-source.js';
import { noted } from '../../../domain/said.js';

export interface RestRequest {
  /** For errors: `POST /folders`; never with values in it. */
  readonly operation: string;
  readonly method: OutboundRequest['method'];
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: OutboundRequest['body'];
  /** Sent as JSON, instead of a body. */
  readonly json?: object;
  /** Statuses beside 2xx that the caller reads itself. */
  readonly accepts?: readonly number[];
  readonly signal: AbortSignal;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Buffer;
}

/** Calls one vendor's API as one account. No call is repeated, but for a token that had run out. */
export interface RestClient {
  /** @throws DestinationError, also for every status that is neither 2xx nor accepted. */
  call(request: RestRequest): Promise<RestAnswer>;
  /** Without the token: for addresses that are secrets themselves. */
  callBare(request: RestRequest): Promise<RestAnswer>;
  /** A body that may be large, in pieces. @throws DestinationError, before the first piece or between pieces. */
  download(request: RestRequest, isBare?: boolean): AsyncIterable<Uint8Array>;
}

export interface RestVendor {
  /** As people call it: `Box`. */
  readonly title: string;
  readonly outbound: Outbound;
  readonly tokens: TokenSource;
  /** Sent with every call that bears the token. */
  readonly headers?: (signal: AbortSignal) => Promise<Readonly<Record<string, string>>>;
  /** What a refusal means. */
  readonly refuse: (answer: RestAnswer, operation: string) => DestinationError;
  /** Whether another token may help. */
  readonly wantsNewToken: (answer: RestAnswer) => boolean;
  /** Looks at every answer of the API. */
  readonly onAnswer?: (answer: RestAnswer) => void;
}

const ANSWER_TIMEOUT_MS = 60_000;
/** Below this an upload counts as stuck. */
const SLOWEST_BYTES_PER_MS = 50;
const DOWNLOAD_TIMEOUT_MS = 60 * 60 * 1000;
const MAX_DOWNLOAD_BYTES = 5 * 1024 ** 3;

export function createRestClient(vendor: RestVendor): RestClient {
  async function authorized<Ended extends { readonly status: number }>(
    request: RestRequest,
    send: (headers: Readonly<Record<string, string>>) => Promise<Ended>,
    refusalOf: (ended: Ended) => RestAnswer | null,
  ): Promise<Ended> {
    for (let isSecond = false; ; isSecond = true) {
      const token = await vendor.tokens.get(request.signal);
      const more = (await vendor.headers?.(request.signal)) ?? {};
      const ended = await send({ authorization: `Bearer ${token}`, ...more });
      const refusal = refusalOf(ended);
      if (refusal === null || isSecond || !vendor.wantsNewToken(refusal)) return ended;
      vendor.tokens.forget(token);
    }
  }

  async function judged(request: RestRequest, answer: RestAnswer): Promise<RestAnswer> {
    if (isAccepted(request, answer)) return answer;
    throw vendor.refuse(answer, request.operation);
  }

  return {
    async call(request) {
      const answer = await authorized(
        request,
        (headers) => sendOnce(vendor, request, headers),
        (ended) => (isAccepted(request, ended) ? null : ended),
      );
      vendor.onAnswer?.(answer);
      return judged(request, answer);
    },

    async callBare(request) {
      return judged(request, await sendOnce(vendor, request, {}));
    },

    async *download(request, isBare = false) {
      const deadline = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
      const signal = AbortSignal.any([deadline, request.signal]);
      const start = async (headers: Readonly<Record<string, string>>) => {
        const ended = await vendor.outbound.stream(outboundRequest(request, headers, signal), {
          maxBytes: MAX_DOWNLOAD_BYTES,
        });
        if (ended.kind === 'failure') throw noAnswer(vendor, request, ended);
        return ended;
      };
      const ended = isBare
        ? await start({})
        : await authorized(request, start, (one) => (one.kind === 'answer' ? one : null));
      if (ended.kind === 'answer') throw vendor.refuse(ended, request.operation);
      try {
        yield* ended.pieces;
      } catch (cause) {
        request.signal.throwIfAborted();
        throw new NoAnswerError(noted`${vendor.title} broke off while a file was read.`, false, {
          operation: request.operation,
          cause,
        });
      }
    },
  };
}

/** One request. @throws NoAnswerError, or the reason of the caller's signal. */
export async function sendOnce(
  vendor: Pick<RestVendor, 'title' | 'outbound'>,
  request: RestRequest,
  headers: Readonly<Record<string, string>>,
): Promise<RestAnswer> {
  const deadline = AbortSignal.timeout(
    ANSWER_TIMEOUT_MS + Math.ceil(sizeOf(request.body) / SLOWEST_BYTES_PER_MS),
  );
  const ended = await vendor.outbound.exchange(
    outboundRequest(request, headers, AbortSignal.any([deadline, request.signal])),
  );
  if (ended.kind === 'failure') throw noAnswer(vendor, request, ended);
  return ended;
}

/** What a body says, as JSON; null for what is none. */
export function jsonOf({ body }: Pick<RestAnswer, 'body'>): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

export function headerOf({ headers }: Pick<RestAnswer, 'headers'>, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}

/** @throws the caller's reason where it was the caller who left. */
function noAnswer(
  { title }: Pick<RestVendor, 'title'>,
  { operation, signal }: RestRequest,
  { sent, cause }: { readonly sent: boolean; readonly cause: Error },
): NoAnswerError {
  signal.throwIfAborted();
  const message = noted`${title} can't be reached. It is tried again; if it goes on, look at the network and the proxy.`;
  return new NoAnswerError(message, sent, { operation, cause });
}

function outboundRequest(
  { method, url, headers, body = null, json }: RestRequest,
  more: Readonly<Record<string, string>>,
  signal: AbortSignal,
): OutboundRequest {
  const hasJson = json !== undefined;
  return {
    method,
    url,
    headers: {
      accept: 'application/json',
      ...(hasJson ? { 'content-type': 'application/json' } : {}),
      ...more,
      ...headers,
    },
    body: hasJson ? JSON.stringify(json) : body,
    signal,
  };
}

function sizeOf(body: RestRequest['body']): number {
  if (typeof body === 'string' || body instanceof Uint8Array) return body.length;
  return body?.sizeBytes ?? 0;
}

function isAccepted({ accepts = [] }: RestRequest, { status }: RestAnswer): boolean {
  return (status >= 200 && status < 300) || accepts.includes(status);
}
