import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { Locks } from '../../store/locks.js';
import { underLock } from '../../work/under-lock.js';

export interface RunAloneParts {
  readonly locks: Locks;
  readonly clock: Clock;
  readonly log: Log;
  /** Name of the lock that all processes know this work by. */
  readonly lock: string;
  readonly signal: AbortSignal;
}

const LEASE_MS = 60_000;

/**
 * Runs long work in one process of the store at a time. Its signal aborts when the lock is lost: somebody else may have begun
 * by then. False when another process is at it, and nothing was run.
 */
export async function runAlone(
  { locks, clock, log, lock, signal }: RunAloneParts,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const token = await locks.acquire(lock, LEASE_MS);
  if (token === null) return false;
  await underLock({ locks, lock, token, leaseMs: LEASE_MS, clock, log }, (lost) =>
    work(AbortSignal.any([signal, lost])),
  );
  return true;
}
