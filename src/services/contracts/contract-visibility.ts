import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { Contract } from '../../domain/contract.js';
import { NOBODYS_DEAL } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import { principalOf } from '../people/principal.js';

/**
 * Asks the CRM whether it lets the reader in, for answers that need nothing else of it: "there is nothing" is an answer
 * too, and one that only its users get.
 * @throws ForbiddenError for a user whom the CRM does not know or let in.
 */
export async function admit(crm: Pick<Crm, 'identify'>, reader: Reader): Promise<void> {
  if (reader.kind === 'user') await crm.identify(principalOf(reader));
}

/**
 * The one rule of who sees a contract: whoever can read the deal that it is linked to now, wherever it was before; while
 * it is linked to none, the integration's own keys and people who operate dealdraft.
 * @param readable deals that the reader can read, its own among those asked about
 */
export function isVisible(
  reader: Reader,
  { opportunityId }: Contract,
  readable: ReadonlySet<OpportunityId>,
): boolean {
  return opportunityId === null ? seesUnlinked(reader) : readable.has(opportunityId);
}

/** Whether contracts that are linked to no deal are there for the reader. */
export function seesUnlinked(reader: Reader): boolean {
  return reader.kind === 'integration' || reader.operates === true;
}

/**
 * Which contracts a reader may see. Costs one CRM call per 200 deals; for a person one at least, since what they can't see
 * must cost the same as what is not there.
 * @throws ForbiddenError for a user whom the CRM does not know or let in, whatever the rows.
 */
export async function visibleContracts<Row extends { readonly contract: Contract }>(
  crm: Pick<Crm, 'readableOpportunities'>,
  reader: Reader,
  rows: readonly Row[],
): Promise<Row[]> {
  const deals = rows.map(({ contract }) => contract.opportunityId).filter((id) => id !== null);
  const readable = await readableDeals(crm, reader, deals);
  return rows.filter(({ contract }) => isVisible(reader, contract, readable));
}

/**
 * What is left to see of a contract that the reader was shown in a deal, after something was done with it: it may have
 * moved to a deal that they can't read. No call while it is where it was.
 */
export async function stillVisible<Row extends { readonly contract: Contract }>(
  crm: Pick<Crm, 'readableOpportunities'>,
  reader: Reader,
  row: Row | undefined,
  shownIn: OpportunityId | null,
): Promise<Row | null> {
  if (row === undefined) return null;
  if (row.contract.opportunityId === shownIn) return row;
  return (await visibleContracts(crm, reader, [row]))[0] ?? null;
}

/** Those among the deals that the reader can read; a person's question is asked even when it is about none. */
export async function readableDeals(
  crm: Pick<Crm, 'readableOpportunities'>,
  reader: Reader,
  ids: readonly OpportunityId[],
): Promise<ReadonlySet<OpportunityId>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0 && reader.kind === 'user') asked.push(NOBODYS_DEAL);
  return asked.length === 0
    ? new Set<OpportunityId>()
    : crm.readableOpportunities(principalOf(reader), asked);
}
