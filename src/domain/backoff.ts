export interface BackoffPolicy {
  readonly baseMs: number;
  readonly capMs: number;
}

/**
 * How long to wait after a failure: exponential, with half of it left to chance, so that many who failed together do not
 * come back together and none comes back at once. Between half and all of `base * 2^attempt`, at most `capMs`.
 *
 * @param attempt failures so far, from 0
 * @param random a number in [0, 1); 1 leaves nothing to chance
 */
export function backoffMs(
  attempt: number,
  { baseMs, capMs }: BackoffPolicy,
  random: number,
): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(Math.max(attempt, 0), 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
