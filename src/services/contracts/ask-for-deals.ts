import type { CallOptions, SpotDraft } from '../../connectors/spotdraft/types.js';
import type { Contract } from '../../domain/contract.js';
import type { ContractId } from '../../domain/contract-id.js';
import { DealdraftError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { ContractStore, Look } from '../../store/contracts.js';
import { projectContracts } from '../../sync/index.js';

export interface AskForDealsParts {
  readonly contracts: ContractStore;
  readonly spotdraft: Pick<SpotDraft, 'listContracts' | 'findByExternalIds' | 'lastAnswerDate'>;
  readonly log: Pick<Log, 'warn' | 'debug'>;
}

const PAGE = 100;
/** The list is asked first where its call is at most a tenth of those that it may save. */
const DEALS_FOR_LIST = 10;
/** A whole list is read where it costs at most a call for so many deals, since its pages are larger than a look-up's answer. */
const DEALS_PER_PAGE = 5;
/** A contract may be missing from the list for a while after it was made. */
const VISIBLE_AFTER_MS = 60_000;

/**
 * Asks SpotDraft for the contracts of deals that it was never asked about, and answers with the failures. A workspace that is
 * small beside the number of deals is read as a whole; else it is one call a deal, a second where that finds none, and one
 * for every 50 contracts whose ids lack their prefix.
 */
export function createAskForDeals(
  { contracts: store, spotdraft, log }: AskForDealsParts,
  options: CallOptions,
) {
  /** All that the workspace has; null where that takes too many calls, or where it is not certain to be all. */
  async function readWholeList(deals: number): Promise<Look | null> {
    const read = async (page: number) => {
      const look = await store.beginLook();
      const answer = await spotdraft.listContracts({ page, limit: PAGE }, options);
      await projectContracts(store, answer.contracts, look);
      return { look, ...answer };
    };
    const first = await read(1);
    const begunAt = spotdraft.lastAnswerDate();
    const pages = Math.ceil(first.total / PAGE);
    if (pages > 1 && (begunAt === null || pages * DEALS_PER_PAGE > deals)) return null;
    const numbers = Array.from({ length: Math.max(0, pages - 1) }, (_, index) => index + 2);
    const others = await Promise.all(numbers.map(read));
    // Rows move between pages. The first answer told how many there were; who is on it, or was made well before it, was one
    // of them, so as many of those as were told are all of them.
    const seen = new Set<ContractId>(first.contracts.map(({ id }) => id));
    for (const { id, createdAt } of others.flatMap(({ contracts }) => contracts)) {
      const isOld = Date.parse(createdAt) < (begunAt?.getTime() ?? 0) - VISIBLE_AFTER_MS;
      if (isOld) seen.add(id);
    }
    return seen.size === first.total ? first.look : null;
  }

  async function isInWholeList(ids: readonly OpportunityId[]): Promise<boolean> {
    if (ids.length < DEALS_FOR_LIST) return false;
    try {
      const look = await readWholeList(ids.length);
      if (look === null) return false;
      await store.saveLookedUp(ids, look.at);
      return true;
    } catch (error) {
      if (!(error instanceof DealdraftError)) throw error;
      log.debug({ err: error }, 'the list could not be read; each deal is asked for');
      return false;
    }
  }

  /** Answers for which of the deals SpotDraft has nothing under this form of their id. */
  async function askFor(
    ids: readonly OpportunityId[],
    form: (id: OpportunityId) => string,
    errors: Map<OpportunityId, Error>,
  ): Promise<readonly OpportunityId[]> {
    const look = await store.beginLook();
    const found = await spotdraft.findByExternalIds(ids.map(form), options);
    const none: OpportunityId[] = [];
    const some: OpportunityId[] = [];
    const contracts = new Map<ContractId, Contract>();
    for (const id of ids) {
      const answer = found.get(form(id));
      if (answer === undefined || answer instanceof Error) {
        if (answer !== undefined) errors.set(id, answer);
        continue;
      }
      if (answer.truncated)
        log.warn(
          { opportunityId: id },
          'SpotDraft shows 50 contracts of this deal and hides the rest; run "dealdraft backfill"',
        );
      (answer.contracts.length === 0 ? none : some).push(id);
      for (const contract of answer.contracts) contracts.set(contract.id, contract);
    }
    await projectContracts(store, [...contracts.values()], look);
    await store.saveLookedUp(some, look.at);
    return none;
  }

  async function askEach(ids: readonly OpportunityId[]): Promise<Map<OpportunityId, Error>> {
    const errors = new Map<OpportunityId, Error>();
    const askedAt = (await store.beginLook()).at;
    const none = await askFor(ids, (id) => id, errors);
    if (none.length === 0) return errors;
    // Contracts made by others may carry the 15-character form of the same id. It is asked for only where the usual form
    // finds nothing, since each look costs a call; a backfill finds either.
    await store.saveLookedUp(await askFor(none, (id) => id.slice(0, 15), errors), askedAt);
    return errors;
  }

  return async (ids: readonly OpportunityId[]): Promise<ReadonlyMap<OpportunityId, Error>> => {
    if (ids.length === 0) return new Map();
    const known = await store.lookedUp(ids);
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length === 0 || (await isInWholeList(unknown))) return new Map();
    return askEach(unknown);
  };
}
