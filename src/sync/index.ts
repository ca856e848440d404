/**
 * The sync engine. What it promises:
 *
 * 1. A delivery we acknowledged is never lost: it is on disk before its 2xx, and its work resumes after a crash.
 * 2. One intent makes one contract: the ledger row comes before the call, and an unclear answer is looked up, not repeated.
 * 3. A CRM record always ends at SpotDraft's present state: deliveries are hints, every write is computed from a fresh read.
 * 4. What we could not do is visible with its cause and can be done again.
 * 5. Everything stored can be rebuilt from SpotDraft and the CRM by `dealdraft backfill`.
 */
export { announceChanges } from './announce-changes.js';
export { startDeliveryPruning } from './delivery-pruning.js';
export { createReconciler } from './reconciler.js';
export type { Reconciler } from './reconciler.js';
export { createAllowanceGate } from './allowance.js';
export type { AllowanceGate } from './allowance.js';
export { createPauses } from './pauses.js';
export type { Pauses } from './pauses.js';
export { createWriteLock } from './write-lock.js';
export { guardWriteBack } from './guarded-write-back.js';
export { createWriteBack } from './write-back.js';
export type { WriteBack } from './write-back.js';
export { startSyncWorker } from './sync-worker.js';
export { backfillStatus } from './backfill-status.js';
export { backfilledAt, runBackfill } from './backfill.js';
export type { BackfillProgress, BackfillReport } from './backfill.js';
export { startReconcileSchedule } from './reconcile-schedule.js';
export { reconciledAt, runReconcile } from './run-reconcile.js';
export type { DriftReport } from './drift-report.js';
export { DRIFT_CAUSES } from './plan-drift.js';
export type { DriftCause } from './plan-drift.js';
export { createRowPlanner } from './wanted-rows.js';
export type { RowPlanner } from './wanted-rows.js';
export { projectContracts } from './project-contracts.js';
export { createCreationSettler, REQUEST_ID_FIELD } from './creation-settler.js';
export type { CreationSettler } from './creation-settler.js';
export { noteUndeliveredChange, silence, startSilenceWatch } from './silence.js';
