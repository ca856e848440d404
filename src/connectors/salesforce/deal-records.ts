import type { OpportunityId } from '../../domain/opportunity-id.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import type {
  ChangedDeal,
  ChangedDealsQuery,
  CrmPrincipal,
  DealPosition,
  DealRecord,
  RecordPath,
} from '../crm.js';
import { planDealRecord, selectedFields, shapeRecord, unknownPaths } from './deal-record.js';
import type { RecordPlan } from './deal-record.js';
import { toIsoUtc } from './date-time.js';
import { chunk } from './chunk.js';
import type { Descriptions } from './describe.js';
import { strange, toDomainError, upstreamCodeOf } from './failures.js';
import type { ReadScope } from './opportunities.js';
import type { RawRecord, SoqlQueries } from './query.js';
import type { Condition } from './soql.js';
import { and, compare, dateTime, isIn, or, orderBy, select, text } from './soql.js';
import { noted } from '../../domain/said.js';

/** Deals with exactly the fields that somebody asks for. */
export interface DealRecords {
  readonly readDeal: (
    principal: CrmPrincipal,
    id: OpportunityId,
    paths: readonly RecordPath[],
  ) => Promise<DealRecord | null>;
  readonly readDeals: (
    principal: CrmPrincipal,
    ids: readonly OpportunityId[],
    paths: readonly RecordPath[],
  ) => Promise<ReadonlyMap<OpportunityId, DealRecord>>;
  readonly changedDeals: (query: ChangedDealsQuery) => Promise<readonly ChangedDeal[]>;
}

export interface DealRecordsParts {
  readonly queries: SoqlQueries;
  readonly descriptions: Descriptions;
  readonly integration: CrmPrincipal;
  readonly defaultCurrency: string | null;
  readonly scopeOf: (principal: CrmPrincipal) => Promise<ReadScope>;
  /** Those of the ids that the user may read. */
  readonly readable: (userId: string, ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Indexed, and moved by everything that changes a record. */
const CHANGED_AT = 'SystemModstamp';
const MAX_PAGE = 2_000;
/** Deals of one query by their ids: they travel in an address. */
const IDS_CHUNK = 200;

export function createDealRecords(parts: DealRecordsParts): DealRecords {
  const { queries, descriptions, integration, defaultCurrency } = parts;

  /**
   * Runs the query of a plan. Paths are checked against what the integration user sees, which is kept; what hides from the
   * reader shows in the query.
   */
  async function run(
    reader: CrmPrincipal,
    paths: readonly RecordPath[],
    build: (plan: RecordPlan) => string | null,
  ): Promise<{ readonly plan: RecordPlan; readonly records: readonly RawRecord[] }> {
    const plan = await planDealRecord(paths, (name) => descriptions.tryGet(integration, name));
    try {
      return { plan, records: await queries.rows(reader, build(plan)) };
    } catch (error) {
      const code = upstreamCodeOf(error);
      if (code !== 'INVALID_FIELD' && code !== 'INVALID_TYPE') throw error;
      await explainRefusal(reader, paths);
      throw unknownPaths(paths.map((path) => path.join('.')));
    }
  }

  /** Names the paths that the reader does not see, or that went away since the description was kept. */
  async function explainRefusal(reader: CrmPrincipal, paths: readonly RecordPath[]): Promise<void> {
    const asked = new Set<string>();
    await planDealRecord(paths, (name) => {
      if (!asked.has(name)) descriptions.forget(reader, name);
      asked.add(name);
      return descriptions.tryGet(reader, name);
    });
  }

  const shape = (reader: CrmPrincipal, record: RawRecord, plan: RecordPlan) =>
    shapeRecord(record, plan, defaultCurrency, (list) => queries.childRows(reader, list));

  return {
    async readDeal(principal, id, paths) {
      const { reader, checkedUserId } = await parts.scopeOf(principal);
      if (checkedUserId !== null && !(await parts.readable(checkedUserId, [id])).has(id))
        return null;
      const { plan, records } = await run(reader, paths, (read) =>
        select({
          fields: selectedFields(read),
          from: 'Opportunity',
          where: compare('Id', '=', text(id)),
        }),
      );
      const [record] = records;
      return record === undefined ? null : shape(reader, record, plan);
    },

    async readDeals(principal, ids, paths) {
      const { reader, checkedUserId } = await parts.scopeOf(principal);
      const distinct = [...new Set(ids)];
      const readable =
        checkedUserId === null ? null : await parts.readable(checkedUserId, distinct);
      const asked = distinct.filter((id) => readable === null || readable.has(id));
      const deals = new Map<OpportunityId, DealRecord>();
      for (const part of chunk(asked, IDS_CHUNK)) {
        const { plan, records } = await run(reader, paths, (read) =>
          select({
            fields: [...new Set(['Id', ...ownFields(read)])],
            from: 'Opportunity',
            where: isIn('Id', part.map(text)),
          }),
        );
        for (const record of records) {
          deals.set(idOf(record, reader), await shape(reader, record, plan));
        }
      }
      return deals;
    },

    async changedDeals({ paths, since, after, ids, limit }) {
      const { plan, records } = await run(integration, paths, (read) =>
        select({
          fields: [...new Set(['Id', CHANGED_AT, ...ownFields(read)])],
          from: 'Opportunity',
          where: and([
            since === undefined ? null : compare(CHANGED_AT, '>=', dateTime(since.toISOString())),
            after === undefined ? null : behind(after),
            ids === undefined ? null : isIn('Id', ids.map(text)),
          ]),
          orderBy: [orderBy(CHANGED_AT, 'ASC'), orderBy('Id', 'ASC')],
          limit: Math.min(limit, MAX_PAGE),
        }),
      );
      const deals: ChangedDeal[] = [];
      for (const record of records) {
        deals.push({ ...positionOf(record), record: await shape(integration, record, plan) });
      }
      return deals;
    },
  };

  /** Of a plan for nothing the id alone. */
  function ownFields(plan: RecordPlan): readonly string[] {
    const isEmpty = [plan.fields, plan.parents, plan.children].every(({ size }) => size === 0);
    return isEmpty ? [] : selectedFields(plan);
  }

  function idOf(record: RawRecord, reader: CrmPrincipal): OpportunityId {
    const id = typeof record.Id === 'string' ? toOpportunityId(record.Id) : null;
    if (id !== null) return id;
    throw toDomainError(strange(200, noted`deals without an id`), 'GET /query', reader);
  }

  function positionOf(record: RawRecord): DealPosition {
    const id = idOf(record, integration);
    const changedAt = new Date(toIsoUtc(String(record[CHANGED_AT])) ?? Number.NaN);
    if (Number.isNaN(changedAt.getTime())) {
      const refusal = strange(200, noted`deals without a time of change`);
      throw toDomainError(refusal, 'GET /query', integration);
    }
    return { id, changedAt };
  }
}

function behind({ changedAt, id }: DealPosition): Condition {
  const at = dateTime(changedAt.toISOString());
  const sameTime = and([compare(CHANGED_AT, '=', at), compare('Id', '>', text(id))]);
  const later = compare(CHANGED_AT, '>', at);
  return sameTime === null ? later : or([later, sameTime]);
}
