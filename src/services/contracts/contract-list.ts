import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import { parseContractId } from '../../domain/contract-id.js';
import { parseNumberId } from '../../domain/number-id.js';
import { CONTRACT_STATUSES } from '../../domain/contract.js';
import type { ContractStatus } from '../../domain/contract.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type {
  ContractFilter,
  ContractPosition,
  ContractStore,
  StoredContract,
} from '../../store/contracts.js';
import type { CursorSeal } from '../paging/cursor-seal.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../paging/cursor.js';
import { notACursor } from '../../domain/cursor-refusals.js';
import { checkPage } from '../paging/page.js';
import { checkSearch } from '../text-length.js';
import type { Page, PageRequest } from '../paging/page.js';
import { isVisible, readableDeals, visibleContracts } from './contract-visibility.js';
import { noted } from '../../domain/said.js';

export interface ContractFilterInput {
  readonly status?: readonly ContractStatus[];
  readonly typeId?: string;
  readonly search?: string;
  readonly opportunityId?: string;
  readonly linked?: boolean;
  readonly updatedSince?: Date;
}

/** Contracts, or linked deals, up to which a total is counted; visibility costs a CRM call per 200 deals. */
const COUNT_MAX = 1_000;
const DEALS_PER_CALL = 200;
const SCAN_ROWS = 200;
/** How often the CRM is asked for a page before what was found is handed back, and how far the store is read for it. */
const SOME_QUESTIONS = { questions: 5, readsPerQuestion: 1 };
const ONE_LARGE_QUESTION = { questions: 1, readsPerQuestion: 20 };
/** Deleted contracts are listed only for those who ask for them. */
const LISTED_STATUSES = CONTRACT_STATUSES.filter((status) => status !== 'DELETED');

export interface ContractListParts {
  readonly contracts: ContractStore;
  readonly crm: Pick<Crm, 'readableOpportunities'>;
  readonly cursorSeal: CursorSeal;
  /** Asks SpotDraft for the contracts of a deal, where that is still to be done. */
  readonly lookUp: (id: OpportunityId) => Promise<void>;
}

/**
 * Lists the contracts that a reader may see, newest first. For a person the number of calls says nothing of what they may
 * not see, or names could be guessed letter by letter: a filter is answered after one question to the CRM, whatever it
 * matches.
 */
export function createContractList(parts: ContractListParts) {
  const { contracts, crm, cursorSeal } = parts;

  async function ofDeal(
    reader: Reader,
    filter: ContractFilter & { readonly opportunityId: OpportunityId },
    page: { readonly limit: number; readonly after?: ContractPosition },
  ): Promise<Scan> {
    const { opportunityId } = filter;
    const readable = await readableDeals(crm, reader, [opportunityId]);
    if (!readable.has(opportunityId)) {
      return { rows: [], resumeAt: null, count: () => Promise.resolve(0) };
    }
    await parts.lookUp(opportunityId);
    const rows = await contracts.list(filter, page);
    return { rows, resumeAt: null, count: () => contracts.count(filter) };
  }

  async function scan(
    reader: Reader,
    filter: ContractFilter,
    isFiltered: boolean,
    page: { readonly limit: number; readonly after?: ContractPosition },
  ): Promise<Scan> {
    const { questions, readsPerQuestion } =
      reader.kind === 'user' && isFiltered ? ONE_LARGE_QUESTION : SOME_QUESTIONS;
    const rows: StoredContract[] = [];
    let from = page.after ?? null;
    for (let asked = 0; asked < questions; asked += 1) {
      const { batch, resumeAt } = await readBatch(filter, from, readsPerQuestion);
      rows.push(...(await visibleContracts(crm, reader, batch)));
      from = resumeAt;
      if (from === null || rows.length >= page.limit) break;
    }
    return {
      rows,
      resumeAt: from,
      count: () =>
        reader.kind === 'user' ? countOfPerson(reader, filter) : countVisible(reader, filter),
    };
  }

  /** Rows of no more deals than the CRM is asked about in one call. */
  async function readBatch(
    filter: ContractFilter,
    after: ContractPosition | null,
    maxReads: number,
  ): Promise<{ readonly batch: StoredContract[]; readonly resumeAt: ContractPosition | null }> {
    const deals = new Set<OpportunityId>();
    const batch: StoredContract[] = [];
    let resumeAt = after;
    for (let reads = 0; reads < maxReads; reads += 1) {
      const rows = await contracts.list(filter, {
        limit: SCAN_ROWS,
        ...(resumeAt === null ? {} : { after: resumeAt }),
      });
      for (const row of rows) {
        const { opportunityId } = row.contract;
        if (opportunityId !== null) deals.add(opportunityId);
        if (deals.size > DEALS_PER_CALL) return { batch, resumeAt };
        batch.push(row);
        resumeAt = positionOf(row);
      }
      if (rows.length < SCAN_ROWS) return { batch, resumeAt: null };
    }
    return { batch, resumeAt };
  }

  async function countVisible(reader: Reader, filter: ContractFilter): Promise<number | null> {
    const rows = await contracts.list(filter, { limit: COUNT_MAX + 1 });
    if (rows.length > COUNT_MAX) return null;
    return (await visibleContracts(crm, reader, rows)).length;
  }

  /** All linked deals are asked about before anything is matched. */
  async function countOfPerson(reader: Reader, filter: ContractFilter): Promise<number | null> {
    const linked = await contracts.linkedOpportunities(null, COUNT_MAX);
    // Deals of deleted contracts alone are not among the linked.
    if (linked === null || filter.statuses?.includes('DELETED')) return null;
    const readable = await readableDeals(crm, reader, linked);
    const rows = await contracts.list(filter, { limit: 5 * COUNT_MAX + 1 });
    if (rows.length > 5 * COUNT_MAX) return null;
    return rows.filter(({ contract }) => isVisible(reader, contract, readable)).length;
  }

  return async function list(
    reader: Reader,
    input: ContractFilterInput,
    page: PageRequest,
  ): Promise<Page<StoredContract>> {
    checkPage(page);
    checkSearch(input.search);
    const fingerprint = listFingerprint('contracts', input);
    const filter = toStoreFilter(input);
    const from = {
      // One more, which tells whether there is more.
      limit: page.first + 1,
      ...(page.after === undefined
        ? {}
        : { after: toPosition(decodeCursor(fingerprint, cursorSeal.open(page.after))) }),
    };
    const { opportunityId } = filter;
    const { rows, resumeAt, count } =
      opportunityId === undefined
        ? await scan(reader, filter, Object.keys(input).length > 0, from)
        : await ofDeal(reader, { ...filter, opportunityId }, from);
    const isOverflowing = rows.length > page.first;
    return {
      edges: rows.slice(0, page.first).map((row) => ({
        cursor: encodeCursor(fingerprint, toCursor(positionOf(row))),
        node: row,
      })),
      // Few visible rows among many: the next page goes on where this one stopped reading.
      endCursor:
        isOverflowing || resumeAt === null
          ? null
          : cursorSeal.seal(encodeCursor(fingerprint, toCursor(resumeAt))),
      hasNextPage: isOverflowing || resumeAt !== null,
      totalCount: count,
    };
  };
}

interface Scan {
  readonly rows: readonly StoredContract[];
  /** Where the reading stopped before its end, perhaps at a row that the reader may not see. */
  readonly resumeAt: ContractPosition | null;
  readonly count: () => Promise<number | null>;
}

function toStoreFilter(input: ContractFilterInput): ContractFilter {
  return {
    statuses: input.status ?? LISTED_STATUSES,
    ...(input.typeId === undefined
      ? {}
      : { typeId: parseNumberId(input.typeId, noted`a contract type`) }),
    ...(input.search === undefined ? {} : { search: input.search }),
    ...(input.opportunityId === undefined
      ? {}
      : { opportunityId: parseOpportunityId(input.opportunityId) }),
    ...(input.linked === undefined ? {} : { linked: input.linked }),
    ...(input.updatedSince === undefined ? {} : { changedSince: input.updatedSince }),
  };
}

function positionOf({ contract }: StoredContract): ContractPosition {
  return { createdAt: contract.createdAt, id: contract.id };
}

function toCursor({ createdAt, id }: ContractPosition) {
  return { value: createdAt, id };
}

function toPosition(cursor: {
  readonly value: string | number | null;
  readonly id: string;
}): ContractPosition {
  if (typeof cursor.value !== 'string') throw notACursor();
  return { createdAt: cursor.value, id: parseContractId(cursor.id) };
}
