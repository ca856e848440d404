import { UpstreamUnavailableError } from '../../domain/errors.js';
import type { Outbound } from '../http/outbound.js';
import { parseWellFormedJson } from '../../domain/well-formed.js';
import { noted } from '../../domain/said.js';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  /** The bytes as text; decoded when somebody reads it. */
  readonly body: string;
}

/** No answer came. */
export class NoAnswerError extends UpstreamUnavailableError {
  /** Whether Salesforce may have carried the call out. */
  readonly sent: boolean;

  constructor(message: string, operation: string, sent: boolean, cause: unknown) {
    super(message, { service: 'salesforce', operation, cause });
    this.sent = sent;
  }
}

/**
 * One request, one answer, whatever its status.
 * @throws NoAnswerError when no complete answer came before the signal aborted.
 */
export async function exchange(
  outbound: Outbound,
  request: HttpRequest,
  operation: string,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const ended = await outbound.exchange({
    method: request.method as 'GET' | 'POST' | 'PATCH',
    url: request.url,
    headers: request.headers ?? {},
    body: typeof request.body === 'string' ? request.body : null,
    signal,
    label: { operation },
  });
  if (ended.kind === 'failure') {
    const { reason, sent, cause } = ended;
    const message =
      reason === 'aborted'
        ? noted`Salesforce did not answer in time.`
        : noted`Salesforce could not be reached: ${cause.message}.`;
    throw new NoAnswerError(message, operation, sent, cause);
  }
  const headers = Object.fromEntries(
    Object.entries(ended.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  );
  return new CompleteAnswer(ended.status, headers, ended.body);
}

/** A class, because V8 lets what a getter in an object literal leads to, here all bytes of an answer, outlive it by far. */
class CompleteAnswer implements HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;

  constructor(status: number, headers: Readonly<Record<string, string>>, bytes: Buffer) {
    this.status = status;
    this.headers = headers;
    this.bytes = bytes;
  }

  get body(): string {
    return this.bytes.toString('utf8');
  }
}

export function parseOrNull(body: string): unknown {
  try {
    return parseWellFormedJson(body);
  } catch {
    return null;
  }
}
