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
  readonly lookUp: (
    ids: readonly OpportunityId[],
    options: CallOptions,
  ) => Promise<ReadonlyMap<OpportunityId, Error>>;
  /** The same for one deal and what dealdraft made of it, for one call. @throws what the call throws. */
  readonly lookUpMade: (id: OpportunityId, options: CallOptions) => Promise<void>;
}

export function createDealLookUp({
  store,
  spotdraft,
  log,
}: {
  readonly store: Pick<Store, 'contracts' | 'settings'>;
  readonly spotdraft: Pick<SpotDraft, 'findByExternalId'>;
  readonly log: Log;
}): DealLookUp {
  let indexComplete = false;

  async function isIndexComplete(): Promise<boolean> {
    indexComplete ||= (await backfilledAt(store.settings)) !== null;
    return indexComplete;
  }

  async function neverAsked(ids: readonly OpportunityId[]): Promise<readonly OpportunityId[]> {
    if (ids.length === 0 || (await isIndexComplete())) return [];
    const known = await store.contracts.lookedUp(ids);
    return ids.filter((id) => !known.has(id));
  }

  /** Up to the first form of the deal's id that finds something. */
  async function lookUpForms(
    id: OpportunityId,
    forms: readonly string[],
    options: CallOptions,
  ): Promise<void> {
    const look = await store.contracts.beginLook();
    const contracts = new Map<ContractId, Contract>();
    for (const form of forms) {
      if (contracts.size > 0) break;
      const found = await spotdraft.findByExternalId(form, options);
      for (const contract of found.contracts) contracts.set(contract.id, contract);
      if (found.truncated)
        log.warn(
          { opportunityId: id },
          'SpotDraft shows 50 contracts of this deal and hides the rest; run "dealdraft backfill"',
        );
    }
    await projectContracts(store.contracts, [...contracts.values()], look);
    // Where nothing was found of some forms, the others are still to be asked for.
    if (contracts.size > 0 || forms.length > 1) await store.contracts.saveLookedUp([id], look.at);
  }

  return {
    isIndexComplete,

    async lookUp(ids, options) {
      const errors = new Map<OpportunityId, Error>();
      await Promise.all(
        (await neverAsked(ids)).map(async (id) => {
          try {
            // Contracts made by others may carry the 15-character form of the same id. It is asked for only where the
            // usual form finds nothing, since each look costs a call; a backfill finds either.
            await lookUpForms(id, [id, id.slice(0, 15)], options);
          } catch (error) {
            if (!(error instanceof Error)) throw error;
            errors.set(id, error);
          }
        }),
      );
      return errors;
    },

    async lookUpMade(id, options) {
      // What we make bears the usual form.
      if ((await neverAsked([id])).length > 0) await lookUpForms(id, [id], options);
    },
  };
}
