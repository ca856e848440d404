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
import type { Descriptions } from './describe.js';
import { strange, toDomainError, upstreamCodeOf } from './failures.js';
import type { ReadScope } from './opportunities.js';
import type { RawRecord, SoqlQueries } from './query.js';
import type { Condition } from './soql.js';
import { and, compare, dateTime, isIn, or, orderBy, select, text } from './soql.js';

/** Deals with exactly the fields that somebody asks for. */
export interface DealRecords {
  readonly readDeal: (
    principal: CrmPrincipal,
    id: OpportunityId,
    paths: readonly RecordPath[],
  ) => Promise<DealRecord | null>;
  readonly changedDeals: (query: ChangedDealsQuery) => Promise<readonly ChangedDeal[]>;
}

export interface DealRecordsParts {
  readonly queries: SoqlQueries;
  readonly descriptions: Descriptions;
  readonly integration: CrmPrincipal;
  readonly defaultCurrency: string | null;
  readonly scopeOf: (principal: CrmPrincipal) => Promise<ReadScope>;
  readonly mayRead: (userId: string, id: OpportunityId) => Promise<boolean>;
}

/** Indexed, and moved by everything that changes a record. */
const CHANGED_AT = 'SystemModstamp';
const MAX_PAGE = 2_000;

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
      if (checkedUserId !== null && !(await parts.mayRead(checkedUserId, id))) return null;
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

  function positionOf(record: RawRecord): DealPosition {
    const id = typeof record.Id === 'string' ? toOpportunityId(record.Id) : null;
    const changedAt = new Date(toIsoUtc(String(record[CHANGED_AT])) ?? Number.NaN);
    if (id === null || Number.isNaN(changedAt.getTime())) {
      const refusal = strange(200, 'deals without an id or a time of change');
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
