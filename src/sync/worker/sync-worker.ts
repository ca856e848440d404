import type { RecordActivity } from '../../domain/activity.js';
import { atMost } from '../../work/at-most.js';
import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { DirtyKey } from '../../store/queue.js';
import type { Store } from '../../store/store.js';
import { isContractKey } from '../../store/dirty-key.js';
import { noteLateWrite } from '../write-back/late-writes.js';
import { recheckRun } from '../write-back/recheck-run.js';
import type { WriteBack } from '../write-back/write-back.js';
import type { CreationSettler } from './creation-settler.js';
import type { Pauses } from '../../work/pauses.js';
import { startQueueWorker } from '../../work/queue-worker.js';
import type { QueueWorker } from '../../work/queue-worker.js';
import type { RunResult } from '../../work/run-result.js';
import { MAX_ATTEMPTS } from './reconciler.js';
import type { Reconciler } from './reconciler.js';

export type SyncWorker = QueueWorker;

export interface SyncWorkerParts {
  readonly store: Store;
  readonly reconciler: Pick<Reconciler, 'run'>;
  readonly writeBack: WriteBack;
  readonly settler: Pick<CreationSettler, 'settleDue'>;
  readonly pauses: Pick<Pauses, 'active' | 'longest'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly onResult?: (result: RunResult) => void;
  readonly record?: RecordActivity;
  /** Called when runs ended and the queue knows of it; not for keys that only come again. */
  readonly onFinished?: (keys: readonly DirtyKey[]) => void;
}

/** As many as one CRM call writes; two SpotDraft list calls read them. */
const BATCH = 200;
/** Whoever asks again waits for it, so what a dead process left behind is noticed soon; costs one small read. */
const SETTLE_EVERY_MS = 1_000;

/**
 * Starts what a sync worker does: brings dirty contracts in line, compares records once more that a write may have reached
 * late, and settles creations whose answer was lost.
 */
export function startSyncWorker(parts: SyncWorkerParts): SyncWorker {
  const { store, clock, log } = parts;
  const common = {
    pauses: parts.pauses,
    clock,
    log,
    batch: BATCH,
    ...(parts.record === undefined ? {} : { record: parts.record }),
  };
  const sync = startQueueWorker({
    ...common,
    name: 'sync',
    messages: { failed: 'sync failed, will try again', parked: 'sync parked' },
    queue: store.queues.sync,
    wakes: store.wakes,
    run: (claims, signal) => parts.reconciler.run(claims, signal),
    maxAttempts: MAX_ATTEMPTS,
    onPark: parkDeliveries,
    onOvertaken: (keys) => noteLateWrite(store, clock, keys.filter(isContractKey)),
    ...(parts.onResult === undefined ? {} : { onResult: parts.onResult }),
    ...(parts.onFinished === undefined ? {} : { onFinished: parts.onFinished }),
  });
  const recheck = startQueueWorker({
    ...common,
    name: 'recheck',
    messages: {
      failed: 'a record could not be compared once more, will try again',
      parked: 'a record is not compared once more',
    },
    queue: store.queues.recheck,
    run: recheckRun(parts),
    // Nothing is lost by looking on, and nobody looks for what was given up here.
    maxAttempts: Number.POSITIVE_INFINITY,
  });
  const stopping = new AbortController();
  const settling = settleLoop();

  /** Whatever a key is given up for, what was delivered for it says so: that is where people look, and what they replay. */
  async function parkDeliveries(key: DirtyKey, reason: string): Promise<void> {
    const last = (await store.inbox.waiting(key)).at(-1);
    if (last !== undefined) {
      await store.inbox.settle(key, last.id, { state: 'parked', reason });
    }
  }

  async function settleLoop(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const pause = await parts.pauses.active('spotdraft');
        if (pause === null) await parts.settler.settleDue(stopping.signal);
      } catch (error) {
        log.error({ err: error }, 'settling creations failed and will be tried again');
      }
      await clock.sleep(SETTLE_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  return {
    wake: sync.wake,
    async stop(deadlineMs) {
      stopping.abort(new Error('The sync worker is stopping.'));
      await Promise.all([
        sync.stop(deadlineMs),
        recheck.stop(deadlineMs),
        atMost(deadlineMs, settling, clock),
      ]);
    },
  };
}
