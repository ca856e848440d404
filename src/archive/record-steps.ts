import type { RecordActivity } from '../domain/activity.js';
import type { ArchiveLedger } from '../store/archive-ledger.js';

/** The ledger, with every step that it keeps in the own log as well: whatever is done with a document is kept there first. */
export function recordSteps(ledger: ArchiveLedger, record: RecordActivity): ArchiveLedger {
  return {
    ...ledger,
    async save(row) {
      const saved = await ledger.save(row);
      if (saved === null) return null;
      const { destination, contractId, state, attempts, lastError } = saved;
      const failed = state === 'PARKED' || (state === 'WAITING' && lastError !== null);
      record({
        kind: 'ARCHIVE',
        system: 'archive',
        operation: destination,
        outcome: state.toLowerCase(),
        failed,
        contractId,
        ...(attempts === 0 ? {} : { attempt: attempts }),
        ...(lastError === null ? {} : { error: lastError }),
      });
      return saved;
    },
  };
}
