import type { Clock } from '../../domain/clock.js';

interface Entry<T> {
  readonly value: Promise<T>;
  /** Set once the value is there. */
  settled: T | undefined;
  expiresAtMs: number;
}

/**
 * Keeps the answers of one kind of question: asked once however many wait for it (single flight), for a while, and
 * for the entries used most recently.
 */
export class ExpiringCache<T> {
  readonly #clock: Clock;
  readonly #maxEntries: number;
  readonly #entries = new Map<string, Entry<T>>();

  constructor(options: { readonly clock: Clock; readonly maxEntries: number }) {
    this.#clock = options.clock;
    this.#maxEntries = options.maxEntries;
  }

  /** The kept answer to `key`, or what `ask` answers now. A failure is kept for `failureTtlMs` (0: not at all). */
  fill(
    key: string,
    ask: () => Promise<T>,
    keep: { readonly ttlMs: number; readonly failureTtlMs?: (error: unknown) => number },
  ): Promise<T> {
    const found = this.#entries.get(key);
    if (found !== undefined && found.expiresAtMs > this.#now()) {
      this.#touch(key, found);
      return found.value;
    }
    const entry: Entry<T> = {
      value: ask(),
      settled: undefined,
      expiresAtMs: Number.POSITIVE_INFINITY, // while it is on its way
    };
    this.#touch(key, entry);
    entry.value.then(
      (value) => {
        entry.settled = value;
        entry.expiresAtMs = this.#now() + keep.ttlMs;
      },
      (error: unknown) => {
        entry.expiresAtMs = this.#now() + (keep.failureTtlMs?.(error) ?? 0);
        if (entry.expiresAtMs <= this.#now() && this.#entries.get(key) === entry) {
          this.#entries.delete(key);
        }
      },
    );
    return entry.value;
  }

  /** The kept answer, without asking. */
  peek(key: string): Promise<T> | undefined {
    const found = this.#entries.get(key);
    return found !== undefined && found.expiresAtMs > this.#now() ? found.value : undefined;
  }

  /** Forgets an answer that has come and meets the condition; one still on its way is newer than any complaint. */
  deleteIf(key: string, condition: (value: T) => boolean): void {
    const entry = this.#entries.get(key);
    if (entry?.settled !== undefined && condition(entry.settled)) this.#entries.delete(key);
  }

  delete(key: string): void {
    this.#entries.delete(key);
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
