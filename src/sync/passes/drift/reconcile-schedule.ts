import { DealdraftError } from '../../../domain/errors.js';
import { atMost } from '../../../work/at-most.js';
import { isWithin } from '../../../domain/is-within.js';
import type { Settings } from '../../../store/settings.js';
import { startWatch } from '../../../work/start-watch.js';
import { forgetInterrupted, runBackfill } from '../backfill.js';
import { BACKFILLED, COMPARED_ALL, isDue, readStamp, saveStamp } from '../pass-stamp.js';
import type { PassStamp } from '../pass-stamp.js';
import { runAlone } from '../run-alone.js';
import type { DriftReport } from './drift-report.js';
import { askForRepair, repairMade, repairOrders } from './repair-orders.js';
import type { AskedPass } from './repair-orders.js';
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
/** What operators ask for, which costs a look into the store. */
const HEAR_EVERY_MS = 5_000;

interface DuePass {
  readonly since?: Date;
  /** By whom it was asked for; null for one of the schedule. */
  readonly asked: AskedPass | null;
}

/**
 * Runs repair passes in the background lane, one at a time whatever the number of processes, and none before the first
 * backfill: without it nearly everything would be drift. Operators ask for one more, or for a backfill, or pause them all,
 * `repair-orders.ts`.
 */
export function startReconcileSchedule(parts: ReconcileScheduleParts): ReconcileSchedule {
  const { store, clock, log } = parts;

  /** What is to be compared now: everything, what was updated since a time, or nothing. */
  async function duePass(): Promise<DuePass | null> {
    const { asked, paused } = await repairOrders(store.settings);
    if (paused !== null) return null;
    if (asked?.pass === 'BACKFILL') return { asked };
    const last = await reconciled(store.settings);
    if (last === null) return null;
    if (asked !== null)
      return { ...(asked.pass === 'EVERYTHING' ? {} : { since: last.at }), asked };
    const now = await store.now();
    if (isDue(await comparedAll(store.settings), parts.deepEveryMs, now)) return { asked };
    return isDue(last, parts.sweepEveryMs, now) ? { since: last.at, asked } : null;
  }

  async function pass(signal: AbortSignal): Promise<void> {
    // Another process may have finished its pass since we looked.
    const due = await duePass();
    if (due === null) return;
    const { asked, ...chosen } = due;
    if (asked?.pass === 'BACKFILL') {
      await backfill(asked, signal);
      return;
    }
    const begunAt = await store.now();
    const report = await runReconcile(parts, { ...chosen, dryRun: false, signal });
    parts.onReport(report);
    if (report.interrupted) return;
    if (due.since === undefined) {
      await saveStamp(store.settings, COMPARED_ALL, { at: begunAt, begunAt });
    }
    if (asked !== null) await repairMade(store.settings, asked);
  }

  /** Goes on in whatever process is left when this one ends; what can't be done is not tried for ever. */
  async function backfill(asked: AskedPass, signal: AbortSignal): Promise<void> {
    if (asked.restart) {
      await forgetInterrupted(store.settings);
      // What comes after it goes on from there, also in another process.
      await askForRepair(store.settings, { ...asked, restart: false });
    }
    try {
      await runBackfill({ ...parts, signal, onProgress: () => undefined });
    } catch (error) {
      const isRefused = error instanceof DealdraftError && !error.retryable;
      if (isRefused && !signal.aborted) await repairMade(store.settings, asked);
      throw error;
    }
    await repairMade(store.settings, asked);
  }

  /** Ends the pass when somebody pauses them while it runs; a later one does it again. */
  async function passUnlessPaused(signal: AbortSignal): Promise<void> {
    const pausing = new AbortController();
    const orders = startWatch({
      name: 'pause of repair passes',
      clock,
      everyMs: HEAR_EVERY_MS,
      look: async () => {
        const { paused } = await repairOrders(store.settings);
        if (paused !== null) pausing.abort(new Error(`Repair passes were paused by ${paused.by}.`));
      },
      onFailed: (error) => log.warn({ err: error }, 'orders for repair passes can not be read'),
    });
    try {
      await pass(AbortSignal.any([signal, pausing.signal]));
    } catch (error) {
      if (!pausing.signal.aborted) throw error;
      log.info({}, 'a repair pass was ended: they are paused');
    } finally {
      await orders.stop();
    }
  }

  let lookedAtMs = Number.NEGATIVE_INFINITY;
  /** When the pass was asked for that was begun last: a new one is begun at once, a failed one as often as the others. */
  let triedAtMs: number | null = null;
  const schedule = startWatch({
    name: 'repair pass',
    clock,
    everyMs: HEAR_EVERY_MS,
    async look(signal) {
      const nowMs = clock.now().getTime();
      const askedAtMs = (await repairOrders(store.settings)).asked?.at.getTime() ?? null;
      const isNew = askedAtMs !== null && askedAtMs !== triedAtMs;
      if (!isNew && isWithin(LOOK_EVERY_MS, lookedAtMs, nowMs)) return;
      lookedAtMs = nowMs;
      triedAtMs = askedAtMs;
      const alone = { locks: store.locks, clock, log, lock: LOCK, signal };
      if ((await duePass()) !== null) await runAlone(alone, passUnlessPaused);
    },
    onFailed: (error) => log.warn({ err: error }, 'a repair pass failed and will be tried again'),
  });
  return {
    async stop(deadlineMs) {
      await atMost(deadlineMs, schedule.stop(), clock);
    },
  };
}

/** A backfill compares everything too. */
async function comparedAll(settings: Settings): Promise<PassStamp | null> {
  return (await readStamp(settings, COMPARED_ALL)) ?? (await readStamp(settings, BACKFILLED));
}
