import type { Crm } from '../../connectors/crm.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { Log } from '../../domain/log.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { ContractStore, StoredContract } from '../../store/contracts.js';
import { markBack, markGone, readGoneDeals } from '../projection/gone-deals.js';
import type { GoneDeals } from '../projection/gone-deals.js';
import type { Failure, Failures } from './write-outcome.js';

export interface GoneDealParts {
  readonly crm: Pick<Crm, 'readableOpportunities'>;
  readonly contracts: ContractStore;
  readonly log: Log;
}

const INTEGRATION = { kind: 'integration' } as const;

/**
 * Of these contracts those whose deal is still gone. Those whose deal is there again are linked anew. Costs a call per 200
 * deals that were gone, and none without one.
 */
export async function stillGone(
  { crm, contracts, log }: GoneDealParts,
  ids: readonly ContractId[],
): Promise<GoneDeals> {
  const gone = await readGoneDeals(contracts, ids);
  if (gone.size === 0) return gone;
  const there = await crm.readableOpportunities(INTEGRATION, [...new Set(gone.values())]);
  const back = [...gone].filter(([, deal]) => there.has(deal)).map(([id]) => id);
  if (back.length > 0) {
    log.info({ contracts: back.length }, 'deals that were gone are there again');
    await markBack(contracts, [...(await contracts.get(back)).values()], gone);
  }
  return new Map([...gone].filter(([, deal]) => !there.has(deal)));
}

/**
 * Takes refusals that come of a deal which the CRM no longer has for what they are: a state, and no failure. Its contracts are
 * unlinked, and their failures taken away.
 *
 * @returns contracts and deals that this is true of
 */
export async function settleGoneDeals(
  { crm, contracts, log }: GoneDealParts,
  written: readonly StoredContract[],
  failures: Failures,
  failedDeals: Map<string, Failure>,
): Promise<{
  readonly contracts: ReadonlySet<ContractId>;
  readonly deals: ReadonlySet<OpportunityId>;
}> {
  const suspects = new Set<OpportunityId>();
  for (const { contract } of written) {
    const { id, opportunityId } = contract;
    if (opportunityId === null) continue;
    const isRefused = [failures.get(id), failedDeals.get(opportunityId)].some(saysGone);
    if (isRefused) suspects.add(opportunityId);
  }
  for (const [deal, failure] of failedDeals) {
    if (saysGone(failure)) suspects.add(deal as OpportunityId);
  }
  if (suspects.size === 0) return { contracts: new Set(), deals: new Set() };
  const there = await crm.readableOpportunities(INTEGRATION, [...suspects]);
  const deals = new Set([...suspects].filter((deal) => !there.has(deal)));
  // Not only those of this batch: the others would meet the same refusal one by one.
  const linked = [...(await contracts.byOpportunity([...deals])).values()].flat();
  const own = written.filter(
    ({ contract }) => contract.opportunityId !== null && deals.has(contract.opportunityId),
  );
  const unlinked = [...new Map([...linked, ...own].map((one) => [one.contract.id, one])).values()];
  await markGone(contracts, unlinked);
  for (const { contract } of unlinked) {
    log.info({ contractId: contract.id, opportunityId: contract.opportunityId }, 'deal gone');
    failures.delete(contract.id);
  }
  for (const deal of deals) failedDeals.delete(deal);
  return { contracts: new Set(unlinked.map(({ contract }) => contract.id)), deals };
}

function saysGone(failure: Failure | undefined): boolean {
  return failure?.isGone === true;
}
