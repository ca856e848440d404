import type { ContractId } from '../domain/contract-id.js';
import type { RecordActivity } from '../domain/activity.js';
import type { ArchiveLedger, ArchiveRow } from '../store/archive-ledger.js';

/** Rows whose last step is remembered: those in work, and a few more. */
const MOST_REMEMBERED = 1_000;

/**
 * The ledger, with every step that it keeps in the own log as well: whatever is done with a document is kept there first. What is
 * saved on the way, and changes nothing that anybody is told, is no step.
 *
 * @param onStep what people see of the contract changed
 */
export function recordSteps(
  ledger: ArchiveLedger,
  record: RecordActivity,
  onStep: (id: ContractId) => void,
): ArchiveLedger {
  const lastSteps = new Map<string, string>();

  /** @returns the row's step before this one, as far as it is remembered, and this one */
  function remember({ contractId, destination, document, state, attempts, lastError }: ArchiveRow) {
    const key = JSON.stringify([contractId, destination, document]);
    const step = JSON.stringify([state, attempts, lastError]);
    const before = lastSteps.get(key) ?? null;
    lastSteps.delete(key);
    lastSteps.set(key, step);
    const [oldest] = lastSteps.keys();
    if (lastSteps.size > MOST_REMEMBERED && oldest !== undefined) lastSteps.delete(oldest);
    return { before, step };
  }

  return {
    ...ledger,
    async save(row) {
      const saved = await ledger.save(row);
      if (saved === null) return null;
      const { before, step } = remember(saved);
      if (before === step) return saved;
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
      // A pass that finds everything in its place, or wants none of it, is no news of each contract.
      const isFound = before === null && (state === 'ARCHIVED' || state === 'SKIPPED');
      if (!isFound) onStep(contractId);
      return saved;
    },
  };
}
