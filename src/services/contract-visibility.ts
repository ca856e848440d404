import type { Reader } from '../auth/caller.js';
import type { Crm } from '../connectors/crm.js';
import type { Contract } from '../domain/contract.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { principalOf } from './principal.js';

/**
 * Which contracts a reader may see: those of deals they can read in the CRM; unlinked ones only the integration's own keys.
 * Costs one CRM call per 200 deals.
 */
export async function visibleContracts<Row extends { readonly contract: Contract }>(
  crm: Crm,
  reader: Reader,
  rows: readonly Row[],
): Promise<Row[]> {
  const deals = new Set<OpportunityId>();
  for (const { contract } of rows) {
    if (contract.opportunityId !== null) deals.add(contract.opportunityId);
  }
  const readable =
    deals.size === 0
      ? new Set<OpportunityId>()
      : await crm.readableOpportunities(principalOf(reader), [...deals]);
  return rows.filter(({ contract }) =>
    contract.opportunityId === null
      ? reader.kind === 'integration'
      : readable.has(contract.opportunityId),
  );
}
