import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Clock } from '../domain/clock.js';
import { isWithin } from '../domain/is-within.js';

/** Proxies close what is silent for a minute or less; readers take twice this silence for a dead connection. */
const HEARTBEAT_MS = 15_000;
/** How long the reader may leave what was sent to it untaken. */
const MAX_BEHIND_MS = 15_000;
/** A credential is checked again before an event when the last check is older. */
const TRUST_MS = 5_000;

const COMPLETE = 'event: complete\ndata:\n\n';

export interface EventConnectionParts {
  readonly response: ServerResponse;
  readonly clock: Clock;
  /** Up to where nothing is left to send. */
  readonly settledId: () => string | null;
  /** Whether the credentials that opened the stream are still good. */
  readonly isAllowed: () => Promise<boolean>;
  /** One event that tells of an error. */
  readonly toErrorEvent: (error: unknown) => string;
  /** Ends the connection at once; the reader is to come again. */
  readonly signal: AbortSignal;
  readonly onEvent: () => void;
  /** The reader took nothing for too long. */
  readonly onSlow: () => void;
}

/**
 * Sends graphql-sse's messages to one reader: with ids and heartbeats, no faster than it reads, and no longer than its
 * credentials are good.
 */
export class EventConnection {
  readonly #parts: EventConnectionParts;
  /** Ids of events that were made and not sent yet: one at most. */
  readonly #ids: (string | null)[] = [];
  readonly #over = new AbortController();
  #onSent: (() => void) | null = null;
  #allowedAtMs: number;
  #isBehind = false;
  #isListening = false;

  constructor(parts: EventConnectionParts) {
    this.#parts = parts;
    this.#allowedAtMs = parts.clock.now().getTime();
  }

  /** To be awaited before an event is handed over, so that none are made for a reader that does not take them. */
  async announce(id: string | null): Promise<void> {
    while (this.#ids.length > 0 && !this.#over.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#onSent = resolve;
      });
    }
    this.#ids.push(id);
  }

  /** Sends until the messages end, the reader leaves, or it has to. */
  async send(messages: AsyncGenerator<string, void, undefined>): Promise<void> {
    const { response, signal } = this.#parts;
    const end = () => {
      this.#over.abort(new Error('The stream is over.'));
      this.#onSent?.();
      void messages.return(undefined);
    };
    response.once('close', end);
    signal.addEventListener('abort', end);
    if (response.destroyed || signal.aborted) end();
    const beating = this.#beat(end);
    try {
      for await (const message of messages) {
        if (this.#over.signal.aborted) break;
        if (!(await this.#pass(message))) break;
      }
    } catch (error) {
      await this.#write(this.#parts.toErrorEvent(error) + COMPLETE);
    } finally {
      end();
      response.off('close', end);
      signal.removeEventListener('abort', end);
      response.end();
      await beating;
    }
  }

  /** False when the stream is to end instead. */
  async #pass(message: string): Promise<boolean> {
    if (message.startsWith(':')) {
      // The library's first message says that it listens; its later ones are its heartbeats, ours are below.
      if (this.#isListening) return true;
      this.#isListening = true;
      return this.#write(this.#heartbeat());
    }
    if (!message.startsWith('event: next\n')) return this.#write(message);
    const isTrusted = isWithin(TRUST_MS, this.#allowedAtMs, this.#parts.clock.now().getTime());
    if (!isTrusted && !(await this.#checkAllowed())) return false;
    const id = this.#ids.shift() ?? null;
    const isTaken = await this.#write(id === null ? message : `id: ${id}\n${message}`);
    if (isTaken) this.#parts.onEvent();
    this.#onSent?.();
    return isTaken;
  }

  async #beat(end: () => void): Promise<void> {
    const { clock } = this.#parts;
    const { signal } = this.#over;
    const isOver = () => signal.aborted;
    while (!isOver()) {
      await clock.sleep(HEARTBEAT_MS, signal).catch(() => undefined);
      if (isOver() || this.#isBehind) continue;
      if (await this.#checkAllowed()) await this.#write(this.#heartbeat());
      else end();
    }
  }

  /** An id alone sets where a reader goes on from, so that a quiet stream does not grow too old to go on. */
  #heartbeat(): string {
    // What was made and not sent yet comes with an id of its own.
    const id = this.#ids.length > 0 ? null : this.#parts.settledId();
    return id === null ? ':\n\n' : `:\nid: ${id}\n\n`;
  }

  async #checkAllowed(): Promise<boolean> {
    const atMs = this.#parts.clock.now().getTime();
    if (await this.#parts.isAllowed()) {
      this.#allowedAtMs = atMs;
      return true;
    }
    await this.#write(COMPLETE);
    return false;
  }

  /** Resolves once the reader keeps up again; false when it left or was dropped. */
  async #write(text: string): Promise<boolean> {
    const { response, clock } = this.#parts;
    if (response.destroyed || response.writableEnded) return false;
    if (response.write(text)) return true;
    this.#isBehind = true;
    const waiting = new AbortController();
    const stop = AbortSignal.any([this.#over.signal, waiting.signal]);
    try {
      const isDrained = await Promise.race([
        once(response, 'drain', { signal: stop }).then(
          () => true,
          () => false,
        ),
        clock.sleep(MAX_BEHIND_MS, stop).then(
          () => false,
          () => false,
        ),
      ]);
      if (!isDrained && !this.#over.signal.aborted) {
        this.#parts.onSlow();
        response.destroy();
      }
      return isDrained;
    } finally {
      waiting.abort();
      this.#isBehind = false;
    }
  }
}
