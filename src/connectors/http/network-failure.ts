import { noted } from '../../domain/said.js';

/**
 * What kept an answer away, by its code alone. The errors of sockets, TLS and proxies carry addresses, headers and whole
 * URLs in their messages and members; none of that belongs into a log.
 */
export class NetworkFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'NetworkFailure';
    this.code = code;
  }
}

export function tooLarge(maxBytes: number): NetworkFailure {
  return new NetworkFailure('TOO_LARGE', noted`the answer has more than ${maxBytes} bytes`);
}

const PROXY_ANSWER = /Proxy response \((\d{3})\)/u;
const MAX_DEPTH = 5;

export function toNetworkFailure(error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  const status = error instanceof Error ? PROXY_ANSWER.exec(error.message)?.[1] : undefined;
  if (status !== undefined) {
    return new NetworkFailure('PROXY_REFUSED', noted`the proxy answered ${status}`);
  }
  const code = codeOf(error);
  return new NetworkFailure(code, noted`the connection failed (${code})`);
}

/** The innermost code tells most; several addresses of one host fail with a list of errors. */
function codeOf(error: unknown): string {
  let code = error instanceof Error ? error.name : 'UNKNOWN';
  let inner: unknown = error;
  for (let depth = 0; inner instanceof Error && depth < MAX_DEPTH; depth += 1) {
    if ('code' in inner && typeof inner.code === 'string') code = inner.code;
    inner = inner instanceof AggregateError ? inner.errors[0] : inner.cause;
  }
  return code.slice(0, 60);
}
