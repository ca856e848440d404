import type { Reader } from '../auth/caller.js';
import type { Crm } from '../connectors/crm.js';
import type { Contract } from '../domain/contract.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { principalOf } from './principal.js';

/**
 * Asks the CRM whether it lets the reader in, for answers that need nothing else of it: "there is nothing" is an answer
 * too, and one that only its users get.
 * @throws ForbiddenError for a user whom the CRM does not know or let in.
 */
export async function admit(crm: Pick<Crm, 'identify'>, reader: Reader): Promise<void> {
  if (reader.kind === 'user') await crm.identify(principalOf(reader));
}

/**
 * Which contracts a reader may see: those of deals they can read in the CRM; unlinked ones only the integration's own keys.
 * Costs one CRM call per 200 deals.
 * @throws ForbiddenError for a user whom the CRM does not know or let in, whatever the rows.
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
  if (deals.size === 0) {
    await admit(crm, reader);
    return reader.kind === 'integration' ? [...rows] : [];
  }
  const readable = await crm.readableOpportunities(principalOf(reader), [...deals]);
  return rows.filter(({ contract }) =>
    contract.opportunityId === null
      ? reader.kind === 'integration'
      : readable.has(contract.opportunityId),
  );
}
