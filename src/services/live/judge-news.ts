import type { Reader } from '../../auth/caller.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import { isVisible } from '../contracts/contract-visibility.js';
import type { StoredContract } from '../../store/contracts.js';

/** What is new of one contract, or, with a null id, that something unknown is new. */
export interface News {
  readonly contractId: ContractId | null;
  /** Deals that it was in before or after. */
  readonly dealIds: ReadonlySet<OpportunityId>;
  readonly position: string;
  /** What is known of it now. */
  readonly stored: StoredContract | null;
}

/** Who watches what. */
export interface Watch {
  readonly reader: Reader;
  /** Null for everything that the reader can see. */
  readonly dealId: OpportunityId | null;
  /** Without a deal: the contracts that this watcher was shown, so that it hears when it can't see one any more. */
  readonly shown: Set<ContractId>;
}

/**
 * `read-again`: the watcher may hold something that is no longer true, and is not told what. `not-found`: it watches a deal
 * that it can't see any more, and must not learn that anything still happens there.
 */
export type Verdict = 'show' | 'read-again' | 'not-found' | 'nothing';

/** Beyond it a watcher misses that the contract it was shown first became invisible. */
const MAX_SHOWN = 10_000;

/** Deals whose visibility decides about these news. */
export function dealsToCheck(
  watches: readonly Watch[],
  news: readonly News[],
): ReadonlySet<OpportunityId> {
  const ids = new Set<OpportunityId>();
  for (const { dealId } of watches) {
    for (const each of news) {
      const present = dealOf(each);
      if (dealId === null) {
        if (present !== null) ids.add(present);
        for (const id of each.dealIds) ids.add(id);
      } else if (present === dealId || each.dealIds.has(dealId)) ids.add(dealId);
    }
  }
  return ids;
}

/** `readable`: those of `dealsToCheck` that the watch's reader can read now. */
export function judge(watch: Watch, news: News, readable: ReadonlySet<OpportunityId>): Verdict {
  if (news.contractId === null) return 'read-again';
  const present = dealOf(news);
  if (watch.dealId !== null) {
    if (present !== watch.dealId && !news.dealIds.has(watch.dealId)) return 'nothing';
    if (!readable.has(watch.dealId)) return 'not-found';
    return present === watch.dealId ? 'show' : 'read-again';
  }
  if (news.stored !== null && isVisible(watch.reader, news.stored.contract, readable)) {
    remember(watch.shown, news.contractId);
    return 'show';
  }
  // It left a deal that the reader sees, so it may have been read there.
  const hasLeft = [...news.dealIds].some((id) => readable.has(id));
  return watch.shown.delete(news.contractId) || hasLeft ? 'read-again' : 'nothing';
}

function dealOf({ stored }: News): OpportunityId | null {
  return stored?.contract.opportunityId ?? null;
}

function remember(shown: Set<ContractId>, id: ContractId): void {
  shown.delete(id);
  shown.add(id);
  const [first] = shown;
  if (shown.size > MAX_SHOWN && first !== undefined) shown.delete(first);
}
