import type { Clock } from '../../domain/clock.js';
import { CongestionError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { Locks } from '../../store/locks.js';
import { underLock } from '../../work/under-lock.js';
import { noted } from '../../domain/said.js';

/** One write-back batch at a time for the org, whichever process it is in: two would contend for the same deals. */
export interface WriteLock {
  /**
   * Runs `work` while this process alone writes back. The lease is extended for as long as it takes.
   *
   * @throws CongestionError when the lock did not become free within `maxWaitMs`; the signal's reason when it aborts.
   */
  hold<T>(work: () => Promise<T>, options: HoldOptions): Promise<T>;
}

export interface HoldOptions {
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal;
}

export interface WriteLockParts {
  readonly locks: Locks;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

const WRITE_LOCK = 'write-back';
/** A process that dies while it writes holds the others up for this long. */
const LEASE_MS = 15_000;
/** How often to look for the lock, jittered so that waiting processes don't keep in step. */
const LOOK_AGAIN_MS = 40;

export function createWriteLock({ locks, clock, random, log }: WriteLockParts): WriteLock {
  async function acquire({ maxWaitMs, signal }: HoldOptions): Promise<string> {
    const giveUpAtMs = clock.now().getTime() + maxWaitMs;
    for (;;) {
      signal?.throwIfAborted();
      const token = await locks.acquire(WRITE_LOCK, LEASE_MS);
      if (token !== null) return token;
      if (clock.now().getTime() >= giveUpAtMs) {
        throw new CongestionError(
          noted`Other changes are being written to the CRM at the moment. Try again shortly.`,
          { service: 'salesforce', operation: 'write-back', retryAfterMs: 1_000 },
        );
      }
      await clock.sleep(LOOK_AGAIN_MS * (1 + random()), signal);
    }
  }

  return {
    async hold(work, options) {
      const token = await acquire(options);
      // Lost, it ends nothing: what is in flight can't be called back, and marks of whoever overtook us make the newest
      // state win.
      return underLock(
        { locks, lock: WRITE_LOCK, token, leaseMs: LEASE_MS, clock, log },
        async () => {
          // The lock may have come late, after what the caller had of its own ran out.
          options.signal?.throwIfAborted();
          return work();
        },
      );
    },
  };
}
