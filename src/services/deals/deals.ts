import { z } from 'zod';
import type {
  Crm,
  CrmPrincipal,
  OpportunityCriteria,
  OpportunityPage,
  OpportunityPosition,
} from '../../connectors/crm.js';
import { InputError } from '../../domain/errors.js';
import type { Account, Opportunity, OpportunityOrder } from '../../domain/opportunity.js';
import { NOBODYS_DEAL, parseOpportunityId, parseRecordId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { ContractStore } from '../../store/contracts.js';
import type { Cursor } from '../paging/cursor.js';
import type { CursorSeal } from '../paging/cursor-seal.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../paging/cursor.js';
import { notACursor } from '../../domain/cursor-refusals.js';
import { checkPage } from '../paging/page.js';
import { checkSearch } from '../text-length.js';
import { principalOf } from '../people/principal.js';
import type { Page, PageRequest } from '../paging/page.js';
import type { Reader } from '../../auth/caller.js';
import type { ContractStatus } from '../../domain/contract.js';
import { noted, said } from '../../domain/said.js';

export interface DealService {
  /** One CRM call a page, unless `hasContract` or `contractStatus` has to be matched against many deals. */
  find(
    reader: Reader,
    filter: DealFilter,
    orderBy: OpportunityOrder,
    page: PageRequest,
  ): Promise<Page<Opportunity>>;
  /**
   * All that match, or null when they are more than `limit`, or more have to be looked at than is done at once. A call per
   * 2,000 deals.
   */
  ids(reader: Reader, filter: DealFilter, limit: number): Promise<readonly OpportunityId[] | null>;
  /** One call for all ids. */
  get(
    reader: Reader,
    ids: readonly OpportunityId[],
  ): Promise<ReadonlyMap<OpportunityId, Opportunity>>;
  /** Companies by their id; one call for all ids. */
  accounts(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Account>>;
}

export interface DealFilter {
  readonly search?: string;
  readonly stageName?: readonly string[];
  readonly ownerId?: string;
  readonly accountId?: string;
  readonly isClosed?: boolean;
  readonly closeDateFrom?: string;
  readonly closeDateTo?: string;
  readonly amountFrom?: number;
  readonly amountTo?: number;
  readonly hasContract?: boolean;
  readonly contractStatus?: readonly ContractStatus[];
}

/** Up to this many deals with matching contracts go into the CRM query; beyond, pages are matched here. */
const MAX_IDS_IN_QUERY = 200;
/** Rows a matching scan reads per CRM call, and how many calls it makes before it hands back what it has. */
const SCAN_ROWS = 500;
const SCAN_CALLS = 10;
/** For all ids of a filter. */
const ID_ROWS = 2_000;
const ID_CALLS = 25;

type Row = OpportunityPage['rows'][number];

export function createDealService(parts: {
  readonly crm: Crm;
  readonly contracts: ContractStore;
  readonly cursorSeal: CursorSeal;
}): DealService {
  const { crm, contracts, cursorSeal } = parts;

  /** How the contract filters are applied: inside the CRM query, or to each row that it returns. */
  async function planContractFilter(filter: DealFilter): Promise<{
    criteria: OpportunityCriteria;
    keep: ((ids: readonly OpportunityId[]) => Promise<ReadonlySet<OpportunityId>>) | null;
  }> {
    const { hasContract, contractStatus } = filter;
    if (hasContract === undefined && contractStatus === undefined)
      return { criteria: {}, keep: null };
    if (contractStatus?.length === 0 || (hasContract === false && contractStatus !== undefined)) {
      return { criteria: { ids: [] }, keep: null };
    }
    const statuses = contractStatus ?? null;
    const linked = await contracts.linkedOpportunities(statuses, MAX_IDS_IN_QUERY);
    if (hasContract === false) {
      if (linked !== null) return { criteria: { notIds: orNobodys(linked) }, keep: null };
      return {
        criteria: {},
        keep: async (ids) => {
          const having = await contracts.filterLinked(ids, null);
          return new Set(ids.filter((id) => !having.has(id)));
        },
      };
    }
    if (linked !== null) return { criteria: { ids: orNobodys(linked) }, keep: null };
    return { criteria: {}, keep: (ids) => contracts.filterLinked(ids, statuses) };
  }

  async function scan(
    principal: CrmPrincipal,
    query: {
      criteria: OpportunityCriteria;
      orderBy: OpportunityOrder;
      limit: number;
      after?: OpportunityPosition;
    },
    keep: (ids: readonly OpportunityId[]) => Promise<ReadonlySet<OpportunityId>>,
  ): Promise<{ rows: Row[]; hasMore: boolean; resumeAt: OpportunityPosition | null }> {
    const rows: Row[] = [];
    let after = query.after;
    for (let call = 0; call < SCAN_CALLS; call += 1) {
      const page = await crm.findOpportunities(principal, {
        criteria: query.criteria,
        orderBy: query.orderBy,
        limit: SCAN_ROWS,
        ...(after === undefined ? {} : { after }),
      });
      const kept = await keep(page.rows.map(({ opportunity }) => opportunity.id));
      for (const row of page.rows) {
        if (!kept.has(row.opportunity.id)) continue;
        if (rows.length === query.limit) return { rows, hasMore: true, resumeAt: null };
        rows.push(row);
      }
      after = page.resumeAt ?? page.rows.at(-1)?.position;
      if (!page.hasMore || after === undefined) return { rows, hasMore: false, resumeAt: null };
    }
    return { rows, hasMore: true, resumeAt: after ?? null };
  }

  /** A rank counts deals that the reader may not see: it is neither shown nor taken from anybody else. */
  function cursorOf(fingerprint: string, position: OpportunityPosition): string {
    const cursor = encodeCursor(fingerprint, toCursor(position));
    return position.rank === undefined ? cursor : cursorSeal.seal(cursor);
  }

  function openPosition(
    fingerprint: string,
    after: string,
    orderBy: OpportunityOrder,
  ): OpportunityPosition {
    const opened = cursorSeal.open(after);
    const position = toPosition(decodeCursor(fingerprint, opened), orderBy);
    if (position.rank !== undefined && opened === after) throw notACursor();
    return position;
  }

  async function find(
    principal: CrmPrincipal,
    filter: DealFilter,
    orderBy: OpportunityOrder,
    page: PageRequest,
  ) {
    checkPage(page);
    checkSearch(filter.search);
    let made: string | null = null;
    const fingerprint = () => (made ??= listFingerprint('opportunities', orderBy, filter));
    const after =
      page.after === undefined ? undefined : openPosition(fingerprint(), page.after, orderBy);
    const contractFilter = await planContractFilter(filter);
    const criteria: OpportunityCriteria = { ...toCriteria(filter), ...contractFilter.criteria };
    const query = {
      criteria,
      orderBy,
      limit: page.first,
      ...(after === undefined ? {} : { after }),
    };
    const { rows, hasMore, resumeAt } =
      contractFilter.keep === null
        ? await crm.findOpportunities(principal, query)
        : await scan(principal, query, contractFilter.keep);
    return {
      edges: rows.map(
        ({ opportunity, position }) =>
          new DealEdge(opportunity, () => cursorOf(fingerprint(), position)),
      ),
      // A scan that ran out of calls goes on where it stopped, not at its last match.
      endCursor:
        resumeAt === null ? null : cursorSeal.seal(encodeCursor(fingerprint(), toCursor(resumeAt))),
      hasNextPage: hasMore,
      totalCount: async () =>
        contractFilter.keep === null ? crm.countOpportunities(principal, criteria) : null,
    };
  }

  async function idsOf(principal: CrmPrincipal, filter: DealFilter, limit: number) {
    checkSearch(filter.search);
    const plan = await planContractFilter(filter);
    const criteria: OpportunityCriteria = { ...toCriteria(filter), ...plan.criteria };
    const found: OpportunityId[] = [];
    let after: OpportunityPosition | undefined;
    for (let call = 0; call < ID_CALLS; call += 1) {
      const page = await crm.findOpportunities(principal, {
        criteria,
        orderBy: 'CLOSE_DATE_ASC',
        limit: ID_ROWS,
        ...(after === undefined ? {} : { after }),
      });
      const ids = page.rows.map(({ opportunity }) => opportunity.id);
      const kept = await plan.keep?.(ids);
      found.push(...(kept === undefined ? ids : ids.filter((id) => kept.has(id))));
      if (found.length > limit) return null;
      after = page.resumeAt ?? page.rows.at(-1)?.position;
      if (!page.hasMore || after === undefined) return found;
    }
    return null;
  }

  return {
    find: (reader, filter, orderBy, page) => find(principalOf(reader), filter, orderBy, page),
    ids: (reader, filter, limit) => idsOf(principalOf(reader), filter, limit),
    get: (reader, ids) => crm.getOpportunities(principalOf(reader), ids),
    accounts: (reader, ids) => crm.getAccounts(principalOf(reader), ids),
  };
}

/**
 * A deal in a list, whose cursor is made when somebody asks. A class, because V8 gives each object literal with a getter a shape of its
 * own, and that keeps all the getter knows, here a whole page, until the next collection of the whole heap.
 */
class DealEdge {
  readonly node: Opportunity;
  readonly #makeCursor: () => string;

  constructor(node: Opportunity, makeCursor: () => string) {
    this.node = node;
    this.#makeCursor = makeCursor;
  }

  get cursor(): string {
    return this.#makeCursor();
  }
}

/** A question about none is asked all the same: whether any contract is like that is not for everybody to know. */
function orNobodys(ids: readonly OpportunityId[]): readonly OpportunityId[] {
  return ids.length === 0 ? [NOBODYS_DEAL] : ids;
}

/** @throws InputError for a filter that can't be asked for, before anything is. */
export function checkFilter(filter: DealFilter): void {
  toCriteria(filter);
}

function toCriteria(filter: DealFilter): OpportunityCriteria {
  const {
    stageName,
    ownerId,
    accountId,
    hasContract: _has,
    contractStatus: _status,
    ...plain
  } = filter;
  return {
    ...plain,
    ...(stageName === undefined ? {} : { stageNames: askableStages(stageName) }),
    ...(ownerId === undefined ? {} : { ownerId: parseRecordId(ownerId, noted`a user`, '005') }),
    ...(accountId === undefined
      ? {}
      : { accountId: parseRecordId(accountId, noted`an account`, '001') }),
  };
}

/** The names travel in an address, which is bounded; no org has stages by the hundred. */
const MAX_STAGES_LENGTH = 8_000;

/** @throws InputError when they are more than can be asked for at once. */
function askableStages(names: readonly string[]): readonly string[] {
  const distinct = [...new Set(names)];
  if (encodeURIComponent(distinct.join("','").toWellFormed()).length > MAX_STAGES_LENGTH)
    throw new InputError(said`stageName names too many stages: name those that the CRM has.`);
  return distinct;
}

function toCursor({ value, id, currency, rank }: OpportunityPosition): Cursor {
  return { value, id, ...(currency === undefined ? {} : { more: [currency, rank ?? null] }) };
}

function toPosition({ value, id, more }: Cursor, orderBy: OpportunityOrder): OpportunityPosition {
  const fits =
    value === null ||
    (orderBy === 'AMOUNT_DESC'
      ? typeof value === 'number' && Number.isFinite(value)
      : typeof value === 'string' && (orderBy === 'NAME_ASC' || !Number.isNaN(Date.parse(value))));
  if (!fits) throw notACursor();
  return { value, id: parseOpportunityId(id), ...placeOf(more) };
}

function placeOf(more: Cursor['more']): Pick<OpportunityPosition, 'currency' | 'rank'> {
  if (more === undefined) return {};
  const place = placeWire.safeParse(more);
  if (!place.success) throw notACursor();
  const [currency, rank] = place.data;
  return rank === null ? { currency } : { currency, rank };
}

const placeWire = z.tuple([z.string().regex(/^[A-Z]{3}$/u), z.int().min(1).nullable()]);
