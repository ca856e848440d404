import type { Contract } from '../domain/contract.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { ContractStore } from '../store/store.js';

/**
 * Saves contracts as read from SpotDraft, keeping what its reads never carry (the kind, which only webhooks tell).
 *
 * @returns the deals that lost a contract by this, which have to be written anew.
 */
export async function projectContracts(
  store: ContractStore,
  contracts: readonly Contract[],
  readAt: Date,
): Promise<ReadonlySet<OpportunityId>> {
  const lost = new Set<OpportunityId>();
  if (contracts.length === 0) return lost;
  const known = await store.get(contracts.map(({ id }) => id));
  const merged = contracts.map((contract) => {
    const previous = known.get(contract.id)?.contract;
    const left = previous?.opportunityId ?? null;
    if (left !== null && left !== contract.opportunityId) lost.add(left);
    return contract.kind === null && previous !== undefined && previous.kind !== null
      ? { ...contract, kind: previous.kind }
      : contract;
  });
  await store.save(merged, readAt);
  return lost;
}
