import { createActivityIds, timeOfActivity } from '../domain/activity.js';
import type { Activity, FieldValue, NewActivity, RecordActivity } from '../domain/activity.js';
import { backoffMs } from '../domain/backoff.js';
import { currentCause } from '../domain/cause.js';
import type { Clock } from '../domain/clock.js';
import { harmlessText } from '../domain/harmless-text.js';
import type { Log } from '../domain/log.js';
import type { ActivityBounds, ActivityLog } from '../store/activity.js';

export interface ActivityRecorder {
  readonly record: RecordActivity;
  /** Writes what waits, as far as the store takes it. Never rejects. */
  flush(): Promise<void>;
  /** What rows may be kept, now. */
  bounds(): ActivityBounds;
  /** Flushes for at most a moment; records nothing from then on. */
  stop(): Promise<void>;
}

export interface ActivityRecorderParts {
  readonly activities: ActivityLog;
  /** 0: nothing is recorded. */
  readonly keepMs: number;
  readonly maxRows: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Told of each row at once, kept or not, in what caused it. */
  readonly onRow?: ((row: Activity) => void) | undefined;
  /** Rows that nobody will see. */
  readonly onDropped: (count: number) => void;
}

/** Rows that wait for the store, in memory: some megabytes. */
const MAX_WAITING = 10_000;
/** Refused deliveries wait apart, so that a flood of them displaces nothing. */
const MAX_WAITING_REJECTED = 1_000;
/** Of one transaction: it takes a few milliseconds of a Redis that everybody shares. */
const ROWS_AT_ONCE = 250;
/** A batch costs a flush of the disk, however few rows it has. */
const FLUSH_AFTER_MS = 1_000;
const RETRY = { baseMs: 1_000, capMs: 30_000 };
const STOP_AFTER_MS = 2_000;
const MAX_CHANGES = 60;

/**
 * Takes activities in and writes them in batches, later and beside everything else. While the store can't be written they
 * wait, and what is too much is dropped and said.
 */
export function createActivityRecorder(parts: ActivityRecorderParts): ActivityRecorder {
  const { activities, keepMs, clock, log } = parts;
  const atOnce = activities.rowsAtOnce ?? ROWS_AT_ONCE;
  const idOf = createActivityIds(parts.random);
  const waiting: Activity[] = [];
  const rejected: Activity[] = [];
  let isStopped = keepMs === 0;
  const isTold = parts.onRow !== undefined;
  let timer: NodeJS.Timeout | null = null;
  let flushing: Promise<void> | null = null;
  let failures = 0;
  let dropped = 0;

  function bounds(): ActivityBounds {
    return {
      keepFrom: new Date(clock.now().getTime() - keepMs),
      maxRows: keepMs === 0 ? 0 : parts.maxRows,
    };
  }

  function drop(count: number): void {
    dropped += count;
    parts.onDropped(count);
  }

  function schedule(afterMs: number): void {
    if (timer !== null || isStopped) return;
    timer = setTimeout(() => {
      timer = null;
      void flush();
    }, afterMs);
    timer.unref();
  }

  async function writeOut(): Promise<void> {
    while (waiting.length + rejected.length > 0) {
      const rows = waiting.slice(0, atOnce);
      const refused = rejected.slice(0, atOnce);
      try {
        await activities.append([...rows, ...refused], bounds());
      } catch (error) {
        if (failures === 0) {
          log.warn({ err: error }, 'the own log can not be written; its rows wait in memory');
        }
        failures += 1;
        return;
      }
      waiting.splice(0, rows.length);
      rejected.splice(0, refused.length);
      if (failures > 0 || dropped > 0) {
        const lost = dropped === 0 ? 'nothing of it is lost' : 'rows that did not fit are lost';
        log.warn({ dropped }, `the own log is written again; ${lost}`);
      }
      failures = 0;
      dropped = 0;
    }
  }

  /** Asked for while one runs, it is that one: what was recorded meanwhile is written by it, too. */
  async function flush(): Promise<void> {
    flushing ??= writeOut().finally(() => {
      flushing = null;
      if (failures > 0) schedule(backoffMs(failures - 1, RETRY, parts.random()));
      else if (waiting.length + rejected.length > 0) schedule(FLUSH_AFTER_MS);
    });
    await flushing;
  }

  function take(activity: NewActivity): void {
    const row = rowOf(activity, idOf(clock.now()));
    parts.onRow?.(row);
    if (isStopped) return;
    const isRejected = activity.kind === 'REJECTED_DELIVERY';
    const queue = isRejected ? rejected : waiting;
    if (queue.length >= (isRejected ? MAX_WAITING_REJECTED : MAX_WAITING)) {
      // Of refused deliveries no more than that would be kept anyway.
      if (!isRejected) drop(1);
      return;
    }
    queue.push(row);
    schedule(FLUSH_AFTER_MS);
  }

  return {
    record: (activity) => {
      if (isStopped && !isTold) return;
      try {
        take(activity);
      } catch (error) {
        drop(1);
        log.warn({ err: error, kind: activity.kind }, 'an activity could not be recorded');
      }
    },
    flush,
    bounds,
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      const deadline = new AbortController();
      // A flush that runs may have failed before what came last.
      const all = flush().then(() => (failures > 0 ? undefined : flush()));
      const late = new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, STOP_AFTER_MS);
        deadline.signal.addEventListener('abort', () => {
          clearTimeout(timeout);
          resolve();
        });
      });
      await Promise.race([all, late]);
      deadline.abort();
      if (timer !== null) clearTimeout(timer);
      const lost = waiting.length + rejected.length;
      if (lost > 0) {
        drop(lost);
        log.warn({ dropped: lost }, 'rows of the own log could not be written before the end');
      }
    },
  };
}

/** With what is known of the cause, and without what must not be kept. */
function rowOf(activity: NewActivity, id: string): Activity {
  const cause = currentCause();
  const contractId = activity.contractId ?? cause?.contractId ?? null;
  const opportunityId = activity.opportunityId ?? cause?.opportunityId ?? null;
  const ofKeys = cause?.ofKeys;
  const { operation, error, told, changes = [] } = activity;
  return {
    id,
    at: timeOfActivity(id) ?? new Date(0),
    kind: activity.kind,
    system: activity.system ?? null,
    operation: operation == null ? null : harmlessText(operation),
    outcome: activity.outcome,
    failed: activity.failed ?? false,
    status: activity.status ?? null,
    durationMs: activity.durationMs ?? null,
    attempt: activity.attempt ?? null,
    actor: activity.actor ?? cause?.actor ?? null,
    correlationId:
      activity.correlationId ??
      (contractId === null ? undefined : ofKeys?.get(contractId)) ??
      (opportunityId === null ? undefined : ofKeys?.get(opportunityId)) ??
      cause?.correlationId ??
      null,
    contractId,
    opportunityId,
    changes: changes.slice(0, MAX_CHANGES).map(({ before, after, ...change }) => ({
      ...change,
      before: harmlessValue(before),
      after: harmlessValue(after),
    })),
    error: error == null ? null : harmlessText(error),
    told: told == null ? null : harmlessText(told),
  };
}

function harmlessValue(value: FieldValue): FieldValue {
  return typeof value === 'string' ? harmlessText(value) : value;
}
