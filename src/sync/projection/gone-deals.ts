import type { CrmRow } from '../../connectors/crm.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { Contract } from '../../domain/contract.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { ContractWriteback } from '../../mapping/index.js';
import type { ContractDetails } from '../../store/contract-details.js';
import type { ContractStore, StoredContract } from '../../store/contracts.js';

/**
 * Beside the rows that the CRM confirmed: contracts whose deal the CRM no longer has. SpotDraft goes on naming that deal. Such
 * a contract counts as unlinked; its record goes on saying what SpotDraft says, with the look-up to the deal left alone.
 */
const GONE = 'deal of a contract is gone';

export type GoneDeals = ReadonlyMap<ContractId, OpportunityId>;

type Details = Pick<ContractDetails, 'confirmedRows' | 'saveConfirmedRows'>;

/** The deals that are gone, by their contracts. */
export async function readGoneDeals(
  store: Details,
  ids: readonly ContractId[],
): Promise<GoneDeals> {
  const rows = await store.confirmedRows(GONE, ids);
  const gone = new Map<ContractId, OpportunityId>();
  for (const id of ids) {
    const deal = rows.get(id)?.deal;
    const dealId = typeof deal === 'string' ? toOpportunityId(deal) : null;
    if (dealId !== null) gone.set(id, dealId);
  }
  return gone;
}

/** The contract without a deal that is gone; as it is when it names another one by now. */
export function withoutGoneDeal(contract: Contract, gone: GoneDeals): Contract {
  const deal = gone.get(contract.id);
  return deal !== undefined && deal === contract.opportunityId
    ? { ...contract, opportunityId: null }
    : contract;
}

/** What its record should hold: the CRM itself decides what becomes of a look-up to a record that is gone. */
export function withoutLookUp(
  { opportunity }: Pick<ContractWriteback, 'opportunity'>,
  row: CrmRow,
): CrmRow {
  return Object.fromEntries(Object.entries(row).filter(([field]) => field !== opportunity));
}

/** Unlinks contracts from deals that are gone. What SpotDraft said last of them stays as new as it is. */
export async function markGone(
  store: ContractStore,
  contracts: readonly StoredContract[],
): Promise<void> {
  await link(
    store,
    contracts.map((stored) => ({ stored, opportunityId: null })),
  );
  await store.saveConfirmedRows(
    GONE,
    contracts.map(({ contract }) => ({ key: contract.id, row: { deal: contract.opportunityId } })),
  );
}

/** The CRM has the deals again. */
export async function markBack(
  store: ContractStore,
  contracts: readonly StoredContract[],
  deals: GoneDeals,
): Promise<void> {
  await forgetGone(
    store,
    contracts.map(({ contract }) => contract.id),
  );
  await link(
    store,
    contracts.map((stored) => ({ stored, opportunityId: deals.get(stored.contract.id) ?? null })),
  );
}

/** These contracts name another deal, or none. */
export async function forgetGone(store: Details, ids: readonly ContractId[]): Promise<void> {
  if (ids.length === 0) return;
  await store.saveConfirmedRows(
    GONE,
    ids.map((key) => ({ key, row: { deal: null } })),
  );
}

async function link(
  store: ContractStore,
  changes: readonly {
    readonly stored: StoredContract;
    readonly opportunityId: OpportunityId | null;
  }[],
): Promise<void> {
  for (const { stored, opportunityId } of changes) {
    const { contract, look, readAt } = stored;
    await store.save([{ ...contract, opportunityId }], { number: look, at: readAt });
  }
}
