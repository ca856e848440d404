import { callerKey } from '../../auth/caller.js';
import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { Clock } from '../../domain/clock.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import { principalOf } from '../people/principal.js';

/** How long an answer of the CRM is believed: a right that was taken away ends so much later. */
const READABLE_MS = 30_000;
/** Shorter, since somebody who has just been let in misses what is announced meanwhile. */
const UNREADABLE_MS = 2_000;
/** Of one reader. */
const MAX_REMEMBERED = 5_000;

export interface DealRights {
  /**
   * Which deals the reader can read, as the CRM said at most half a minute ago. One call per 200 deals not asked lately.
   * @throws ForbiddenError for a user whom the CRM does not know or let in.
   */
  readable(reader: Reader, ids: Iterable<OpportunityId>): Promise<ReadonlySet<OpportunityId>>;
  /** Nobody listens for this reader any more. */
  forget(reader: Reader): void;
}

export function createDealRights(parts: {
  readonly crm: Pick<Crm, 'readableOpportunities'>;
  readonly clock: Clock;
}): DealRights {
  const { crm, clock } = parts;
  /** By reader, whether each deal is readable. */
  const known = new Map<string, ExpiringCache<boolean>>();

  async function readable(
    reader: Reader,
    ids: Iterable<OpportunityId>,
  ): Promise<ReadonlySet<OpportunityId>> {
    const answers =
      known.get(callerKey(reader)) ?? new ExpiringCache({ clock, maxEntries: MAX_REMEMBERED });
    known.set(callerKey(reader), answers);
    const readableIds = new Set<OpportunityId>();
    const unknown: OpportunityId[] = [];
    for (const id of new Set(ids)) {
      const isReadable = answers.get(id);
      if (isReadable === undefined) unknown.push(id);
      else if (isReadable) readableIds.add(id);
    }
    if (unknown.length === 0) return readableIds;
    const found = await crm.readableOpportunities(principalOf(reader), unknown);
    for (const id of unknown) {
      const isReadable = found.has(id);
      answers.put(id, isReadable, isReadable ? READABLE_MS : UNREADABLE_MS);
      if (isReadable) readableIds.add(id);
    }
    return readableIds;
  }

  return {
    readable,
    forget: (reader) => {
      known.delete(callerKey(reader));
    },
  };
}
