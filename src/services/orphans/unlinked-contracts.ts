import type { Reader } from '../../auth/caller.js';
import type { DealClues } from '../../connectors/crm.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { parseContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { notACursor } from '../../domain/cursor-refusals.js';
import { DealdraftError, ForbiddenError } from '../../domain/errors.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { ContractPosition, StoredContract } from '../../store/contracts.js';
import { seesUnlinked } from '../contracts/contract-visibility.js';
import { toContractView } from '../contracts/contract-views.js';
import type { ContractView } from '../contracts/contract-views.js';
import type { SharedParts } from '../create-services.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../paging/cursor.js';
import { checkPage } from '../paging/page.js';
import type { Page, PageRequest } from '../paging/page.js';
import { principalOf } from '../people/principal.js';
import { contractFacts } from './contract-facts.js';
import type { ContractFacts } from './contract-facts.js';
import { dealClues, NO_CLUES } from './deal-clues.js';
import { dealFacts } from './deal-facts.js';
import type { DealFacts } from './deal-facts.js';
import { linkCoverage, UNLINKED } from './link-coverage.js';
import type { LinkCoverage } from './link-coverage.js';
import { scoreDeal, suggest } from './score-deal.js';
import type { Suggestion } from './score-deal.js';
import { said } from '../../domain/said.js';

/** Contracts that belong to no deal as far as SpotDraft says, and whose they may be. Nothing is linked here. */
export interface UnlinkedContractService {
  /** Newest first, deleted ones left out; the store is asked alone. @throws ForbiddenError for people who do not operate. */
  list(reader: Reader, page: PageRequest): Promise<Page<ContractView>>;
  /**
   * Deals that may be these contracts', the most likely first, as far as the reader sees them. One question to the CRM for all
   * of them; SpotDraft is asked for the key pointers of those few whose best deals are nearly as likely.
   */
  suggestions(
    reader: Reader,
    ids: readonly ContractId[],
  ): Promise<ReadonlyMap<ContractId, readonly Suggestion[]>>;
  /**
   * Contracts that may be this deal's, the most likely first: of all that there are, the newest `MAX_CONTRACTS` at most. The store
   * is asked for them, the CRM twice, and SpotDraft as by `suggestions`. Empty where the reader does not see the deal.
   */
  suggestionsFor(
    reader: Reader,
    dealId: OpportunityId,
    limit: number,
  ): Promise<readonly ContractSuggestion[]>;
  /** How many contracts are linked to a deal, of all that are not deleted. The store is asked alone. */
  coverage(reader: Reader): Promise<LinkCoverage>;
}

/** A contract that may be a deal's. */
export interface ContractSuggestion extends Omit<Suggestion, 'opportunity'> {
  readonly view: ContractView;
}

const INTERACTIVE: CallOptions = { lane: 'interactive' };
/** Deals that are looked at for one contract on average, and in all: as many as the CRM hands out at once. */
const DEALS_PER_CONTRACT = 40;
const DEALS = { least: 200, most: 2_000 };
/** Deals whose scores are this near are told apart by what the contract's key pointers say. */
const NEAR_SCORES = 0.1;
const MAX_LOOKS = 10;
/** What is held against one deal, in the store's pages. */
const MAX_CONTRACTS = 10_000;
const CONTRACTS_PAGE = 500;
/** Of them, those that are held against other deals, too: a contract is only suggested where it fits as well as elsewhere. */
const CLOSEST = 25;

/** A contract with what the store has of it beside. */
interface Known {
  readonly row: StoredContract;
  readonly contract: StoredContract['contract'];
  readonly details: Parameters<typeof contractFacts>[1];
}

export function createUnlinkedContractService({
  store,
  crm,
  spotdraft,
  documentLink,
  log,
}: Pick<
  SharedParts,
  'store' | 'crm' | 'spotdraft' | 'documentLink' | 'log'
>): UnlinkedContractService {
  const { contracts } = store;

  async function knownOf(row: StoredContract): Promise<Known> {
    const { contract } = row;
    const [recipients, keyPointers] = await Promise.all([
      contracts.recipients(contract.id),
      contracts.keyPointers(contract.id),
    ]);
    return { row, contract, details: { recipients, keyPointers } };
  }

  /** What SpotDraft says now, kept for the next time; null where it was known or could not be read. */
  async function withKeyPointers({ contract, details }: Known): Promise<ContractFacts | null> {
    if (details.keyPointers !== null) return null;
    const { id } = contract;
    try {
      const keyPointers = await spotdraft.getKeyPointers(id, INTERACTIVE);
      await contracts.saveKeyPointers(id, keyPointers);
      return contractFacts(contract, { ...details, keyPointers });
    } catch (error) {
      if (!(error instanceof DealdraftError)) throw error;
      log.debug({ contractId: id, err: error }, 'suggestions are made without key pointers');
      return null;
    }
  }

  async function dealsByClues(
    reader: Reader,
    clues: DealClues,
    limit: number,
  ): Promise<readonly DealFacts[]> {
    const found = await crm.findDealsByClues(principalOf(reader), clues, limit);
    const linked = await contracts.byOpportunity(found.map(({ opportunity }) => opportunity.id));
    return found.map((deal) => {
      const rows = linked.get(deal.opportunity.id) ?? [];
      const standing = rows.filter(({ contract }) => contract.status !== 'VOIDED');
      return dealFacts(deal, new Set(standing.map(({ contract }) => contract.type.id)));
    });
  }

  /** @param given a deal that is among the candidates, whether the clues lead to it or not */
  async function suggestTo(
    reader: Reader,
    all: readonly Known[],
    given: DealFacts | null = null,
  ): Promise<ReadonlyMap<Known, readonly Suggestion[]>> {
    if (all.length === 0) return new Map();
    const facts = new Map(
      all.map((known) => [known, contractFacts(known.contract, known.details)] as const),
    );
    const limit = Math.min(DEALS.most, Math.max(DEALS.least, DEALS_PER_CONTRACT * facts.size));
    const others = await dealsByClues(reader, dealClues([...facts.values()]), limit);
    const candidates =
      given === null
        ? others
        : [given, ...others.filter(({ opportunity }) => opportunity.id !== given.opportunity.id)];
    const found = new Map(
      [...facts].map(([known, each]) => [known, suggest(each, candidates)] as const),
    );
    const unclear = [...found].filter(([, [best, next]]) => isNear(best, next)).slice(0, MAX_LOOKS);
    await Promise.all(
      unclear.map(async ([known]) => {
        const more = await withKeyPointers(known);
        if (more !== null) found.set(known, suggest(more, candidates));
      }),
    );
    return found;
  }

  /** The contracts that fit a deal best, whatever other deals they fit. */
  async function closestTo(deal: DealFacts): Promise<readonly Known[]> {
    let closest: readonly { readonly known: Known; readonly score: number }[] = [];
    let after: ContractPosition | undefined;
    for (let seen = 0; seen < MAX_CONTRACTS; seen += CONTRACTS_PAGE) {
      const rows = await contracts.list(UNLINKED, {
        limit: CONTRACTS_PAGE,
        ...(after === undefined ? {} : { after }),
      });
      const page = await Promise.all(rows.map(knownOf));
      const fitting = page.flatMap((known) => {
        const fit = scoreDeal(contractFacts(known.contract, known.details), deal);
        return fit === null ? [] : [{ known, score: fit.score }];
      });
      closest = [...closest, ...fitting].toSorted((a, b) => b.score - a.score).slice(0, CLOSEST);
      after = rows.at(-1)?.contract;
      if (rows.length < CONTRACTS_PAGE) break;
    }
    return closest.map(({ known }) => known);
  }

  return {
    async list(reader, page) {
      requireOperating(reader);
      checkPage(page);
      const fingerprint = listFingerprint('unlinkedContracts');
      const after =
        page.after === undefined ? null : positionIn(decodeCursor(fingerprint, page.after));
      const rows = await contracts.list(UNLINKED, {
        limit: page.first + 1,
        ...(after === null ? {} : { after }),
      });
      return {
        edges: rows.slice(0, page.first).map((row) => ({
          cursor: encodeCursor(fingerprint, {
            value: row.contract.createdAt,
            id: row.contract.id,
          }),
          node: toContractView(row, documentLink),
        })),
        hasNextPage: rows.length > page.first,
        endCursor: null,
        totalCount: () => contracts.count(UNLINKED),
      };
    },

    async suggestions(reader, ids) {
      requireOperating(reader);
      const rows = [...(await contracts.get(ids)).values()].filter(
        ({ contract }) => contract.opportunityId === null,
      );
      const found = await suggestTo(reader, await Promise.all(rows.map(knownOf)));
      return new Map([...found].map(([{ contract }, each]) => [contract.id, each]));
    },

    async suggestionsFor(reader, dealId, limit) {
      requireOperating(reader);
      const [deal] = await dealsByClues(reader, { ...NO_CLUES, ids: [dealId] }, 1);
      if (deal === undefined) return [];
      const found = await suggestTo(reader, await closestTo(deal), deal);
      return [...found]
        .flatMap(([{ row }, suggestions]) => {
          const fit = suggestions.find(({ opportunity }) => opportunity.id === dealId);
          if (fit === undefined) return [];
          const { score, reasons } = fit;
          return [{ view: toContractView(row, documentLink), score, reasons }];
        })
        .toSorted((a, b) => b.score - a.score)
        .slice(0, limit);
    },

    async coverage(reader) {
      requireOperating(reader);
      return linkCoverage(contracts);
    },
  };
}

function isNear(best: Suggestion | undefined, next: Suggestion | undefined): boolean {
  return best !== undefined && next !== undefined && best.score - next.score < NEAR_SCORES;
}

/** Unlinked contracts belong to nobody's deal, so no person sees them for one. */
function requireOperating(reader: Reader): void {
  if (seesUnlinked(reader)) return;
  throw new ForbiddenError(
    said`Contracts without a deal are for operators. Use an API key with the role "service" or "admin", or a token with "admin" among its roles.`,
  );
}

function positionIn({
  value,
  id,
}: {
  readonly value: string | number | null;
  readonly id: string;
}) {
  if (typeof value !== 'string') throw notACursor();
  return { createdAt: value, id: parseContractId(id) };
}
