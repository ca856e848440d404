/** Admits at most `limit` requests within any one second, whatever the second's start. */
export class SlidingWindowLimit {
  limit: number | null;
  readonly #admittedMs: number[] = [];

  /** @param limit requests in any one second; `null` admits everything */
  constructor(limit: number | null) {
    this.limit = limit;
  }

  /** @param atMs a monotonic time in milliseconds */
  admit(atMs: number = performance.now()): boolean {
    while ((this.#admittedMs[0] ?? atMs) <= atMs - 1000) this.#admittedMs.shift();
    if (this.limit !== null && this.#admittedMs.length >= this.limit) return false;
    this.#admittedMs.push(atMs);
    return true;
  }

  reset(): void {
    this.#admittedMs.length = 0;
  }
}
