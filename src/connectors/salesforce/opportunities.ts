import { ForbiddenError, InputError } from '../../domain/errors.js';
import type { Opportunity } from '../../domain/opportunity.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import type {
  CrmPrincipal,
  OpportunityCriteria,
  OpportunityPage,
  OpportunityQuery,
} from '../crm.js';
import { chunk } from './chunk.js';
import type { SalesforceClient } from './client.js';
import { upstreamCodeOf } from './failures.js';
import type { OpportunityFields } from './opportunity-fields.js';
import {
  behind,
  hideableFieldsUsed,
  matching,
  orderClauses,
  positionOf,
} from './opportunity-search.js';
import { toOpportunity } from './opportunity.wire.js';
import type { RawRecord, SoqlQueries } from './query.js';
import { and, isIn, select, text } from './soql.js';
import type { UserRights } from './user-rights.js';
import { RIGHTS_CHUNK } from './user-rights.js';

const IDS_PER_QUERY = 200;
/** How far a page is looked for when rights are checked row by row: 2,000 deals, 20 calls. */
const MIN_SCANNED_ROUNDS = 10;

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
}

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
      if (upstreamCodeOf(error) !== 'INVALID_FIELD') throw toReaderError(reader, error);
    }
    const visible = await options.fields.narrow(reader);
    const hidden = neededFields.filter((name) => !visible.has(name));
    if (hidden.length > 0) {
      throw new InputError(
        `You can't filter or sort by what you don't see in Salesforce: ${hidden.join(', ')}.`,
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

  async function page(
    reader: CrmPrincipal,
    query: OpportunityQuery,
    limit: number,
  ): Promise<readonly Opportunity[]> {
    const { criteria, orderBy: order, after } = query;
    const records = await rows(
      reader,
      (fields) =>
        select({
          fields: [...fields],
          from: 'Opportunity',
          where: and([
            matching(criteria, fields.has('Account.Name')),
            after === undefined ? null : behind(order, after),
          ]),
          orderBy: orderClauses(order),
          limit,
        }),
      hideableFieldsUsed(criteria, order),
    );
    return toOpportunities(reader, records);
  }

  function toPage(query: OpportunityQuery, found: readonly Opportunity[]): OpportunityPage {
    return {
      rows: found.slice(0, query.limit).map((opportunity) => ({
        opportunity,
        position: positionOf(query.orderBy, opportunity),
      })),
      hasMore: found.length > query.limit,
    };
  }

  /** Reads on as the integration user until enough rows are left that the user may read. */
  async function findChecked(
    reader: CrmPrincipal,
    userId: string,
    query: OpportunityQuery,
  ): Promise<OpportunityPage> {
    const found: Opportunity[] = [];
    let next = query;
    const rounds = Math.max(MIN_SCANNED_ROUNDS, 2 * Math.ceil(query.limit / RIGHTS_CHUNK));
    for (let round = 0; round < rounds; round += 1) {
      const scanned = await page(reader, next, RIGHTS_CHUNK);
      const readable = await rights.readable(
        userId,
        scanned.map(({ id }) => id),
      );
      found.push(...scanned.filter(({ id }) => readable.has(id)));
      const last = scanned.at(-1);
      if (found.length > query.limit || last === undefined || scanned.length < RIGHTS_CHUNK) {
        return toPage(query, found);
      }
      next = { ...next, after: positionOf(query.orderBy, last) };
    }
    if (found.length === 0) {
      throw new InputError(
        `None of the first ${rounds * RIGHTS_CHUNK} deals of this filter is yours to read; narrow the filter.`,
      );
    }
    return { ...toPage(query, found), hasMore: true };
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
      throw toReaderError(reader, error);
    }
  }

  return {
    readable,
    async find(scope, query) {
      if (scope.checkedUserId !== null) {
        return findChecked(scope.reader, scope.checkedUserId, query);
      }
      return toPage(query, await page(scope.reader, query, query.limit + 1));
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

/** An object that a user may not read looks to them as if it did not exist. */
function toReaderError(reader: CrmPrincipal, error: unknown): unknown {
  if (reader.kind !== 'user' || upstreamCodeOf(error) !== 'INVALID_TYPE') return error;
  return new ForbiddenError('Salesforce does not show you any deals.', {
    service: 'salesforce',
    operation: 'GET /query',
    upstreamCode: 'INVALID_TYPE',
    cause: error,
  });
}
