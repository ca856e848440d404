/**
 * Whether less than `ms` have passed from `sinceMs` to `nowMs`. What is dated later than now was dated by a clock that has been
 * set back: how long ago it was can't be told, so it is not within anything.
 */
export function isWithin(ms: number, sinceMs: number, nowMs: number): boolean {
  return sinceMs <= nowMs && nowMs - sinceMs < ms;
}
