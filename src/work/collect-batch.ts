import type { Clock } from '../domain/clock.js';
import type { Claim, Queue } from '../store/queue.js';

export interface CollectOptions<Key extends string> {
  readonly queue: Pick<Queue<Key>, 'counts' | 'claim'>;
  readonly clock: Clock;
  readonly limit: number;
  readonly leaseMs: number;
  readonly signal: AbortSignal;
}

/** A burst comes in within about this time; nobody sees whether a record is written that much later. */
const LINGER_MS = 20;
const LINGER_AT_MOST_MS = 100;

/**
 * Claims a batch. A lone key is taken at once; while several are due and more keep coming, it waits a little, so
 * that a burst becomes few calls and repeated hints of one contract become one run.
 */
export async function collectBatch<Key extends string>(
  options: CollectOptions<Key>,
): Promise<readonly Claim<Key>[]> {
  const { queue, clock, limit, leaseMs, signal } = options;
  const startedAtMs = clock.now().getTime();
  let { due } = await queue.counts();
  while (due > 1 && due < limit && clock.now().getTime() - startedAtMs < LINGER_AT_MOST_MS) {
    await clock.sleep(LINGER_MS, signal);
    const now = (await queue.counts()).due;
    if (now <= due) break;
    due = now;
  }
  return due === 0 ? [] : queue.claim({ limit, leaseMs });
}
