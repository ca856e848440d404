/**
 * The sync engine. What it promises:
 *
 * 1. A delivery we acknowledged is never lost: it is on disk before its 2xx, and its work resumes after a crash.
 * 2. One intent makes one contract: the ledger row comes before the call, and an unclear answer is looked up, not repeated.
 * 3. A CRM record always ends at SpotDraft's present state: deliveries are hints, every write is computed from a fresh read.
 * 4. What we could not do is visible with its cause and can be done again.
 * 5. Everything stored can be rebuilt from SpotDraft and the CRM by `dealdraft backfill`.
 */
export { announceChanges } from './projection/announce-changes.js';
export { startDeliveryPruning } from './passes/delivery-pruning.js';
export { startActivityPruning } from './passes/activity-pruning.js';
export { startUploadExpiry } from './passes/upload-expiry.js';
export { createReconciler } from './worker/reconciler.js';
export type { Reconciler } from './worker/reconciler.js';
export type { ExecutedDocuments } from './worker/executed-documents.js';
export { keepConfirmation } from './terms/keep-terms.js';
export { createTermCounts } from './terms/count-terms.js';
export type { TermCount } from './terms/count-terms.js';
export { createTermJudge } from './terms/judge-contracts.js';
export type { TermJudge } from './terms/judge-contracts.js';
export { isJudged, OPEN_TERMS, TERMS, parseOpenTerms, termsOf } from './terms/kept-terms.js';
export type { OpenTerms } from './terms/kept-terms.js';
export { createWriteLock } from './write-back/write-lock.js';
export { guardWriteBack } from './write-back/guarded-write-back.js';
export { createWriteBack } from './write-back/write-back.js';
export type { WriteBack } from './write-back/write-back.js';
export { startSyncWorker } from './worker/sync-worker.js';
export { createRenewalLedger } from './passes/renewals/renewal-ledger.js';
export { lastRenewalPass, renewalError } from './passes/renewals/renewal-progress.js';
export { startRenewalSchedule } from './passes/renewals/renewal-schedule.js';
export { runRenewals } from './passes/renewals/run-renewals.js';
export type { RenewalReport } from './passes/renewals/run-renewals.js';
export type { Relate } from './passes/renewals/relate-renewals.js';
export { runAlone } from './passes/run-alone.js';
export { backfillStatus } from './passes/backfill-status.js';
export { backfilledAt, runBackfill } from './passes/backfill.js';
export type { BackfillProgress, BackfillReport } from './passes/backfill.js';
export { startReconcileSchedule } from './passes/drift/reconcile-schedule.js';
export {
  askForRepair,
  pauseRepairs,
  repairOrders,
  resumeRepairs,
} from './passes/drift/repair-orders.js';
export type { AskedPass, RepairOrders } from './passes/drift/repair-orders.js';
export { reconciledAt, runReconcile } from './passes/drift/run-reconcile.js';
export type { DriftReport } from './passes/drift/drift-report.js';
export { DRIFT_CAUSES, isAnnouncedChange } from './passes/drift/plan-drift.js';
export type { DriftCause } from './passes/drift/plan-drift.js';
export { createRowPlanner } from './write-back/wanted-rows.js';
export type { RowPlanner } from './write-back/wanted-rows.js';
export { projectContracts } from './projection/project-contracts.js';
export { projectListed } from './projection/project-listed.js';
export {
  CONTRACT_CREATION,
  contractSubject,
  createContractCreations,
} from './worker/contract-creations.js';
export { creationActivity } from './worker/creation-activity.js';
export { createCreationSettler, NOT_SHOWN } from './worker/creation-settler.js';
export type { CreationKind, CreationSettler, LookFor } from './worker/creation-settler.js';
export { createAbandonmentWatch, holdCreation } from './worker/hold-creation.js';
export {
  createRefusalNotes,
  refusalCure,
  refusalText,
  refusedDeliveries,
} from './passes/refused-deliveries.js';
export type { RefusedDeliveries } from './passes/refused-deliveries.js';
export { walkAllContracts, walkUpdatedContracts } from './passes/walk-contracts.js';
export type { WalkParts } from './passes/walk-contracts.js';
export { startStoreLossWatch } from './passes/store-loss-watch.js';
export { noteUndeliveredChange, silence, startSilenceWatch } from './passes/silence.js';
export { checkWorkspace } from './passes/workspace-guard.js';
