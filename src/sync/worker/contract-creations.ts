import type { Contracts } from '../../connectors/spotdraft/contracts.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { Contract } from '../../domain/contract.js';
import type { ContractId } from '../../domain/contract-id.js';
import { requestIdOf } from '../../domain/deal-link.js';
import { UpstreamRejectedError } from '../../domain/errors.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Store } from '../../store/store.js';
import { projectContracts } from '../projection/project-contracts.js';
import type { CreationKind } from './creation-settler.js';

export const CONTRACT_CREATION = 'contract';

const PAGE = 100;
/** While rows move between pages, the list is walked again. */
const MAX_PASSES = 5;
/** SpotDraft's servers may differ among themselves, and its `Date` is cut to seconds. */
const MARGIN_MS = 5 * 60_000;
const SEPARATOR = '@';

/**
 * Where the look for a contract starts: its deal, and a time of SpotDraft's own that was before the request. Our clock says
 * nothing about when SpotDraft made something.
 */
export function contractSubject(deal: OpportunityId, spotdraftTime: Date | null): string {
  return spotdraftTime === null ? deal : deal + SEPARATOR + spotdraftTime.toISOString();
}

export interface ContractCreationParts {
  readonly store: Store;
  readonly spotdraft: Contracts;
}

/** Finds a contract by the request id that was stamped into it; on finding it, saves it and marks it for write-back. */
export function createContractCreations(parts: ContractCreationParts): CreationKind {
  const { store, spotdraft } = parts;

  async function find(
    subject: string,
    requestId: string,
    isLast: boolean,
    options: CallOptions,
  ): Promise<Contract | null> {
    const [deal = '', after] = subject.split(SEPARATOR);
    const { contracts, truncated } = await spotdraft.findByExternalId(deal, options);
    const found = contracts.find(
      (contract) => requestIdOf(contract.externalMetadata) === requestId,
    );
    if (found !== undefined || !truncated) return found ?? null;
    // The deal has more contracts than this look-up shows. What is to count as never made must not be anywhere.
    if (after === undefined || isLast) return walk(requestId, null, options);
    const createdFrom = new Date(Date.parse(after) - MARGIN_MS);
    try {
      return await walk(requestId, createdFrom, options);
    } catch (error) {
      // Older editions of the API have no filter by time.
      if (!(error instanceof UpstreamRejectedError)) throw error;
      return walk(requestId, null, options);
    }
  }

  /** @throws when the list does not come to rest: then it proves nothing. */
  async function walk(
    requestId: string,
    createdFrom: Date | null,
    options: CallOptions,
  ): Promise<Contract | null> {
    const window = createdFrom === null ? {} : { createdFrom };
    const seen = new Set<ContractId>();
    let most = 0;
    for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
      const before = seen.size;
      for (let page = 1; ; page += 1) {
        const list = await spotdraft.listContracts({ page, limit: PAGE, ...window }, options);
        const match = list.contracts.find(
          (contract) => requestIdOf(contract.externalMetadata) === requestId,
        );
        if (match !== undefined) return match;
        most = Math.max(most, list.total);
        for (const { id } of list.contracts) seen.add(id);
        if (!list.hasMore) break;
      }
      if (seen.size >= most || (pass > 1 && seen.size === before)) return null;
    }
    throw new Error("SpotDraft's list of contracts did not come to rest");
  }

  return {
    kind: CONTRACT_CREATION,
    async lookFor({ subject, requestId }, { isLast, ...options }) {
      const look = await store.contracts.beginLook();
      const contract = await find(subject, requestId, isLast, options);
      if (contract === null) return null;
      await projectContracts(store.contracts, [contract], look);
      await store.queues.sync.mark([contract.id]);
      return contract.id;
    },
  };
}
