import type { Clock } from '../../domain/clock.js';
import type { RecordActivity } from '../../domain/activity.js';
import type { Log } from '../../domain/log.js';
import type { Store } from '../../store/store.js';
import type { AllowanceGate } from '../../work/allowance.js';
import type { Pauses } from '../../work/pauses.js';
import { startQueueWorker } from '../../work/queue-worker.js';
import type { QueueWorker } from '../../work/queue-worker.js';
import { startWatch } from '../../work/start-watch.js';
import { MAX_BULK_ATTEMPTS } from './bulk-work.js';
import type { BulkTurn, BulkWork } from './bulk-work.js';

export interface BulkWorkerParts {
  readonly work: BulkWork;
  readonly store: Store;
  readonly pauses: Pick<Pauses, 'longest'>;
  readonly allowance: AllowanceGate;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly record?: RecordActivity;
  readonly onVerdict?: BulkTurn['onVerdict'];
}

/** Pages of jobs at once, so that one job does not hold up another. */
const BATCH = 2;
/** A job is marked as work right after it is kept; in between, a process may die. */
const TAKE_UP_EVERY_MS = 15_000;

/** Works off jobs over many deals, beside other processes that do the same. */
export function startBulkWorker(parts: BulkWorkerParts): QueueWorker {
  const { work, store, pauses, allowance, clock, random, log } = parts;
  const worker = startQueueWorker({
    name: 'bulk',
    messages: {
      failed: 'a page of a bulk job failed, will try again',
      parked: 'a page of a bulk job is given up',
    },
    queue: store.queues.bulk,
    wakes: store.wakes,
    async run(claims, signal) {
      const turn = { allowance, random, signal, onVerdict: parts.onVerdict };
      const results = await Promise.all(
        claims.map(async (claim) => [claim.key, await work.run(claim, turn)] as const),
      );
      return new Map(results);
    },
    batch: BATCH,
    maxAttempts: MAX_BULK_ATTEMPTS,
    onPark: (key) => work.giveUp(key),
    ...(parts.record === undefined ? {} : { record: parts.record }),
    pauses,
    clock,
    log,
  });
  const watch = startWatch({
    name: 'watch of bulk jobs',
    clock,
    everyMs: TAKE_UP_EVERY_MS,
    look: () => work.takeUp(),
    onFailed: (error) => {
      log.warn({ err: error }, 'bulk jobs could not be looked at');
    },
  });
  return {
    wake: worker.wake,
    async stop(deadlineMs) {
      await Promise.all([worker.stop(deadlineMs), watch.stop()]);
    },
  };
}
