import { InputError } from '../../domain/errors.js';
import type { Opportunity } from '../../domain/opportunity.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import { NOBODYS_DEAL, toOpportunityId } from '../../domain/opportunity-id.js';
import type {
  CrmPrincipal,
  OpportunityCriteria,
  OpportunityPage,
  OpportunityQuery,
} from '../crm.js';
import { chunk } from './chunk.js';
import type { SalesforceClient } from './client.js';
import { readConvertedPage } from './converted-pages.js';
import { upstreamCodeOf } from './failures.js';
import type { OpportunityFields } from './opportunity-fields.js';
import {
  behind,
  hideableFieldsUsed,
  matching,
  orderClauses,
  isConverted,
  positionOf,
  rankedPositionOf,
} from './opportunity-search.js';
import { toOpportunity } from './opportunity.wire.js';
import type { RawRecord, SoqlQueries } from './query.js';
import { toReaderError } from './reader-error.js';
import type { Condition } from './soql.js';
import { and, isIn, select, text } from './soql.js';
import type { UserRights } from './user-rights.js';
import { RIGHTS_CHUNK } from './user-rights.js';
import { noted } from '../../domain/said.js';

const IDS_PER_QUERY = 200;
/** How far a page is looked for when rights are checked row by row: 2,000 deals, 20 calls. */
const MIN_SCANNED_ROUNDS = 10;
/** With the one that tells whether there are more. */
const SCANNED_ROWS = RIGHTS_CHUNK - 1;

/** Whose session reads, and whose rights the rows are held against (null: the session's own). */
export interface ReadScope {
  readonly reader: CrmPrincipal;
  readonly checkedUserId: string | null;
}

/** Deals for one reader. */
export interface Opportunities {
  find(scope: ReadScope, query: OpportunityQuery): Promise<OpportunityPage>;
  count(scope: ReadScope, criteria: OpportunityCriteria): Promise<number | null>;
  get(
    scope: ReadScope,
    ids: readonly OpportunityId[],
  ): Promise<ReadonlyMap<OpportunityId, Opportunity>>;
  readable(scope: ReadScope, ids: readonly OpportunityId[]): Promise<ReadonlySet<OpportunityId>>;
}

export interface OpportunitiesOptions {
  readonly client: SalesforceClient;
  readonly queries: SoqlQueries;
  readonly fields: OpportunityFields;
  readonly rights: UserRights;
  readonly defaultCurrency: string | null;
  /** Whether the org converts amounts by rates that depend on the date. */
  readonly hasDatedRates: () => Promise<boolean>;
}

type Rows = OpportunityPage['rows'];
type BuildQuery = (fields: ReadonlySet<string>) => string | null;

export function createOpportunities(options: OpportunitiesOptions): Opportunities {
  const { client, queries, rights } = options;

  /** Runs a query over deals; when a field of it is hidden from the reader, once more without what they don't see. */
  async function rows(
    reader: CrmPrincipal,
    build: BuildQuery,
    neededFields: readonly string[] = [],
  ): Promise<readonly RawRecord[]> {
    return withVisibleFields(reader, neededFields, async (fields) => {
      return queries.rows(reader, build(fields));
    });
  }

  async function withVisibleFields<T>(
    reader: CrmPrincipal,
    neededFields: readonly string[],
    run: (fields: ReadonlySet<string>) => Promise<T>,
  ): Promise<T> {
    try {
      return await run(await options.fields.of(reader));
    } catch (error) {
      if (upstreamCodeOf(error) !== 'INVALID_FIELD') throw toReaderError(reader, error, 'deals');
    }
    const visible = await options.fields.narrow(reader);
    const hidden = neededFields.filter((name) => !visible.has(name));
    if (hidden.length > 0) {
      throw new InputError(
        noted`You can't filter or sort by what you don't see in Salesforce: ${hidden.join(', ')}.`,
      );
    }
    return run(visible);
  }

  async function toOpportunities(
    reader: CrmPrincipal,
    records: readonly RawRecord[],
  ): Promise<readonly Opportunity[]> {
    if (records.length === 0) return [];
    const { instanceUrl } = await client.session(reader);
    const reading = { instanceUrl, defaultCurrency: options.defaultCurrency };
    return records.map((record) => toOpportunity(record, reading));
  }

  /** @returns `limit` rows, or fewer with more behind them. */
  async function page(
    reader: CrmPrincipal,
    { criteria, orderBy: order, after }: OpportunityQuery,
    limit: number,
  ): Promise<{ readonly rows: Rows; readonly hasMore: boolean }> {
    return withVisibleFields(reader, hideableFieldsUsed(criteria, order), async (fields) => {
      const read = (part: { behind: Condition | null; limit: number; offset: number }) =>
        queries.rows(
          reader,
          select({
            fields: [...fields],
            from: 'Opportunity',
            where: and([matching(criteria, fields.has('Account.Name')), part.behind]),
            orderBy: orderClauses(order),
            limit: part.limit,
            offset: part.offset,
          }),
        );
      // A position from before the org had several currencies says nothing of them.
      const isPlaced = after === undefined || after.value === null || after.currency !== undefined;
      if (isConverted(order, fields) && isPlaced) {
        const { hasDatedRates } = options;
        const { records, hasMore, startRank } = await readConvertedPage(
          { read, hasDatedRates },
          after,
          limit,
        );
        const rankOf = (index: number) => (startRank === null ? null : startRank + index + 1);
        const found = await toOpportunities(reader, records);
        const rows = found.map((opportunity, index) => ({
          opportunity,
          position: rankedPositionOf(order, opportunity, rankOf(index)),
        }));
        return { rows, hasMore };
      }
      const records = await read({
        behind: after === undefined ? null : behind(order, after),
        limit: limit + 1,
        offset: 0,
      });
      const found = await toOpportunities(reader, records.slice(0, limit));
      const rows = found.map((opportunity) => ({
        opportunity,
        position: positionOf(order, opportunity),
      }));
      return { rows, hasMore: records.length > limit };
    });
  }

  /**
   * Reads on as the integration user until enough rows are left that the user may read. With a filter it reads once,
   * whatever that matches: more questions for more matches would tell of deals that the user can't see.
   */
  async function findChecked(
    reader: CrmPrincipal,
    userId: string,
    query: OpportunityQuery,
  ): Promise<OpportunityPage> {
    const found: Rows[number][] = [];
    let next = query;
    const isFiltered = matching(query.criteria, true) !== null;
    const rounds = isFiltered
      ? 1
      : Math.max(MIN_SCANNED_ROUNDS, 2 * Math.ceil(query.limit / RIGHTS_CHUNK));
    for (let round = 0; round < rounds; round += 1) {
      const scanned = await page(reader, next, SCANNED_ROWS);
      const ids = scanned.rows.map(({ opportunity }) => opportunity.id);
      const readable = await rights.readable(userId, ids.length === 0 ? [NOBODYS_DEAL] : ids);
      found.push(...scanned.rows.filter(({ opportunity }) => readable.has(opportunity.id)));
      const last = scanned.rows.at(-1);
      if (found.length > query.limit || last === undefined || !scanned.hasMore) {
        return toPage(query, found, found.length > query.limit);
      }
      next = { ...next, after: last.position };
    }
    return { ...toPage(query, found, true), resumeAt: next.after ?? null };
  }

  function toPage(query: OpportunityQuery, rows: Rows, hasMore: boolean): OpportunityPage {
    return { rows: rows.slice(0, query.limit), hasMore, resumeAt: null };
  }

  async function readable(
    scope: ReadScope,
    ids: readonly OpportunityId[],
  ): Promise<ReadonlySet<OpportunityId>> {
    if (scope.checkedUserId !== null) {
      const readableIds = await rights.readable(scope.checkedUserId, ids);
      return new Set(ids.filter((id) => readableIds.has(id)));
    }
    const visible = new Set<OpportunityId>();
    for (const part of chunk([...new Set(ids)], IDS_PER_QUERY)) {
      const soql = select({
        fields: ['Id'],
        from: 'Opportunity',
        where: isIn('Id', part.map(text)),
      });
      for (const record of await idRows(scope.reader, soql)) {
        const id = typeof record.Id === 'string' ? toOpportunityId(record.Id) : null;
        if (id !== null) visible.add(id);
      }
    }
    return visible;
  }

  async function idRows(reader: CrmPrincipal, soql: string | null): Promise<readonly RawRecord[]> {
    try {
      return await queries.rows(reader, soql);
    } catch (error) {
      throw toReaderError(reader, error, 'deals');
    }
  }

  return {
    readable,
    async find(scope, query) {
      if (scope.checkedUserId !== null) {
        return findChecked(scope.reader, scope.checkedUserId, query);
      }
      const { rows: found, hasMore } = await page(scope.reader, query, query.limit);
      return toPage(query, found, hasMore);
    },
    async count(scope, criteria) {
      if (scope.checkedUserId !== null) return null;
      return withVisibleFields(scope.reader, hideableFieldsUsed(criteria, null), (fields) =>
        queries.count(
          scope.reader,
          select({
            fields: ['COUNT()'],
            from: 'Opportunity',
            where: matching(criteria, fields.has('Account.Name')),
          }),
        ),
      );
    },
    async get(scope, ids) {
      const asked =
        scope.checkedUserId === null ? [...new Set(ids)] : [...(await readable(scope, ids))];
      const found = new Map<OpportunityId, Opportunity>();
      for (const part of chunk(asked, IDS_PER_QUERY)) {
        const records = await rows(scope.reader, (fields) =>
          select({
            fields: [...fields],
            from: 'Opportunity',
            where: isIn('Id', part.map(text)),
          }),
        );
        for (const opportunity of await toOpportunities(scope.reader, records)) {
          found.set(opportunity.id, opportunity);
        }
      }
      return found;
    },
  };
}
