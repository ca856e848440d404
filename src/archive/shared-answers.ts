import type { Clock } from '../domain/clock.js';
import { ExpiringCache } from '../domain/expiring-cache.js';

/** Whoever asked has left before there was an answer. */
class AskerLeft extends Error {}

export interface SharedAnswer<T> {
  readonly value: T;
  /** It was asked for here and now; somebody else has done so otherwise, a while ago at most. */
  readonly isOwn: boolean;
}

/**
 * Answers that all destinations want of the same contract at about the same time: asked for once, and kept for a while. Where
 * the one that asked leaves, whoever waits asks anew.
 */
export class SharedAnswers<T> {
  readonly #answers: ExpiringCache<T>;
  readonly #keepMs: (value: T) => number;

  constructor(options: {
    readonly clock: Clock;
    readonly maxEntries: number;
    readonly keepMs: (value: T) => number;
  }) {
    this.#answers = new ExpiringCache(options);
    this.#keepMs = options.keepMs;
  }

  /** @throws what `ask` throws, or the reason of the signal. */
  async get(key: string, ask: () => Promise<T>, signal: AbortSignal): Promise<SharedAnswer<T>> {
    for (;;) {
      let isOwn = false;
      const askHere = async () => {
        isOwn = true;
        try {
          return await ask();
        } catch (error) {
          if (signal.aborted) throw new AskerLeft();
          throw error;
        }
      };
      try {
        const value = await this.#answers.fill(key, askHere, { ttlMs: this.#keepMs });
        return { value, isOwn };
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof AskerLeft)) throw error;
      }
    }
  }

  /** Forgets this answer, unless there is another one by now. */
  forget(key: string, value: T): void {
    this.#answers.deleteIf(key, (kept) => kept === value);
  }
}
