import type { Clock } from '../../../../src/domain/clock.js';

/** Sleeps at once, and keeps for how long it was to be. */
export class SleeplessClock implements Clock {
  readonly sleptMs: number[] = [];

  /** @param onSleep is told of each sleep, as a neighbour's clock that has to move too */
  constructor(private readonly onSleep: (ms: number) => void = () => undefined) {}

  now(): Date {
    return new Date();
  }

  async sleep(delayMs: number): Promise<void> {
    this.sleptMs.push(delayMs);
    this.onSleep(delayMs);
  }
}
