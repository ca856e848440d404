import { createBulkWork } from '../services/bulk/bulk-work.js';
import { startBulkWorker } from '../services/bulk/bulk-worker.js';
import {
  runBackfill,
  startActivityPruning,
  startDeliveryPruning,
  startReconcileSchedule,
  startRenewalSchedule,
  startSilenceWatch,
  startStoreLossWatch,
  startSyncWorker,
  startUploadExpiry,
} from '../sync/index.js';
import { createNoticeStarter } from '../services/notices/notice-schedule.js';
import { createRelator } from '../services/renewals/relate-in-spotdraft.js';
import { createAutomationStarter } from '../services/automations/automation-schedule.js';
import { readPeerCertificate } from '../connectors/http/peer-certificate.js';
import { startPublicCertificateWatch } from '../services/health/public-certificate.js';
import type { Engine } from './open-engine.js';

const DRAIN_MS = 8_000;
/** Most passes are for nothing but what a backfill or a repair brought. */
const RENEWALS_EVERY_MS = 15 * 60_000;

export interface Worker {
  /** Ends what can be ended, gives unfinished keys back, and waits no longer than a drain may take. */
  stop(): Promise<void>;
}

/** Starts what works in the background on this engine's store; several processes may do so on one store. */
export function startWorker(engine: Engine): Worker {
  const archiving = startArchiving(engine);
  const syncing = startSyncing(engine);
  return {
    async stop() {
      await Promise.all([archiving.stop(), syncing.stop()]);
    },
  };
}

/** Works off jobs over many deals, and does nothing else. */
export function startBulkWork(engine: Engine): Worker {
  const worker = startBulkWorker({
    ...engine,
    work: engine.services.of(createBulkWork),
    onVerdict: engine.metrics.bulkRow,
  });
  return { stop: () => worker.stop(DRAIN_MS) };
}

/** Brings documents to their destinations, and does nothing else. */
export function startArchiving({ archive }: Engine): Worker {
  const workers = archive?.startWorkers();
  return {
    async stop() {
      await workers?.stop(DRAIN_MS);
    },
  };
}

/** Everything but archiving. */
export function startSyncing(engine: Engine): Worker {
  const { store, clock, log, metrics } = engine;
  const bulk = startBulkWork(engine);
  const renewals = startRenewalSchedule({
    ...engine,
    everyMs: RENEWALS_EVERY_MS,
    relate: engine.services.of(createRelator),
    onOutcome: metrics.renewal,
  });
  const sync = startSyncWorker({
    ...engine,
    onResult: metrics.syncResult,
    onFinished: (keys) => {
      engine.announceSettled(keys);
      renewals.noteSettled(keys);
    },
  });
  const silenceWatch = startSilenceWatch({ store, clock, log });
  const lossWatch = startStoreLossWatch({
    store,
    clock,
    log,
    onLost: metrics.storeEmptied,
    rebuild: engine.config.rebuildsEmptiedStore
      ? (signal) => runBackfill({ ...engine, signal, onProgress: () => undefined })
      : null,
  });
  const schedule = startReconcileSchedule({
    ...engine,
    ...engine.config.reconcile,
    onReport: metrics.drift,
  });
  const pruning = startDeliveryPruning({
    ...engine,
    keepMs: engine.config.keepDeliveriesMs,
  });
  const uploadExpiry = startUploadExpiry({ store, clock, log });
  const activityPruning = startActivityPruning({
    activities: store.activities,
    bounds: () => engine.recorder.bounds(),
    clock,
    log,
  });
  const automations = engine.services.of(createAutomationStarter)({
    ...engine,
    contracts: engine.services.contracts,
    everyMs: engine.config.automationEveryMs,
    onOutcome: metrics.automation,
  });
  const notices = engine.services.of(createNoticeStarter)({
    ...engine,
    destinations: engine.noticeDestinations,
    hasPage: engine.config.http.ui,
    onSent: metrics.notice,
  });
  const certificateWatch = startPublicCertificateWatch({
    publicUrl: engine.config.http.publicUrl,
    read: readPeerCertificate,
    settings: store.settings,
    clock,
    log,
  });
  engine.wakeWorker.current = sync.wake;
  return {
    async stop() {
      await Promise.all([
        sync.stop(DRAIN_MS),
        bulk.stop(),
        silenceWatch.stop(),
        lossWatch.stop(),
        schedule.stop(DRAIN_MS),
        pruning.stop(),
        uploadExpiry.stop(),
        activityPruning.stop(),
        automations.stop(DRAIN_MS),
        notices.stop(DRAIN_MS),
        renewals.stop(DRAIN_MS),
        certificateWatch.stop(),
      ]);
    },
  };
}
