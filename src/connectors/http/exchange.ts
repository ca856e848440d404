import type { CallLabel } from '../../domain/activity.js';

/** How an exchange with a neighbour ended: with a whole answer, whatever its status, or without one. */
export type Exchange =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: AnswerHeaders;
      readonly body: Buffer;
    }
  | FailedExchange;

export interface FailedExchange {
  readonly kind: 'failure';
  /** Whether a byte of the request may have left: a write that was sent may have been carried out. */
  readonly sent: boolean;
  readonly reason: 'aborted' | 'network' | 'too-large' | 'closed' | 'insecure';
  /** The signal's reason where it aborted; else what happened, without addresses and headers. */
  readonly cause: Error;
}

/** How an exchange ended whose answer may be large: a 2xx comes in pieces, every other status as a whole. */
export type StreamedExchange = Exchange | StreamedAnswer;

export interface StreamedAnswer {
  readonly kind: 'stream';
  readonly status: number;
  readonly headers: AnswerHeaders;
  /**
   * The body, unpacked, once. The neighbour is held back while nobody takes a piece. Whoever stops taking ends the exchange;
   * whoever takes none aborts the request's signal instead.
   * @throws the signal's reason when it aborts, also in the middle; else a NetworkFailure, for a broken connection as for
   * more bytes than were allowed (`TOO_LARGE`). An end that comes too early never looks like the end.
   */
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** A body that is never in memory as a whole. What goes wrong with its pieces ends the exchange as a broken connection would. */
export interface StreamedBody {
  readonly sizeBytes: number;
  /** From the beginning, each time it is asked. */
  readonly pieces: () => AsyncIterable<Uint8Array>;
}

/** Names in lower case. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface OutboundRequest {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL | string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | StreamedBody | null;
  /** The deadline of the whole exchange, and whoever gave up. */
  readonly signal: AbortSignal;
  /** What it is called in records; without it by its method. */
  readonly label?: CallLabel;
}
