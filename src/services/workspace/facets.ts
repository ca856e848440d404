import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { InputError } from '../../domain/errors.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import { isBlank } from '../../domain/well-formed.js';
import type { SharedParts } from '../create-services.js';
import { checkSearch, checkText, LONGEST } from '../text-length.js';
import { said } from '../../domain/said.js';

/** What contracts can be filtered by, in SpotDraft's own shape. Cached for seconds: forms ask with every letter. */
export interface FacetService {
  list(): Promise<object>;
  /** @throws InputError for what is no name, NotFoundError for a field that SpotDraft does not filter by. */
  options(field: string, search: string | null): Promise<object>;
}

const FRESH = { ttlMs: 30_000 };
const MAX_KEPT = 200;
const INTERACTIVE: CallOptions = { lane: 'interactive' };

export function createFacetService({
  spotdraft,
  clock,
}: Pick<SharedParts, 'spotdraft' | 'clock'>): FacetService {
  const kept = new ExpiringCache<object>({ clock, maxEntries: MAX_KEPT });
  return {
    list: () => kept.fill('', () => spotdraft.listFacets(INTERACTIVE), FRESH),

    async options(field, search) {
      checkText('field', field, LONGEST.tag);
      checkSearch(search);
      if (isBlank(field)) throw new InputError(said`Say in "field" of which filter, by its name.`);
      const facet = { field, text: search === null || isBlank(search) ? null : search };
      return kept.fill(
        JSON.stringify([facet.field, facet.text]),
        () => spotdraft.listFacetOptions(facet, INTERACTIVE),
        FRESH,
      );
    },
  };
}
