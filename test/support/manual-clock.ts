import type { Clock } from '../../src/domain/clock.js';

interface Sleeper {
  /** Of `#passedMs`. */
  readonly wakeAtMs: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is stepped. */
export class ManualClock implements Clock {
  #nowMs: number;
  /** Time that went by: unlike what the clock shows, it never goes back, and it is what sleeps are measured by. */
  #passedMs = 0;
  #sleepers: Sleeper[] = [];

  constructor(start: Date = new Date('2026-03-02T09:00:00.000Z')) {
    this.#nowMs = start.getTime();
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  /** The time `ms` from now; negative for the past. */
  in(ms: number): Date {
    return new Date(this.#nowMs + ms);
  }

  /** How many `sleep` calls wait. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /**
   * Moves time and wakes whoever slept until then, earliest first. A negative step sets what the clock shows back; sleeps
   * go on as before, as timers do.
   */
  advance(ms: number): void {
    this.#nowMs += ms;
    this.#passedMs += Math.max(0, ms);
    const due = this.#sleepers
      .filter((sleeper) => sleeper.wakeAtMs <= this.#passedMs)
      .sort((a, b) => a.wakeAtMs - b.wakeAtMs);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.wakeAtMs > this.#passedMs);
    for (const sleeper of due) sleeper.wake();
  }

  async sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (delayMs <= 0) return;
    await new Promise<void>((resolve, reject) => {
      const sleeper = {
        wakeAtMs: this.#passedMs + delayMs,
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const onAbort = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#sleepers.push(sleeper);
    });
  }
}
