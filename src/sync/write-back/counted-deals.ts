import type { ContractId } from '../../domain/contract-id.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { ConfirmedRow } from '../../store/contract-details.js';
import type { GoneDeals } from '../projection/gone-deals.js';
import type { ContractStore, StoredContract } from '../../store/contracts.js';

/**
 * Beside the rows that the CRM confirmed: the deal in whose row a contract was last counted. The projection forgets
 * where a contract was as soon as it is read anew, by whomever; this says which deal is still to be written.
 */
const COUNTED_IN = 'deal of a contract';

export type CountedDeals = ReadonlyMap<ContractId, OpportunityId | null>;

/** In which deal's row each contract was last counted; contracts never counted are not in the map. */
export async function readCountedDeals(
  store: ContractStore,
  contracts: readonly StoredContract[],
): Promise<CountedDeals> {
  const ids = contracts.map(({ contract }) => contract.id);
  const rows = await store.confirmedRows(COUNTED_IN, ids);
  return new Map(
    ids.flatMap((id) => {
      const row = rows.get(id);
      return row === undefined ? [] : [[id, dealOf(row.deal)] as const];
    }),
  );
}

/** Deals whose rows still count contracts that have left them, with those contracts; without deals that are gone. */
export function dealsLeft(
  counted: CountedDeals,
  contracts: readonly StoredContract[],
  gone: GoneDeals,
): Map<OpportunityId, readonly ContractId[]> {
  const left = new Map<OpportunityId, ContractId[]>();
  for (const { contract } of contracts) {
    const deal = counted.get(contract.id) ?? null;
    if (deal === null || deal === contract.opportunityId) continue;
    if (deal === gone.get(contract.id)) continue;
    left.set(deal, [...(left.get(deal) ?? []), contract.id]);
  }
  return left;
}

/** Remembers that these contracts are counted where they are now. Writes only what changed. */
export async function saveCountedDeals(
  store: ContractStore,
  counted: CountedDeals,
  contracts: readonly StoredContract[],
): Promise<void> {
  const moved = contracts.filter(
    ({ contract }) => (counted.get(contract.id) ?? null) !== contract.opportunityId,
  );
  if (moved.length === 0) return;
  await store.saveConfirmedRows(
    COUNTED_IN,
    moved.map(({ contract }) => ({ key: contract.id, row: { deal: contract.opportunityId } })),
  );
}

/** A row's look-up to a deal. */
export function dealOf(value: ConfirmedRow[string] | undefined): OpportunityId | null {
  return typeof value === 'string' ? toOpportunityId(value) : null;
}
