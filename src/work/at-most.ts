import type { Clock } from '../domain/clock.js';

/** Waits for work that ends, `ms` at most; what is not done by then goes on unwatched. */
export async function atMost(ms: number, work: Promise<unknown>, clock: Clock): Promise<void> {
  const deadline = new AbortController();
  try {
    await Promise.race([work, clock.sleep(ms, deadline.signal).catch(() => undefined)]);
  } finally {
    deadline.abort();
  }
}
