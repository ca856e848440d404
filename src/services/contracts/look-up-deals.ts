import type { CallOptions, SpotDraft } from '../../connectors/spotdraft/types.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { Contract } from '../../domain/contract.js';
import type { Log } from '../../domain/log.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Store } from '../../store/store.js';
import { backfilledAt, projectContracts } from '../../sync/index.js';

/** Until a backfill has read all there is, SpotDraft is asked what a deal has, once for each deal. */
export interface DealLookUp {
  /** Once true, always true: a backfill is never undone while the store lives. */
  readonly isIndexComplete: () => Promise<boolean>;
  /** Asks SpotDraft for the contracts of deals it was never asked about; returns the failures. */
  readonly lookUp: (ids: readonly OpportunityId[]) => Promise<ReadonlyMap<OpportunityId, Error>>;
}

export function createDealLookUp(
  {
    store,
    spotdraft,
    log,
  }: {
    readonly store: Pick<Store, 'contracts' | 'settings'>;
    readonly spotdraft: Pick<SpotDraft, 'findByExternalId'>;
    readonly log: Log;
  },
  options: CallOptions,
): DealLookUp {
  let indexComplete = false;

  async function isIndexComplete(): Promise<boolean> {
    indexComplete ||= (await backfilledAt(store.settings)) !== null;
    return indexComplete;
  }

  return {
    isIndexComplete,

    async lookUp(ids) {
      const errors = new Map<OpportunityId, Error>();
      if (ids.length === 0 || (await isIndexComplete())) return errors;
      const known = await store.contracts.lookedUp(ids);
      await Promise.all(
        ids
          .filter((id) => !known.has(id))
          .map(async (id) => {
            try {
              const look = await store.contracts.beginLook();
              const contracts = new Map<ContractId, Contract>();
              // Contracts made by others may carry the 15-character form of the same id. It is asked for only where the
              // usual form finds nothing, since each look costs a call; a backfill finds either.
              for (const externalId of [id, id.slice(0, 15)]) {
                if (contracts.size > 0) break;
                const found = await spotdraft.findByExternalId(externalId, options);
                for (const contract of found.contracts) contracts.set(contract.id, contract);
                if (found.truncated)
                  log.warn(
                    { opportunityId: id },
                    'SpotDraft shows 50 contracts of this deal and hides the rest; run "dealdraft backfill"',
                  );
              }
              await projectContracts(store.contracts, [...contracts.values()], look);
              await store.contracts.saveLookedUp([id], look.at);
            } catch (error) {
              if (!(error instanceof Error)) throw error;
              errors.set(id, error);
            }
          }),
      );
      return errors;
    },
  };
}
