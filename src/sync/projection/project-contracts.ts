import type { Contract } from '../../domain/contract.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import { forgetGone, readGoneDeals, withoutGoneDeal } from './gone-deals.js';
import type { ContractStore, Look } from '../../store/contracts.js';

export interface Projected {
  /** Deals that lost a contract by this, which have to be written anew. */
  readonly lost: ReadonlySet<OpportunityId>;
  /** Contracts that a later look has shown already: what is stored of them is newer. */
  readonly skipped: ReadonlySet<ContractId>;
}

/**
 * Saves contracts as read from SpotDraft, keeping what its reads never carry (the kind, which only webhooks tell) and without
 * deals that the CRM no longer has.
 *
 * @param look begun before SpotDraft was asked
 */
export async function projectContracts(
  store: ContractStore,
  contracts: readonly Contract[],
  look: Look,
): Promise<Projected> {
  const lost = new Set<OpportunityId>();
  if (contracts.length === 0) return { lost, skipped: new Set() };
  const known = await store.get(contracts.map(({ id }) => id));
  const gone = await readGoneDeals(
    store,
    contracts.map(({ id }) => id),
  );
  const moved = contracts.filter(
    ({ id, opportunityId }) => gone.has(id) && gone.get(id) !== opportunityId,
  );
  await forgetGone(
    store,
    moved.map(({ id }) => id),
  );
  const merged = contracts.map((read) => {
    const contract = withoutGoneDeal(read, gone);
    const previous = known.get(contract.id)?.contract;
    const left = previous?.opportunityId ?? null;
    if (left !== null && left !== contract.opportunityId) lost.add(left);
    return contract.kind === null && previous !== undefined && previous.kind !== null
      ? { ...contract, kind: previous.kind }
      : contract;
  });
  return { lost, skipped: await store.save(merged, look) };
}
