import type { Reader } from '../../auth/caller.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { parseContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { notACursor } from '../../domain/cursor-refusals.js';
import { DealdraftError, ForbiddenError } from '../../domain/errors.js';
import type { StoredContract } from '../../store/contracts.js';
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
import { dealClues } from './deal-clues.js';
import { dealFacts } from './deal-facts.js';
import type { DealFacts } from './deal-facts.js';
import { linkCoverage, UNLINKED } from './link-coverage.js';
import type { LinkCoverage } from './link-coverage.js';
import { suggest } from './score-deal.js';
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
  /** How many contracts are linked to a deal, of all that are not deleted. The store is asked alone. */
  coverage(reader: Reader): Promise<LinkCoverage>;
}

const INTERACTIVE: CallOptions = { lane: 'interactive' };
/** Deals that are looked at for one contract on average, and in all: as many as the CRM hands out at once. */
const DEALS_PER_CONTRACT = 40;
const DEALS = { least: 200, most: 2_000 };
/** Deals whose scores are this near are told apart by what the contract's key pointers say. */
const NEAR_SCORES = 0.1;
const MAX_LOOKS = 10;

/** A contract with what the store has of it beside. */
interface Known {
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

  async function knownOf({ contract }: StoredContract): Promise<Known> {
    const [recipients, keyPointers] = await Promise.all([
      contracts.recipients(contract.id),
      contracts.keyPointers(contract.id),
    ]);
    return { contract, details: { recipients, keyPointers } };
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

  async function candidatesFor(
    reader: Reader,
    facts: readonly ContractFacts[],
  ): Promise<readonly DealFacts[]> {
    const limit = Math.min(DEALS.most, Math.max(DEALS.least, DEALS_PER_CONTRACT * facts.length));
    const found = await crm.findDealsByClues(principalOf(reader), dealClues(facts), limit);
    const linked = await contracts.byOpportunity(found.map(({ opportunity }) => opportunity.id));
    return found.map((deal) => {
      const rows = linked.get(deal.opportunity.id) ?? [];
      const standing = rows.filter(({ contract }) => contract.status !== 'VOIDED');
      return dealFacts(deal, new Set(standing.map(({ contract }) => contract.type.id)));
    });
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
      const all = await Promise.all(rows.map(knownOf));
      if (all.length === 0) return new Map();
      const facts = new Map(
        all.map((known) => [known, contractFacts(known.contract, known.details)] as const),
      );
      const candidates = await candidatesFor(reader, [...facts.values()]);
      const found = new Map(
        [...facts].map(([known, each]) => [known, suggest(each, candidates)] as const),
      );
      const unclear = [...found]
        .filter(([, [best, next]]) => isNear(best, next))
        .slice(0, MAX_LOOKS);
      await Promise.all(
        unclear.map(async ([known]) => {
          const more = await withKeyPointers(known);
          if (more !== null) found.set(known, suggest(more, candidates));
        }),
      );
      return new Map([...found].map(([{ contract }, each]) => [contract.id, each]));
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
