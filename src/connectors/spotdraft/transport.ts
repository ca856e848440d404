import type { CallLabel, FinishedCall } from '../../domain/activity.js';
import type { Clock } from '../../domain/clock.js';
import type { AnswerHeaders } from '../http/outbound.js';
import { createOutbound } from '../http/outbound.js';
import type { StreamedBody } from '../http/outbound.js';

/** How an exchange with SpotDraft ended: with an answer, or without one. */
export type Exchange =
  | CompleteAnswer
  | {
      readonly kind: 'failure';
      /** Whether a byte of the request may have left: a write that was sent may have been carried out. */
      readonly sent: boolean;
      readonly reason: 'aborted' | 'network' | 'too-large' | 'closed';
      readonly cause: Error;
    };

interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the origin on, with the query, already percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | StreamedBody | null;
  readonly signal: AbortSignal;
  readonly label: CallLabel;
}

/** A class, because V8 lets what a getter in an object literal leads to, here all bytes of an answer, outlive it by far. */
class CompleteAnswer {
  readonly kind = 'answer';
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly bytes: Buffer;
  #text: string | undefined;

  constructor(status: number, headers: AnswerHeaders, bytes: Buffer) {
    this.status = status;
    this.headers = headers;
    this.bytes = bytes;
  }

  /** The bytes as text; decoded when somebody reads it. */
  get text(): string {
    return (this.#text ??= this.bytes.toString('utf8'));
  }
}

export interface Transport {
  /** One request, never repeated, never redirected. Failures are returned, not thrown. */
  exchange(request: TransportRequest): Promise<Exchange>;
  /** Lets running exchanges end, then closes the sockets. */
  close(): Promise<void>;
}

const CONNECTIONS = 16;

export function createTransport(origin: string, onCall?: (call: FinishedCall) => void): Transport {
  const outbound = createOutbound({ connections: CONNECTIONS, onCall });
  return {
    async exchange({ path, ...request }) {
      const ended = await outbound.exchange({ ...request, url: origin + path });
      if (ended.kind === 'failure') {
        // SPOTDRAFT_BASE_URL is checked at start, so an address that may not be used is as good as one that is not there.
        return { ...ended, reason: ended.reason === 'insecure' ? 'network' : ended.reason };
      }
      return new CompleteAnswer(ended.status, ended.headers, ended.body);
    },
    close: () => outbound.close(),
  };
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
