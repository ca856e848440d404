import type { Clock } from '../../src/domain/clock.js';

interface Sleeper {
  readonly wakeAtMs: number;
  readonly wake: () => void;
  timer: NodeJS.Timeout;
}

export interface SkewedClockOptions {
  /** How many of its seconds go by in a real one; 1 without it. */
  readonly speed?: number;
}

/** The real clock, which a test may set forward or let run faster: hours of waiting then pass at once. */
export class SkewedClock implements Clock {
  readonly #startedAtMs = Date.now();
  readonly #speed: number;
  #skewMs = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor({ speed = 1 }: SkewedClockOptions = {}) {
    this.#speed = speed;
  }

  now(): Date {
    const passedMs = (Date.now() - this.#startedAtMs) * this.#speed;
    return new Date(this.#startedAtMs + passedMs + this.#skewMs);
  }

  /** Whoever sleeps until then wakes now. */
  forward(ms: number): void {
    this.#skewMs += ms;
    for (const sleeper of this.#sleepers) {
      clearTimeout(sleeper.timer);
      const leftMs = Math.max(0, sleeper.wakeAtMs - this.now().getTime());
      sleeper.timer = setTimeout(sleeper.wake, leftMs / this.#speed);
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
        timer: setTimeout(wake, delayMs / this.#speed),
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }
}
