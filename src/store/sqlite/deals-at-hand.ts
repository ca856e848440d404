import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { StoredContract } from '../contracts.js';
import type { Database } from './database.js';

type ByDeal = ReadonlyMap<OpportunityId, readonly StoredContract[]>;

/** A few megabytes. Screens show the same deals again and again. */
const MAX_DEALS = 2_000;

/**
 * Contracts of deals that were read since the last commit to the file, by this process or another: SQLite says without reading a page
 * of it whether there was one. With the first commit after, all are read anew.
 *
 * @param read one statement, so that what it gives is of one version.
 */
export function createDealsAtHand(
  database: Pick<Database, 'version'>,
  read: (ids: readonly OpportunityId[]) => ByDeal,
): { get(ids: readonly OpportunityId[]): ByDeal } {
  const kept = new Map<OpportunityId, readonly StoredContract[]>();
  let version = '';

  return {
    get(ids) {
      const now = database.version();
      if (now !== version || kept.size + ids.length > MAX_DEALS) kept.clear();
      version = now;
      const unknown = ids.filter((id) => !kept.has(id));
      // A commit after the version was asked for shows in the next version, and these rows go with the rest.
      if (unknown.length > 0) for (const [id, deal] of read(unknown)) kept.set(id, deal);
      return new Map(ids.map((id) => [id, kept.get(id) ?? []]));
    },
  };
}
