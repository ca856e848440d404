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

/**
 * Relates these contracts to those that they renew or amend: a contract on the deal of a renewal to the renewed one, and one of a
 * type that amends to the one contract on its deal that it can amend. Only T contracts can be related.
 */
export async function relateContracts(
  parts: RelatingParts,
  contracts: readonly StoredContract[],
  signal: AbortSignal,
): Promise<void> {
  const { ledger, mapping, store } = parts;
  const live = contracts.filter(
    ({ contract }) => contract.status !== 'DELETED' && contract.id.startsWith('T-'),
  );
  const deals = [...new Set(live.flatMap(({ contract }) => contract.opportunityId ?? []))];
  if (deals.length === 0) return;
  const renewed = await ledger.renewalsAmong(deals);
  const earlier = await store.contracts.get([...new Set(renewed.values())]);
  for (const { contract } of live) {
    const { opportunityId } = contract;
    const renewedId = opportunityId === null ? undefined : renewed.get(opportunityId);
    const original = renewedId === undefined ? undefined : earlier.get(renewedId);
    if (original === undefined || original.contract.id === contract.id) continue;
    const rule = mapping.renewals.get(original.contract.type.id);
    await relateOnce(
      parts,
      { earlier: original.contract.id, later: contract.id },
      rule?.relation ?? 'CHILD',
      signal,
    );
  }
  const amending = live.filter(({ contract }) => amendedTypes(parts, contract.type.id).size > 0);
  const byDeal = await store.contracts.byOpportunity([
    ...new Set(amending.flatMap(({ contract }) => contract.opportunityId ?? [])),
  ]);
  for (const { contract } of amending) {
    if (contract.opportunityId === null) continue;
    const types = amendedTypes(parts, contract.type.id);
    const [only, ...others] = (byDeal.get(contract.opportunityId) ?? []).filter(
      (other) =>
        types.has(other.contract.type.id) &&
        other.contract.status === 'EXECUTED' &&
        other.contract.id.startsWith('T-') &&
        other.contract.createdAt < contract.createdAt,
    );
    // Of several, which one is meant is not for us to say.
    if (only === undefined || others.length > 0) continue;
    await relateOnce(parts, { earlier: only.contract.id, later: contract.id }, 'AMENDMENT', signal);
  }
}

function amendedTypes(
  { mapping }: Pick<RelatingParts, 'mapping'>,
  typeId: string,
): ReadonlySet<string> {
  const rules = [...mapping.renewals.values()].filter(({ amendments }) =>
    amendments.includes(typeId),
  );
  return new Set(rules.map((rule) => rule.typeId));
}

async function relateOnce(
  { ledger, relate, log }: RelatingParts,
  pair: ContractPair,
  relation: ContractRelation,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  if (!pair.earlier.startsWith('T-') || (await ledger.isRelated(pair))) return;
  if (!(await relate(pair, relation))) return;
  await ledger.saveRelated(pair);
  log.info({ ...pair, relation }, 'two contracts were related');
}
