import type { Crm } from '../../connectors/crm.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import { dealReader, type ReadableDeal } from '../../mapping/fit/readable-deal.js';
import type { ArchiveDestination } from './archive-rules.js';

/**
 * What the expressions of these destinations read of a deal, with the integration user's rights: one call, or none where they
 * read nothing of it. Null also for a deal that is gone or that the integration user does not see.
 * @throws what `Crm.readDeal` throws, InputError for a field that the CRM does not have.
 */
export async function readDealFor(
  destinations: readonly Pick<ArchiveDestination, 'needs'>[],
  crm: Pick<Crm, 'readDeal' | 'describe' | 'dealObject'>,
  id: OpportunityId | null,
): Promise<ReadableDeal | null> {
  const paths = destinations.flatMap(({ needs }) => needs.deal);
  const once = [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
  if (id === null || once.length === 0) return null;
  const record = await crm.readDeal({ kind: 'integration' }, id, once);
  if (record === null) return null;
  return (await dealReader(crm, once))(record);
}
