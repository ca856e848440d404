import { z } from 'zod';
import type { Settings } from '../store/store.js';
import { backfilledAt } from './backfill.js';
import type { DriftReport } from './drift-report.js';
import { reconciledAt, runReconcile } from './run-reconcile.js';
import type { ReconcileParts } from './run-reconcile.js';

export interface ReconcileSchedule {
  /** Begins no further pass and ends the one that runs, at most after `deadlineMs`; the next start does it again. */
  stop(deadlineMs: number): Promise<void>;
}

export interface ReconcileScheduleParts extends ReconcileParts {
  /** From the start of one sweep to the start of the next; 0 for never. */
  readonly sweepEveryMs: number;
  /** The same for passes that compare everything; 0 for never. */
  readonly deepEveryMs: number;
  readonly onReport: (report: DriftReport) => void;
}

const LOCK = 'reconcile';
const LEASE_MS = 60_000;
const EXTEND_EVERY_MS = 20_000;
/** Passes of other processes, and the first backfill, are noticed this soon; a failed pass is repeated as often. */
const LOOK_EVERY_MS = 60_000;
const COMPARED_ALL = 'compared-all';

const marker = z.object({ at: z.iso.datetime() });

/**
 * Runs repair passes in the background lane, one at a time whatever the number of processes, and none before the first
 * backfill: without it nearly everything would be drift.
 */
export function startReconcileSchedule(parts: ReconcileScheduleParts): ReconcileSchedule {
  const { store, clock, log } = parts;
  const stopping = new AbortController();

  function isDue(lastAt: Date | null, everyMs: number): lastAt is Date {
    return everyMs > 0 && lastAt !== null && clock.now().getTime() - lastAt.getTime() >= everyMs;
  }

  /** What is to be compared now: everything, what was updated since a time, or nothing. */
  async function duePass(): Promise<{ readonly since?: Date } | null> {
    if (isDue(await comparedAllAt(store.settings), parts.deepEveryMs)) return {};
    const since = await reconciledAt(store.settings);
    return isDue(since, parts.sweepEveryMs) ? { since } : null;
  }

  async function runAlone(): Promise<void> {
    const token = await store.locks.acquire(LOCK, LEASE_MS);
    if (token === null) return;
    const ended = new AbortController();
    const lost = new AbortController();
    const extending = keepExtending(token, ended.signal, lost);
    try {
      // Another process may have finished its pass since we looked.
      const pass = await duePass();
      if (pass === null) return;
      const startedAt = clock.now();
      const signal = AbortSignal.any([stopping.signal, lost.signal]);
      const report = await runReconcile(parts, { ...pass, dryRun: false, signal });
      parts.onReport(report);
      if (pass.since === undefined && !report.interrupted) {
        await store.settings.set(COMPARED_ALL, JSON.stringify({ at: startedAt.toISOString() }));
      }
    } finally {
      ended.abort();
      await extending;
      await store.locks.release(LOCK, token);
    }
  }

  async function keepExtending(
    token: string,
    ended: AbortSignal,
    lost: AbortController,
  ): Promise<void> {
    for (;;) {
      try {
        await clock.sleep(EXTEND_EVERY_MS, ended);
      } catch {
        return; // the pass has ended
      }
      if (await store.locks.extend(LOCK, token, LEASE_MS).catch(() => false)) continue;
      lost.abort(new Error('Another process took the repair pass over.'));
      return;
    }
  }

  function isStopping(): boolean {
    return stopping.signal.aborted;
  }

  async function loop(): Promise<void> {
    while (!isStopping()) {
      try {
        if ((await duePass()) !== null) await runAlone();
      } catch (error) {
        if (isStopping()) return;
        log.warn({ err: error }, 'a repair pass failed and will be tried again');
      }
      await clock.sleep(LOOK_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  const running = parts.sweepEveryMs > 0 || parts.deepEveryMs > 0 ? loop() : Promise.resolve();
  return {
    async stop(deadlineMs) {
      stopping.abort(new Error('The repair pass is stopping.'));
      const deadline = new AbortController();
      await Promise.race([
        running,
        clock.sleep(deadlineMs, deadline.signal).catch(() => undefined),
      ]);
      deadline.abort();
    },
  };
}

/** A backfill compares everything too. */
async function comparedAllAt(settings: Settings): Promise<Date | null> {
  const backfilled = await backfilledAt(settings);
  const text = await settings.get(COMPARED_ALL);
  if (text === null || backfilled === null) return backfilled;
  const at = new Date(marker.parse(JSON.parse(text)).at);
  return at > backfilled ? at : backfilled;
}
