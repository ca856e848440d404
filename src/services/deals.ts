import type {
  Crm,
  CrmPrincipal,
  OpportunityCriteria,
  OpportunityPage,
  OpportunityPosition,
} from '../connectors/crm.js';
import { InputError } from '../domain/errors.js';
import type { OpportunityOrder } from '../domain/opportunity.js';
import { parseOpportunityId, toRecordId18 } from '../domain/opportunity-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { ContractStore } from '../store/store.js';
import { checkPage, decodeCursor, encodeCursor, listFingerprint } from './cursor.js';
import { principalOf } from './principal.js';
import type { DealFilter, DealService, PageRequest } from './services.js';

/** Up to this many deals with matching contracts go into the CRM query; beyond, pages are matched here. */
const MAX_IDS_IN_QUERY = 200;
/** Rows a matching scan reads per CRM call, and how many calls it makes before it hands back what it has. */
const SCAN_ROWS = 500;
const SCAN_CALLS = 10;

type Row = OpportunityPage['rows'][number];

export function createDealService(parts: {
  readonly crm: Crm;
  readonly contracts: ContractStore;
}): DealService {
  const { crm, contracts } = parts;

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
      if (linked !== null)
        return { criteria: linked.length === 0 ? {} : { notIds: linked }, keep: null };
      return {
        criteria: {},
        keep: async (ids) => {
          const having = await contracts.filterLinked(ids, null);
          return new Set(ids.filter((id) => !having.has(id)));
        },
      };
    }
    if (linked !== null) return { criteria: { ids: linked }, keep: null };
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
      after = page.rows.at(-1)?.position;
      if (!page.hasMore || after === undefined) return { rows, hasMore: false, resumeAt: null };
    }
    return { rows, hasMore: true, resumeAt: after ?? null };
  }

  async function find(
    principal: CrmPrincipal,
    filter: DealFilter,
    orderBy: OpportunityOrder,
    page: PageRequest,
  ) {
    checkPage(page);
    const fingerprint = listFingerprint('opportunities', orderBy, filter);
    const after =
      page.after === undefined
        ? undefined
        : toPosition(decodeCursor(fingerprint, page.after), orderBy);
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
        ? { ...(await crm.findOpportunities(principal, query)), resumeAt: null }
        : await scan(principal, query, contractFilter.keep);
    return {
      edges: rows.map(({ opportunity, position }) => ({
        cursor: encodeCursor(fingerprint, position),
        node: opportunity,
      })),
      // A scan that ran out of calls goes on where it stopped, not at its last match.
      endCursor: resumeAt === null ? null : encodeCursor(fingerprint, resumeAt),
      hasNextPage: hasMore,
      totalCount: async () =>
        contractFilter.keep === null ? crm.countOpportunities(principal, criteria) : null,
    };
  }

  return {
    find: (reader, filter, orderBy, page) => find(principalOf(reader), filter, orderBy, page),
    get: (reader, ids) => crm.getOpportunities(principalOf(reader), ids),
  };
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
    ...(stageName === undefined ? {} : { stageNames: stageName }),
    ...(ownerId === undefined ? {} : { ownerId: parseRecordId(ownerId, 'ownerId', '005') }),
    ...(accountId === undefined ? {} : { accountId: parseRecordId(accountId, 'accountId', '001') }),
  };
}

function parseRecordId(text: string, field: string, prefix: string): string {
  const id = toRecordId18(text);
  if (id === null || !id.startsWith(prefix)) {
    throw new InputError(
      `"${field}" is not a record id: it has 15 or 18 letters and digits and starts with ${prefix}.`,
    );
  }
  return id;
}

function toPosition(
  cursor: { readonly value: string | number | null; readonly id: string },
  orderBy: OpportunityOrder,
): OpportunityPosition {
  const { value } = cursor;
  const fits =
    value === null ||
    (orderBy === 'AMOUNT_DESC'
      ? typeof value === 'number' && Number.isFinite(value)
      : typeof value === 'string' && (orderBy === 'NAME_ASC' || !Number.isNaN(Date.parse(value))));
  if (!fits)
    throw new InputError('"after" is not a cursor of this API. Pass an endCursor as it came.');
  return { value, id: parseOpportunityId(cursor.id) };
}
