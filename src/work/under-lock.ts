import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';
import type { Locks } from '../store/locks.js';
import { keepExtending } from './keep-extending.js';

export interface UnderLockParts {
  readonly locks: Locks;
  readonly lock: string;
  /** With which it was acquired. */
  readonly token: string;
  readonly leaseMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Runs work under a lock that was acquired for it, holds the lock for as long as that takes and lets it go.
 *
 * @param work is given a signal that aborts when the lock is lost: somebody else may have it by then.
 */
export async function underLock<T>(
  { locks, lock, token, leaseMs, clock, log }: UnderLockParts,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  const lost = new AbortController();
  const extending = keepExtending(
    { name: lock, leaseMs, extend: () => locks.extend(lock, token, leaseMs) },
    { until: ended.signal, lost, clock, log },
  );
  try {
    return await work(lost.signal);
  } finally {
    ended.abort();
    await extending;
    await locks.release(lock, token).catch((error: unknown) => {
      log.warn({ err: error, lock }, 'a lock could not be released; its lease runs out');
    });
  }
}
