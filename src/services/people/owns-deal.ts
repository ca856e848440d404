import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { Opportunity } from '../../domain/opportunity.js';
import { principalOf } from './principal.js';

/**
 * Whether the deal is the reader's own. No key owns one, and nobody owns what they can't read, or whose owner they can't.
 * @param deal as the reader sees it; null when they do not
 */
export async function ownsDeal(
  crm: Pick<Crm, 'identify'>,
  reader: Reader,
  deal: Opportunity | null,
): Promise<boolean> {
  const owner = deal?.owner ?? null;
  if (reader.kind === 'integration' || owner === null) return false;
  return owner.id === (await crm.identify(principalOf(reader))).id;
}
