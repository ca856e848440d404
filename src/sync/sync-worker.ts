import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';
import type { Claim, Store } from '../store/store.js';
import type { CreationSettler } from './creation-settler.js';
import type { Reconciler, RunResult } from './reconciler.js';

export interface SyncWorker {
  /** Something became due: look at once. Many calls cost one look. */
  readonly wake: () => void;
  /** Takes no more work, waits for what runs, at most `deadlineMs`; unfinished keys come back after their lease. */
  stop(deadlineMs: number): Promise<void>;
}

export interface SyncWorkerParts {
  readonly store: Store;
  readonly reconciler: Pick<Reconciler, 'run'>;
  readonly settler: Pick<CreationSettler, 'settleDue'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onResult?: (kind: RunResult['kind']) => void;
}

/** As many as one SpotDraft list call answers. */
const BATCH = 100;
const LEASE_MS = 120_000;
/** For the CRM call under way, which no signal ends, and for the results. */
const LEASE_MARGIN_MS = 30_000;
/** Other processes mark keys too and can't wake us: look at least this often. */
const POLL_MS = 1_000;
/** How long keys are collected after a batch that was not full. */
const COLLECT_MS = 200;
const SETTLE_EVERY_MS = 5_000;

/** Starts the loop that works off the dirty queue and settles creations whose answer was lost. */
export function startSyncWorker(parts: SyncWorkerParts): SyncWorker {
  const { store, clock, log } = parts;
  const stopping = new AbortController();
  let wakeUp: (() => void) | null = null;
  /** Counts wakes, so that one that comes between a look and a sleep is not slept through. */
  let wakes = 0;

  async function finish(claim: Claim, result: RunResult): Promise<void> {
    parts.onResult?.(result.kind);
    const { queue } = store;
    switch (result.kind) {
      case 'done':
        await queue.done(claim);
        log.debug({ key: claim.key }, 'synced');
        return;
      case 'again':
        await queue.again(claim, after(result.afterMs));
        return;
      case 'back-off':
        await queue.retry(claim, { dueAt: after(result.afterMs), reason: result.reason });
        log.warn(
          { key: claim.key, attempts: claim.attempts + 1, afterMs: result.afterMs },
          'sync failed, will try again',
        );
        return;
      case 'park':
        await queue.park(claim, result.reason);
        log.error({ key: claim.key, reason: result.reason }, 'sync parked');
        return;
    }
  }

  function after(delayMs: number): Date {
    return new Date(clock.now().getTime() + delayMs);
  }

  /** Works off one batch and tells how many keys it had. */
  async function workOff(): Promise<number> {
    const claims = await store.queue.claim({ limit: BATCH, leaseMs: LEASE_MS });
    if (claims.length === 0) return 0;
    const results = await runWithin(claims);
    for (const claim of claims) {
      await finish(claim, results.get(claim.key) ?? { kind: 'again', afterMs: POLL_MS });
    }
    return claims.length;
  }

  /** Stops the run before its lease ends: from then on another worker may have the same keys. */
  async function runWithin(claims: readonly Claim[]): Promise<ReadonlyMap<string, RunResult>> {
    const ended = new AbortController();
    const late = new AbortController();
    clock.sleep(LEASE_MS - LEASE_MARGIN_MS, ended.signal).then(
      () => {
        late.abort(new Error('The lease of these keys is about to end.'));
      },
      () => undefined,
    );
    try {
      return await parts.reconciler.run(claims, AbortSignal.any([stopping.signal, late.signal]));
    } finally {
      ended.abort();
    }
  }

  async function pause(wakesBefore: number): Promise<void> {
    const nextDueAt = await store.queue.nextDueAt();
    const untilDueMs = nextDueAt === null ? POLL_MS : nextDueAt.getTime() - clock.now().getTime();
    const sleeping = new AbortController();
    wakeUp = () => {
      sleeping.abort();
    };
    if (wakes !== wakesBefore) sleeping.abort();
    try {
      await clock.sleep(Math.min(Math.max(untilDueMs, 10), POLL_MS), sleeping.signal);
    } catch (error) {
      if (!sleeping.signal.aborted) throw error;
    } finally {
      wakeUp = null;
    }
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const wakesBefore = wakes;
        const worked = await workOff();
        if (worked === 0) await pause(wakesBefore);
        // While deliveries trickle in: a hundred keys cost the same call as one.
        else if (worked < BATCH) {
          await clock.sleep(COLLECT_MS, stopping.signal).catch(() => undefined);
        }
      } catch (error) {
        log.error({ err: error }, 'the sync worker hit an unexpected error and goes on');
        await clock.sleep(POLL_MS, stopping.signal).catch(() => undefined);
      }
    }
  }

  async function settleLoop(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await parts.settler.settleDue(stopping.signal);
      } catch (error) {
        log.error({ err: error }, 'settling creations failed and will be tried again');
      }
      await clock.sleep(SETTLE_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  const running = Promise.all([loop(), settleLoop()]);

  const wake = () => {
    wakes += 1;
    wakeUp?.();
  };
  return {
    wake,
    async stop(deadlineMs) {
      stopping.abort(new Error('The sync worker is stopping.'));
      wake();
      const deadline = new AbortController();
      await Promise.race([
        running,
        clock.sleep(deadlineMs, deadline.signal).catch(() => undefined),
      ]);
      deadline.abort();
    },
  };
}
