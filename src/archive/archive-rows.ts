import type { ContractId } from '../domain/contract-id.js';
import type { ArchiveRow } from '../store/archive-ledger.js';
import { noted } from '../domain/said.js';

/** A row as it begins, before anything is known of its document. */
export function newRow(
  contractId: ContractId,
  destination: string,
  since: Date,
  changes: Partial<ArchiveRow> = {},
): ArchiveRow {
  return {
    number: 0,
    revision: 0,
    contractId,
    destination,
    document: '',
    state: 'WAITING',
    versionId: null,
    ordinal: 1,
    attempts: 0,
    lastError: null,
    since,
    archivedAt: null,
    verifiedAt: null,
    planned: null,
    sizeBytes: null,
    sent: null,
    stored: null,
    at: null,
    destinationVersionId: null,
    resume: null,
    rule: null,
    isRecorded: false,
    ...changes,
  };
}

/** The row that says how a contract stands at a destination: the one of its latest document. */
export function latestOf(rows: readonly ArchiveRow[], destination: string): ArchiveRow | null {
  return rows.findLast((row) => row.destination === destination) ?? null;
}

/** Somebody else has the row: its lease went to another worker. */
export class LostRowError extends Error {
  constructor() {
    super(noted`The row of an archived document was taken over by another worker.`);
    this.name = 'LostRowError';
  }
}
