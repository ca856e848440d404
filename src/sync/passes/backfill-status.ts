import { z } from 'zod';
import { instant } from '../../store/instant.js';
import type { Clock } from '../../domain/clock.js';
import { isWithin } from '../../domain/is-within.js';
import type { Log } from '../../domain/log.js';
import type { Settings } from '../../store/settings.js';

/** How far a backfill came, kept where every process of the store sees it. */
export interface BackfillStatus {
  readonly startedAt: Date;
  readonly isRunning: boolean;
  /** Null while it runs, and when it was interrupted. */
  readonly finishedAt: Date | null;
  /** Read from SpotDraft so far. */
  readonly contracts: number;
  /** Null while it isn't known. */
  readonly total: number | null;
  /** By the speed so far; null when it does not run, or too short to tell. */
  readonly estimatedMsLeft: number | null;
}

/** As a backfill reports it. */
interface Step {
  readonly phase: 'reading' | 'checking' | 'writing' | 'cleaning';
  readonly done: number;
  readonly total: number | null;
}

export interface BackfillStatusWriter {
  /** Kept at most once a second; never fails and is never waited for. */
  note(step: Step): void;
  finish(contracts: number): Promise<void>;
}

const SETTING = 'backfill-status';
const EVERY_MS = 1_000;
/** One that says nothing for so long does not run any more. */
const SILENT_MS = 60_000;

const statusJson = z.object({
  startedAt: instant,
  finishedAt: instant.nullable(),
  contracts: z.number(),
  total: z.number().nullable(),
  estimatedMsLeft: z.number().nullable(),
  at: instant,
});

export async function backfillStatus(
  settings: Settings,
  now: Date,
): Promise<BackfillStatus | null> {
  const text = await settings.get(SETTING);
  if (text === null) return null;
  const { at, estimatedMsLeft, ...status } = statusJson.parse(JSON.parse(text));
  const ageMs = now.getTime() - at.getTime();
  const isRunning = status.finishedAt === null && Math.abs(ageMs) < SILENT_MS;
  return {
    ...status,
    isRunning,
    estimatedMsLeft:
      isRunning && estimatedMsLeft !== null ? Math.max(0, estimatedMsLeft - ageMs) : null,
  };
}

export function createBackfillStatus(parts: {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** Of the run that this one goes on with, where there was one. */
  readonly startedAt: Date;
}): BackfillStatusWriter {
  const { settings, clock, log } = parts;
  const startedAt = parts.startedAt.toISOString();
  const begunMs = clock.now().getTime();
  let first: number | null = null;
  let contracts = 0;
  let total: number | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;

  const save = (
    nowMs: number,
    more: { finishedAt: string | null; estimatedMsLeft: number | null },
  ) =>
    settings.set(
      SETTING,
      JSON.stringify({ startedAt, contracts, total, at: new Date(nowMs).toISOString(), ...more }),
    );

  /** Reading a contract and looking at its record count as one step each. */
  function estimate({ phase, done }: Step, nowMs: number): number | null {
    if (total === null || phase === 'checking' || phase === 'cleaning') return null;
    const steps = phase === 'reading' ? done : total + done;
    first ??= steps;
    if (steps <= first) return null;
    return Math.round(((nowMs - begunMs) / (steps - first)) * Math.max(0, 2 * total - steps));
  }

  return {
    note(step) {
      if (step.phase === 'reading') {
        contracts = step.done;
        total = step.total;
      } else if (step.phase === 'writing') {
        total ??= step.total;
        contracts ||= total ?? 0;
      }
      const nowMs = clock.now().getTime();
      const estimatedMsLeft = estimate(step, nowMs);
      if (isWithin(EVERY_MS, lastMs, nowMs)) return;
      lastMs = nowMs;
      save(nowMs, { finishedAt: null, estimatedMsLeft }).catch((error: unknown) => {
        log.warn({ err: error }, 'the progress of the backfill could not be kept');
      });
    },
    async finish(read) {
      contracts = read;
      total ??= read;
      const now = clock.now();
      await save(now.getTime(), { finishedAt: now.toISOString(), estimatedMsLeft: null });
    },
  };
}
