import type { Clock } from '../domain/clock.js';

export interface Watch {
  /** Aborts the look that is under way and ends with it. */
  stop(): Promise<void>;
}

export interface WatchParts {
  /** For the error that ends what the look waits for. */
  readonly name: string;
  readonly clock: Clock;
  readonly everyMs: number;
  readonly look: (signal: AbortSignal) => Promise<void>;
  /** A look that failed; the next one comes all the same. Not called for one that was stopped. */
  readonly onFailed: (error: unknown) => void;
}

/** Looks now, and again `everyMs` after each look, until it is stopped. */
export function startWatch({ name, clock, everyMs, look, onFailed }: WatchParts): Watch {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      try {
        await look(signal);
      } catch (error) {
        if (!isStopped()) onFailed(error);
      }
      await clock.sleep(everyMs, signal).catch(() => undefined);
    }
  }

  function isStopped(): boolean {
    return signal.aborted;
  }

  const watching = watch();
  return {
    async stop() {
      stopping.abort(new Error(`The ${name} is stopping.`));
      await watching;
    },
  };
}
