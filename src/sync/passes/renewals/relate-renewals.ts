import type { Contract } from '../../../domain/contract.js';
import type { OpportunityId } from '../../../domain/opportunity-id.js';
import type { ContractRelation } from '../../../domain/related-contract.js';
import type { StoredContract } from '../../../store/contracts.js';
import type { ContractPair } from './renewal-ledger.js';
import type { RenewalParts } from './renewal-parts.js';

/**
 * Says in SpotDraft what the later of two contracts is of the earlier one, once. False when it is not known yet whether that was
 * done: then it is asked for again.
 */
export type Relate = (pair: ContractPair, relation: ContractRelation) => Promise<boolean>;

export interface RelatingParts extends Pick<RenewalParts, 'store' | 'ledger' | 'mapping' | 'log'> {
  readonly relate: Relate;
}

interface LinkedContract {
  readonly contract: Contract;
  readonly deal: OpportunityId;
}

interface Related {
  readonly pair: ContractPair;
  readonly relation: ContractRelation;
}

/**
 * Relates these contracts to those that they renew or amend: a contract on the deal of a renewal to the renewed one, and one of a
 * type that amends to the one contract on its deal that it can amend. Only T contracts can be related.
 */
export async function relateContracts(
  parts: RelatingParts,
  contracts: readonly StoredContract[],
  signal: AbortSignal,
): Promise<void> {
  const linked = contracts.flatMap(({ contract }): LinkedContract[] => {
    const { opportunityId: deal, status } = contract;
    return deal === null || status === 'DELETED' || !isTemplateContract(contract)
      ? []
      : [{ contract, deal }];
  });
  if (linked.length === 0) return;
  await relateEach(parts, await renewals(parts, linked), signal);
  await relateEach(parts, await amendments(parts, linked), signal);
}

async function relateEach(
  { ledger, relate, log }: RelatingParts,
  related: readonly Related[],
  signal: AbortSignal,
): Promise<void> {
  const done = await ledger.relatedAmong(related.map(({ pair }) => pair));
  for (const { pair, relation } of related) {
    if (done.has(pair)) continue;
    signal.throwIfAborted();
    if (!(await relate(pair, relation))) continue;
    await ledger.saveRelated(pair);
    log.info({ ...pair, relation }, 'two contracts were related');
  }
}

async function renewals(
  { ledger, mapping, store }: RelatingParts,
  contracts: readonly LinkedContract[],
): Promise<readonly Related[]> {
  const renewed = await ledger.renewalsAmong([...new Set(contracts.map(({ deal }) => deal))]);
  const earlier = await store.contracts.get([...new Set(renewed.values())]);
  return contracts.flatMap(({ contract, deal }): Related[] => {
    const renewedId = renewed.get(deal);
    const original = renewedId === undefined ? undefined : earlier.get(renewedId)?.contract;
    if (original === undefined || original.id === contract.id || !isTemplateContract(original))
      return [];
    const relation = mapping.renewals.get(original.type.id)?.relation ?? 'CHILD';
    return [{ pair: { earlier: original.id, later: contract.id }, relation }];
  });
}

async function amendments(
  parts: RelatingParts,
  contracts: readonly LinkedContract[],
): Promise<readonly Related[]> {
  const amending = contracts.flatMap(({ contract, deal }) => {
    const types = amendedTypes(parts, contract.type.id);
    return types.size === 0 ? [] : [{ contract, deal, types }];
  });
  if (amending.length === 0) return [];
  const byDeal = await parts.store.contracts.byOpportunity([
    ...new Set(amending.map(({ deal }) => deal)),
  ]);
  return amending.flatMap(({ contract, deal, types }): Related[] => {
    const [only, ...others] = (byDeal.get(deal) ?? []).filter(
      (other) =>
        types.has(other.contract.type.id) &&
        other.contract.status === 'EXECUTED' &&
        isTemplateContract(other.contract) &&
        other.contract.createdAt < contract.createdAt,
    );
    // Of several, which one is meant is not for us to say.
    if (only === undefined || others.length > 0) return [];
    return [{ pair: { earlier: only.contract.id, later: contract.id }, relation: 'AMENDMENT' }];
  });
}

const isTemplateContract = ({ id }: Pick<Contract, 'id'>) => id.startsWith('T-');

function amendedTypes(
  { mapping }: Pick<RelatingParts, 'mapping'>,
  typeId: string,
): ReadonlySet<string> {
  const rules = [...mapping.renewals.values()].filter(({ amendments }) =>
    amendments.includes(typeId),
  );
  return new Set(rules.map((rule) => rule.typeId));
}
