import type { Reader } from '../../auth/caller.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { Contract } from '../../domain/contract.js';
import { projectListed } from '../../sync/index.js';
import type { Look, StoredContract } from '../../store/contracts.js';
import type { SharedParts } from '../create-services.js';
import { readLivePage } from '../paging/live-list.js';
import type { Page, PageRequest } from '../paging/page.js';
import { admit, visibleContracts } from './contract-visibility.js';
import { toContractView } from './contract-views.js';
import type { ContractView } from './contract-views.js';
import { toContractSearch } from './search-conditions.js';
import type { ContractSearchInput } from './search-conditions.js';

export interface ContractSearchService {
  /**
   * The contracts of the workspace that fit SpotDraft's own filters and that the reader may see, live. What is read is taken
   * into the projection.
   * @throws InputError for what SpotDraft could not be asked, before it is.
   */
  find(
    reader: Reader,
    filter: ContractSearchInput,
    request: PageRequest,
  ): Promise<Page<ContractView>>;
}

/** A row, and the look that showed it. */
interface Seen {
  readonly contract: Contract;
  readonly look: Look;
}

const INTERACTIVE: CallOptions = { lane: 'interactive' };

export function createContractSearchService(
  parts: Pick<SharedParts, 'spotdraft' | 'store' | 'crm' | 'documentLink' | 'cursorSeal'>,
): ContractSearchService {
  const { spotdraft, store, crm } = parts;

  async function takeIn(rows: readonly Seen[]): Promise<readonly StoredContract[]> {
    const [first] = rows;
    // All of one page, so of one look.
    return first === undefined
      ? []
      : projectListed(
          store,
          rows.map(({ contract }) => contract),
          first.look,
        );
  }

  return {
    async find(reader, filter, request) {
      const search = toContractSearch(filter);
      return readLivePage<Seen, ContractView>(
        {
          name: ['searchContracts', search],
          async read(page) {
            // Before SpotDraft is asked: its calls are not for strangers to spend.
            await admit(crm, reader);
            if (search === null) return { rows: [], total: 0 };
            const look = await store.contracts.beginLook();
            const { contracts, total } = await spotdraft.searchContracts(search, page, INTERACTIVE);
            return { rows: contracts.map((contract) => ({ contract, look })), total };
          },
          idOf: ({ contract }) => contract.id,
          async show(rows) {
            const seen = await takeIn(rows);
            const visible = new Set(await visibleContracts(crm, reader, seen));
            return seen.map((row) =>
              visible.has(row) ? toContractView(row, parts.documentLink) : null,
            );
          },
          hides: true,
        },
        request,
        parts.cursorSeal,
      );
    },
  };
}
