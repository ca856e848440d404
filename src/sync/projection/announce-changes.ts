import { isDeepStrictEqual } from 'node:util';
import type { ContractId } from '../../domain/contract-id.js';
import type { Log } from '../../domain/log.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Change } from '../../store/change-log.js';
import type { ContractStore, StoredContract } from '../../store/contracts.js';
import type { DirtyKey } from '../../store/queue.js';
import type { Store } from '../../store/store.js';
import { isContractKey } from '../../store/dirty-key.js';

export interface ChangeAnnouncer {
  /** The store, with every change of a contract that somebody could see written to its change log. */
  readonly store: Store;
  /** Sync work under these keys came to an end: what the contracts say of it changed. */
  readonly settled: (keys: readonly DirtyKey[]) => void;
}

/**
 * Writes the change log beside the work that causes changes. That work never waits for it and never fails with it: an
 * entry that could not be written is made up for by one that tells listeners to read again.
 */
export function announceChanges(store: Store, log: Log): ChangeAnnouncer {
  let waiting: Change[] = [];
  let isScheduled = false;
  let isIncomplete = false;

  function announce(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    waiting.push(...changes);
    if (isScheduled) return;
    isScheduled = true;
    // What is announced in one turn of the event loop is one entry in the log's own storage.
    queueMicrotask(() => {
      isScheduled = false;
      void flush();
    });
  }

  async function flush(): Promise<void> {
    const unknown: Change[] = isIncomplete ? [{ contractId: null, opportunityIds: [] }] : [];
    const changes = [...unknown, ...waiting];
    waiting = [];
    isIncomplete = false;
    try {
      await store.changes.append(changes);
    } catch (error) {
      isIncomplete = true;
      log.warn({ err: error, changes: changes.length }, 'changes could not be announced');
    }
  }

  /** Runs a change of the projection and announces what it changed. */
  async function announcing<Result>(
    ids: readonly ContractId[],
    work: () => Promise<Result>,
    changesOf: (known: ReadonlyMap<ContractId, StoredContract>) => readonly Change[],
  ): Promise<Result> {
    const known = ids.length === 0 ? new Map<ContractId, never>() : await store.contracts.get(ids);
    const result = await work();
    announce(changesOf(known));
    return result;
  }

  const contracts: ContractStore = {
    ...store.contracts,
    save: (saved, look) =>
      announcing(
        saved.map(({ id }) => id),
        () => store.contracts.save(saved, look),
        (known) =>
          saved.flatMap((contract) => {
            const before = known.get(contract.id)?.contract;
            if (before !== undefined && isDeepStrictEqual(before, contract)) return [];
            return [changeOf(contract.id, before?.opportunityId, contract.opportunityId)];
          }),
      ),
    markDeleted: (ids, look) =>
      announcing(
        ids,
        () => store.contracts.markDeleted(ids, look),
        (known) =>
          [...known.values()]
            .filter(({ contract }) => contract.status !== 'DELETED')
            .map(({ contract }) => changeOf(contract.id, contract.opportunityId)),
      ),
    // Every sync moves the time of the last one; a pass over all contracts is no news of each of them.
    saveSyncResults: (results) =>
      announcing(
        results.map(({ id }) => id),
        () => store.contracts.saveSyncResults(results),
        (known) =>
          results.flatMap(({ id, error }) => {
            const before = known.get(id);
            const isNews =
              before !== undefined && (before.lastError !== error || before.lastSyncedAt === null);
            return isNews ? [changeOf(id, before.contract.opportunityId)] : [];
          }),
      ),
  };

  return {
    store: { ...store, contracts },
    settled: (keys) => {
      announce(keys.filter(isContractKey).map((id) => changeOf(id)));
    },
  };
}

function changeOf(
  contractId: ContractId,
  ...opportunityIds: readonly (OpportunityId | null | undefined)[]
): Change {
  return { contractId, opportunityIds: [...new Set(opportunityIds)].filter((id) => id != null) };
}
