import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';
import type { Claim, DirtyKey, Store } from '../store/store.js';
import { collectBatch } from './collect-batch.js';
import type { CreationSettler } from './creation-settler.js';
import type { Pauses } from './pauses.js';
import { MAX_ATTEMPTS } from './reconciler.js';
import type { Reconciler, RunResult } from './reconciler.js';

export interface SyncWorker {
  /** Something became due: look at once. Many calls cost one look. */
  readonly wake: () => void;
  /**
   * Takes no more work and ends what waits; keys not finished are due again at once. Only a call to the CRM that is in
   * flight is waited for, at most `deadlineMs`; its keys come back after their lease.
   */
  stop(deadlineMs: number): Promise<void>;
}

export interface SyncWorkerParts {
  readonly store: Store;
  readonly reconciler: Pick<Reconciler, 'run'>;
  readonly settler: Pick<CreationSettler, 'settleDue'>;
  readonly pauses: Pick<Pauses, 'active' | 'longest'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onResult?: (result: RunResult) => void;
  /** Called when runs ended and the queue knows of it; not for keys that only come again. */
  readonly onFinished?: (keys: readonly DirtyKey[]) => void;
}

/** As many as one CRM call writes; two SpotDraft list calls read them. */
const BATCH = 200;
/** Extended while a batch runs, so this is only how long the keys of a process that died wait. */
const LEASE_MS = 20_000;
const EXTEND_EVERY_MS = 5_000;
/** Other processes mark keys too: look at least this often where the store can't tell us of them, and where it can. */
const POLL_MS = 250;
const LIVE_POLL_MS = 5_000;
const AFTER_ERROR_MS = 1_000;
const SETTLE_EVERY_MS = 5_000;
/**
 * From so many failed runs on a key is run alone: if it takes its process down, it takes no others with it, and those that
 * only happened to be beside it are cleared.
 */
const ALONE_FROM_ATTEMPTS = MAX_ATTEMPTS - 3;

/** Starts the loop that works off the dirty queue and settles creations whose answer was lost. */
export function startSyncWorker(parts: SyncWorkerParts): SyncWorker {
  const { store, clock, log } = parts;
  const { queue } = store;
  const stopping = new AbortController();
  let wakeUp: (() => void) | null = null;
  /** Counts wakes, so that one that comes between a look and a sleep is not slept through. */
  let wakes = 0;

  const isStopping = () => stopping.signal.aborted;

  async function finish(claim: Claim, result: RunResult): Promise<void> {
    const { key, attempts } = claim;
    parts.onResult?.(result);
    switch (result.kind) {
      case 'done':
        await queue.done(claim);
        log.debug({ key }, 'synced');
        return;
      case 'again':
        await queue.again(claim, after(result.afterMs));
        log.debug({ key, afterMs: result.afterMs }, 'sync too early, comes again');
        return;
      case 'back-off': {
        const { afterMs, reason, cause } = result;
        await queue.retry(claim, { dueAt: after(afterMs), reason });
        log.warn({ key, attempts: attempts + 1, afterMs, cause }, 'sync failed, will try again');
        return;
      }
      case 'park':
        await queue.park(claim, result.reason);
        log.error({ key, reason: result.reason, cause: result.cause }, 'sync parked');
        return;
    }
  }

  function after(delayMs: number): Date {
    return new Date(clock.now().getTime() + delayMs);
  }

  /** Works off one batch. False when nothing was due. */
  async function workOff(): Promise<boolean> {
    const { signal } = stopping;
    const claims = await collectBatch({ queue, clock, limit: BATCH, leaseMs: LEASE_MS, signal });
    const dead = claims.filter(({ attempts }) => attempts >= MAX_ATTEMPTS);
    for (const claim of dead) await parkDead(claim);
    const alive = claims.filter(({ attempts }) => attempts < MAX_ATTEMPTS);
    const suspect = alive.find(({ attempts }) => attempts >= ALONE_FROM_ATTEMPTS);
    const batch = suspect === undefined ? alive : [suspect];
    const others = alive.filter((claim) => !batch.includes(claim));
    await Promise.all(others.map((claim) => queue.again(claim, clock.now())));
    if (batch.length > 0) await runBatch(batch);
    return claims.length > 0;
  }

  async function runBatch(batch: readonly Claim[]): Promise<void> {
    const ended = new AbortController();
    const lost = new AbortController();
    const extending = keepExtending(batch, ended.signal, lost);
    try {
      const signal = AbortSignal.any([stopping.signal, lost.signal]);
      const results = await parts.reconciler.run(batch, signal);
      await Promise.all(
        batch.map((claim) =>
          finish(claim, results.get(claim.key) ?? { kind: 'again', afterMs: AFTER_ERROR_MS }),
        ),
      );
      const finished = [...results].filter(([, { kind }]) => kind !== 'again');
      parts.onFinished?.(finished.map(([key]) => key));
    } finally {
      ended.abort();
      await extending;
    }
  }

  /**
   * SpotDraft's rate limit may hold a batch up for longer than a lease. When leases run out nevertheless, the run ends: from
   * then on another worker may have the same keys.
   */
  async function keepExtending(
    batch: readonly Claim[],
    until: AbortSignal,
    lost: AbortController,
  ): Promise<void> {
    let heldUntilMs = clock.now().getTime() + LEASE_MS;
    while (!until.aborted && !lost.signal.aborted) {
      try {
        await clock.sleep(EXTEND_EVERY_MS, until);
      } catch {
        return; // the batch has ended
      }
      const askedAtMs = clock.now().getTime();
      let held = batch.length;
      try {
        held = await queue.extend(batch, LEASE_MS);
        heldUntilMs = askedAtMs + LEASE_MS;
      } catch (error) {
        log.warn({ err: error }, 'leases could not be extended');
      }
      if (held < batch.length || heldUntilMs - askedAtMs <= EXTEND_EVERY_MS) {
        log.warn({ keys: batch.length, held }, 'leases ran out while their keys were worked on');
        lost.abort(new Error('The leases of this batch ran out.'));
      }
    }
  }

  /** Its runs never ended: the process died in each of them. Another would too. */
  async function parkDead(claim: Claim): Promise<void> {
    const reason = `The process that worked on it died ${claim.attempts} times; the log of those moments tells why.`;
    const last = (await store.inbox.waiting(claim.key)).at(-1);
    if (last !== undefined) {
      await store.inbox.settle(claim.key, last.id, { state: 'parked', reason });
    }
    await finish(claim, { kind: 'park', reason });
  }

  /** Sleeps until something is due, at most until the next poll; a wake since `wakesBefore` or from now on ends it. */
  async function rest(wakesBefore: number): Promise<void> {
    const nextDueAt = await queue.nextDueAt();
    const pollMs = listener.isLive() ? LIVE_POLL_MS : POLL_MS;
    const untilDueMs = nextDueAt === null ? pollMs : nextDueAt.getTime() - clock.now().getTime();
    const sleeping = new AbortController();
    wakeUp = () => {
      sleeping.abort();
    };
    if (wakes !== wakesBefore) sleeping.abort();
    try {
      await clock.sleep(Math.min(Math.max(untilDueMs, 10), pollMs), sleeping.signal);
    } catch (error) {
      if (!sleeping.signal.aborted) throw error;
    } finally {
      wakeUp = null;
    }
  }

  /** While a system is paused no key is claimed: reading SpotDraft would be wasted when the CRM can't be written. */
  async function waitOutPause(): Promise<boolean> {
    const pause = await parts.pauses.longest();
    if (pause === null) return false;
    const leftMs = pause.until.getTime() - clock.now().getTime();
    // Looked at again meanwhile: a person's own request may have shown that the system is back.
    await clock.sleep(Math.min(Math.max(leftMs, 1), AFTER_ERROR_MS), stopping.signal);
    return true;
  }

  async function loop(): Promise<void> {
    while (!isStopping()) {
      try {
        const wakesBefore = wakes;
        if (await waitOutPause()) continue;
        if (!(await workOff())) await rest(wakesBefore);
      } catch (error) {
        if (isStopping()) return;
        log.error({ err: error }, 'the sync worker hit an unexpected error and goes on');
        await clock.sleep(AFTER_ERROR_MS, stopping.signal).catch(() => undefined);
      }
    }
  }

  async function settleLoop(): Promise<void> {
    while (!isStopping()) {
      try {
        const pause = await parts.pauses.active('spotdraft');
        if (pause === null) await parts.settler.settleDue(stopping.signal);
      } catch (error) {
        log.error({ err: error }, 'settling creations failed and will be tried again');
      }
      await clock.sleep(SETTLE_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  const wake = () => {
    wakes += 1;
    wakeUp?.();
  };
  const listener = store.wakes.listen(wake);
  const running = Promise.all([loop(), settleLoop()]);

  return {
    wake,
    async stop(deadlineMs) {
      stopping.abort(new Error('The sync worker is stopping.'));
      listener.stop();
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
