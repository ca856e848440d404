import type { Clock } from '../../src/domain/clock.js';

interface Sleeper {
  readonly wakeAtMs: number;
  readonly wake: () => void;
  timer: NodeJS.Timeout;
}

/** The real clock, which a test may set forward: hours of waiting then pass at once. */
export class SkewedClock implements Clock {
  #skewMs = 0;
  readonly #sleepers = new Set<Sleeper>();

  now(): Date {
    return new Date(Date.now() + this.#skewMs);
  }

  /** Whoever sleeps until then wakes now. */
  forward(ms: number): void {
    this.#skewMs += ms;
    for (const sleeper of this.#sleepers) {
      clearTimeout(sleeper.timer);
      sleeper.timer = setTimeout(
        sleeper.wake,
        Math.max(0, sleeper.wakeAtMs - this.now().getTime()),
      );
    }
  }

  async sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const end = () => {
        clearTimeout(sleeper.timer);
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', onAbort);
      };
      const wake = () => {
        end();
        resolve();
      };
      const onAbort = () => {
        end();
        reject(signal?.reason as Error);
      };
      const sleeper: Sleeper = {
        wakeAtMs: this.now().getTime() + delayMs,
        wake,
        timer: setTimeout(wake, delayMs),
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }
}
