import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';

export interface Lease {
  /** For people, in logs: whose it is. */
  readonly name: string;
  readonly leaseMs: number;
  /** Holds it for another `leaseMs`; false when it, or a part of it, is not ours any more. */
  readonly extend: () => Promise<boolean>;
}

export interface ExtensionParts {
  /** Aborts when the run has ended. */
  readonly until: AbortSignal;
  /** Is aborted when the lease is gone: from then on somebody else may be at the same work. */
  readonly lost: AbortController;
  readonly clock: Clock;
  readonly log: Log;
}

/** So often within its time is a lease extended: a store that fails once or twice costs nobody their lease. */
const TIMES_A_LEASE = 4;

/** Holds a lease for as long as a run takes; a rate limit may hold one up for longer than a lease. */
export async function keepExtending(
  { name, leaseMs, extend }: Lease,
  { until, lost, clock, log }: ExtensionParts,
): Promise<void> {
  const everyMs = leaseMs / TIMES_A_LEASE;
  let heldUntilMs = clock.now().getTime() + leaseMs;
  while (!until.aborted && !lost.signal.aborted) {
    try {
      await clock.sleep(everyMs, until);
    } catch {
      return; // the run has ended
    }
    const askedAtMs = clock.now().getTime();
    let isHeld = true;
    try {
      isHeld = await extend();
      heldUntilMs = askedAtMs + leaseMs;
    } catch (error) {
      log.warn({ err: error, lease: name }, 'a lease could not be extended');
    }
    if (!isHeld || heldUntilMs - askedAtMs <= everyMs) {
      log.warn({ lease: name }, 'a lease ran out before its work had ended');
      lost.abort(new Error(`The lease of ${name} ran out.`));
    }
  }
}
