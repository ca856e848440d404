import { Readable } from 'node:stream';

import type { FailedExchange } from '../../http/exchange.js';
import type { AnswerHeaders, Outbound, OutboundRequest } from '../../http/outbound.js';

/** A request as the SDK hands it over: signed, its path encoded. */
interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

/** No answer came. What was sent may have been carried out. */
export class S3NoAnswer extends Error {
  constructor(readonly failure: FailedExchange) {
    super('no answer');
    this.name = 'S3NoAnswer';
  }

  get sent(): boolean {
    return this.failure.sent;
  }
}

const ANSWER_TIMEOUT_MS = 60_000;
/** Below this an upload counts as stuck. */
const SLOWEST_BYTES_PER_MS = 50;
const DOWNLOAD_TIMEOUT_MS = 60 * 60 * 1000;
const MAX_DOWNLOAD_BYTES = 5 * 1024 ** 3;
/** Written by the way out itself, or not spoken by it. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'expect',
  'connection',
]);

/** Lets the SDK go out by the same way as everything else: proxies, deadlines, no redirects, no clear text but to this machine. */
export function createOutboundHandler(outbound: Outbound) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },

    async handle(
      request: SdkRequest,
      { abortSignal }: { readonly abortSignal?: AbortSignal } = {},
    ): Promise<{ response: SdkAnswer }> {
      const isDownload = request.query?.['x-id'] === 'GetObject';
      const body = bodyOf(request);
      const timeoutMs = isDownload
        ? DOWNLOAD_TIMEOUT_MS
        : ANSWER_TIMEOUT_MS + Math.ceil(sizeOf(request) / SLOWEST_BYTES_PER_MS);
      const deadline = AbortSignal.timeout(timeoutMs);
      const outward: OutboundRequest = {
        method: methodOf(request.method),
        url: urlOf(request),
        headers: Object.fromEntries(
          Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.has(name.toLowerCase())),
        ),
        body,
        signal: abortSignal === undefined ? deadline : AbortSignal.any([deadline, abortSignal]),
      };
      const ended = isDownload
        ? await outbound.stream(outward, { maxBytes: MAX_DOWNLOAD_BYTES })
        : await outbound.exchange(outward);
      if (ended.kind === 'failure') {
        abortSignal?.throwIfAborted();
        throw new S3NoAnswer(ended);
      }
      return {
        response: {
          statusCode: ended.status,
          headers: joined(ended.headers),
          body: Readable.from(ended.kind === 'stream' ? ended.pieces : piecesOf(ended.body), {
            objectMode: false,
          }),
        },
      };
    },

    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function urlOf({ protocol, hostname, port, path, query }: SdkRequest): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    (typeof value === 'string' || value === null ? [value ?? ''] : value).map(
      (one) => `${encode(name)}=${encode(one)}`,
    ),
  );
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  return `${protocol}//${host}${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

/** As signatures of version 4 encode. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function methodOf(method: string): OutboundRequest['method'] {
  switch (method) {
    case 'GET':
    case 'HEAD':
    case 'POST':
    case 'PUT':
    case 'DELETE':
      return method;
    default:
      throw new TypeError(`S3 is not spoken with ${method}`);
  }
}

function bodyOf(request: SdkRequest): OutboundRequest['body'] {
  const { body } = request;
  if (body === undefined || body === null || body === '') return null;
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  if (body instanceof Readable) return { sizeBytes: sizeOf(request), pieces: () => body };
  throw new TypeError('only texts, bytes and streams are sent this way');
}

function sizeOf({ body, headers }: SdkRequest): number {
  if (typeof body === 'string' || body instanceof Uint8Array) return body.length;
  return Number(headers['content-length'] ?? 0);
}

function joined(headers: AnswerHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
    ),
  );
}

function piecesOf(body: Buffer): Buffer[] {
  return body.length === 0 ? [] : [body];
}
