import type { Settings } from '../../../store/settings.js';
import { startWatch } from '../../../work/start-watch.js';
import { BACKFILLED, COMPARED_ALL, isDue, readStamp, saveStamp } from '../pass-stamp.js';
import type { PassStamp } from '../pass-stamp.js';
import { runAlone } from '../run-alone.js';
import type { DriftReport } from './drift-report.js';
import { reconciled, runReconcile } from './run-reconcile.js';
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
/** Passes of other processes, and the first backfill, are noticed this soon; a failed pass is repeated as often. */
const LOOK_EVERY_MS = 60_000;

/**
 * Runs repair passes in the background lane, one at a time whatever the number of processes, and none before the first
 * backfill: without it nearly everything would be drift.
 */
export function startReconcileSchedule(parts: ReconcileScheduleParts): ReconcileSchedule {
  const { store, clock, log } = parts;

  /** What is to be compared now: everything, what was updated since a time, or nothing. */
  async function duePass(): Promise<{ readonly since?: Date } | null> {
    const now = await store.now();
    if (isDue(await comparedAll(store.settings), parts.deepEveryMs, now)) return {};
    const last = await reconciled(store.settings);
    return last !== null && isDue(last, parts.sweepEveryMs, now) ? { since: last.at } : null;
  }

  async function pass(signal: AbortSignal): Promise<void> {
    // Another process may have finished its pass since we looked.
    const due = await duePass();
    if (due === null) return;
    const begunAt = await store.now();
    const report = await runReconcile(parts, { ...due, dryRun: false, signal });
    parts.onReport(report);
    if (due.since === undefined && !report.interrupted) {
      await saveStamp(store.settings, COMPARED_ALL, { at: begunAt, begunAt });
    }
  }

  const schedule =
    parts.sweepEveryMs > 0 || parts.deepEveryMs > 0
      ? startWatch({
          name: 'repair pass',
          clock,
          everyMs: LOOK_EVERY_MS,
          async look(signal) {
            const alone = { locks: store.locks, clock, log, lock: LOCK, signal };
            if ((await duePass()) !== null) await runAlone(alone, pass);
          },
          onFailed: (error) =>
            log.warn({ err: error }, 'a repair pass failed and will be tried again'),
        })
      : null;
  return {
    async stop(deadlineMs) {
      const deadline = new AbortController();
      await Promise.race([
        schedule?.stop(),
        clock.sleep(deadlineMs, deadline.signal).catch(() => undefined),
      ]);
      deadline.abort();
    },
  };
}

/** A backfill compares everything too. */
async function comparedAll(settings: Settings): Promise<PassStamp | null> {
  const backfilled = await readStamp(settings, BACKFILLED);
  return backfilled === null ? null : ((await readStamp(settings, COMPARED_ALL)) ?? backfilled);
}
