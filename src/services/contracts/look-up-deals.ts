import type { CallOptions, SpotDraft } from '../../connectors/spotdraft/types.js';
import type { Log } from '../../domain/log.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Store } from '../../store/store.js';
import { backfilledAt, projectContracts } from '../../sync/index.js';
import { createAskForDeals } from './ask-for-deals.js';

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
  readonly spotdraft: Pick<
    SpotDraft,
    'findByExternalId' | 'findByExternalIds' | 'listContracts' | 'lastAnswerDate'
  >;
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

  /** By the usual form of the deal's id alone. */
  async function lookUpUsual(id: OpportunityId, options: CallOptions): Promise<void> {
    const look = await store.contracts.beginLook();
    const { contracts, truncated } = await spotdraft.findByExternalId(id, options);
    if (truncated)
      log.warn(
        { opportunityId: id },
        'SpotDraft shows 50 contracts of this deal and hides the rest; run "dealdraft backfill"',
      );
    await projectContracts(store.contracts, contracts, look);
    // Where nothing was found, the other form is still to be asked for.
    if (contracts.length > 0) await store.contracts.saveLookedUp([id], look.at);
  }

  return {
    isIndexComplete,

    async lookUp(ids, options) {
      if (ids.length === 0 || (await isIndexComplete())) return new Map();
      return createAskForDeals({ contracts: store.contracts, spotdraft, log }, options)(ids);
    },

    async lookUpMade(id, options) {
      // What we make bears the usual form.
      if ((await neverAsked([id])).length > 0) await lookUpUsual(id, options);
    },
  };
}
