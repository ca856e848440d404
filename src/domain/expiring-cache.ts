import type { Clock } from './clock.js';
import { isWithin } from './is-within.js';
import { runShared, type SharedWork } from './request-scope.js';

interface Entry<T> {
  readonly value: Promise<T>;
  /** The asking for it; null for an answer that came some other way. */
  readonly asking: SharedWork<T> | null;
  /** Set once the value is there. */
  settled: { readonly value: T } | null;
  /** When it came; no sooner while it is on its way. */
  sinceMs: number;
  keepMs: number;
}

export interface KeepFor<T> {
  /** How long an answer is believed. */
  readonly ttlMs: number | ((value: T) => number);
  /** How long a failure is; not at all without it. Seconds at most, unless it is a verdict. */
  readonly failureTtlMs?: (error: unknown) => number;
}

/**
 * Keeps the answers of one kind of question: asked once however many wait for it (single flight) and as long as any of them
 * does, for a while, and for the entries used most recently. A full cache forgets the entry that was used least recently, never all of them.
 *
 * Written here rather than taken from `lru-cache`, because time comes from our Clock and what is kept is a promise: who asks
 * together waits together, and a failure has a time of its own.
 */
export class ExpiringCache<T> {
  readonly #clock: Clock;
  readonly #maxEntries: number;
  readonly #entries = new Map<string, Entry<T>>();

  constructor(options: { readonly clock: Clock; readonly maxEntries: number }) {
    this.#clock = options.clock;
    this.#maxEntries = options.maxEntries;
  }

  /** The kept answer to `key`, or what `ask` answers now. */
  fill(key: string, ask: () => Promise<T>, keep: KeepFor<T>): Promise<T> {
    const found = this.#fresh(key);
    if (found !== null) {
      this.#touch(key, found);
      if (found.settled === null) found.asking?.join();
      return found.value;
    }
    const asking = runShared(ask);
    const entry: Entry<T> = {
      value: asking.result,
      asking,
      settled: null,
      sinceMs: 0,
      keepMs: Number.POSITIVE_INFINITY, // while it is on its way
    };
    this.#touch(key, entry);
    entry.value.then(
      (value) => {
        entry.settled = { value };
        const ttlMs = typeof keep.ttlMs === 'number' ? keep.ttlMs : keep.ttlMs(value);
        this.#expire(key, entry, ttlMs);
      },
      (error: unknown) => {
        // Nobody's answer: it was dropped because all had left.
        const isDropped = asking.abandoned.aborted;
        this.#expire(key, entry, isDropped ? 0 : (keep.failureTtlMs?.(error) ?? 0));
      },
    );
    return entry.value;
  }

  /** Keeps an answer that came some other way. */
  put(key: string, value: T, ttlMs = Number.POSITIVE_INFINITY): void {
    const entry: Entry<T> = {
      value: Promise.resolve(value),
      asking: null,
      settled: { value },
      sinceMs: this.#now(),
      keepMs: ttlMs,
    };
    this.#touch(key, entry);
  }

  /** The kept answer or the one on its way, without asking. */
  peek(key: string): Promise<T> | undefined {
    return this.#fresh(key)?.value;
  }

  /** The kept answer, if it has come. */
  get(key: string): T | undefined {
    const found = this.#fresh(key);
    if (found === null || found.settled === null) return undefined;
    this.#touch(key, found);
    return found.settled.value;
  }

  /** Forgets an answer that has come and meets the condition; one still on its way is newer than any complaint. */
  deleteIf(key: string, condition: (value: T) => boolean): void {
    const settled = this.#entries.get(key)?.settled ?? null;
    if (settled !== null && condition(settled.value)) this.#entries.delete(key);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  #fresh(key: string): Entry<T> | null {
    const found = this.#entries.get(key);
    if (found === undefined) return null;
    const { sinceMs, keepMs, settled, asking } = found;
    if (settled === null && asking?.abandoned.aborted === true) return null;
    const isFresh = keepMs === Number.POSITIVE_INFINITY || isWithin(keepMs, sinceMs, this.#now());
    return isFresh ? found : null;
  }

  #expire(key: string, entry: Entry<T>, ttlMs: number): void {
    entry.sinceMs = this.#now();
    entry.keepMs = ttlMs;
    if (ttlMs <= 0 && this.#entries.get(key) === entry) this.#entries.delete(key);
  }

  #touch(key: string, entry: Entry<T>): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > this.#maxEntries) {
      const oldest = this.#entries.keys().next();
      if (oldest.done !== true) this.#entries.delete(oldest.value);
    }
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
