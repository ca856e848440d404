import type { SQLInputValue } from 'node:sqlite';
import { z } from 'zod';

import { activityIdFrom } from '../../domain/activity.js';
import type { Activity } from '../../domain/activity.js';
import { asksForRejected } from '../activity.js';
import type { ActivityFilter, ActivityLog } from '../activity.js';
import { toActivity } from '../stored-activity.js';
import { openSegments, PRUNED_AT_ONCE, REJECTED_TABLE } from './activity-segments.js';
import type { ActivitySegments, Segment } from './activity-segments.js';
import type { Database } from './database.js';
import { listParameter } from './rows.js';

const activityRow = z
  .object({
    id: z.string(),
    kind: z.string(),
    system: z.string().nullable(),
    failed: z.number(),
    contract_id: z.string().nullable(),
    opportunity_id: z.string().nullable(),
    details: z.string(),
  })
  .transform(
    ({ details, failed, contract_id: contractId, opportunity_id: opportunityId, ...row }) =>
      toActivity({ ...row, failed: failed === 1, contractId, opportunityId }, details),
  );

/** Of one transaction, which costs the less a row the more it has. */
const ROWS_AT_ONCE = 10_000;

interface OpenFile {
  readonly database: Database;
  readonly segments: ActivitySegments;
}

/**
 * In a file of its own: neither its writes nor a fault of it hold up the store. After a failure the file is opened anew, so
 * that one which was removed or had no room is written again as soon as that is possible.
 */
export function createActivityLog(
  open: () => Promise<Database>,
): ActivityLog & { close(): Promise<void> } {
  let opening: Promise<OpenFile> | null = null;
  let isClosed = false;

  async function withFile<Result>(work: (file: OpenFile) => Promise<Result>): Promise<Result> {
    if (isClosed) throw new Error('The store is closed.');
    const mine = (opening ??= open().then((database) => ({
      database,
      segments: openSegments(database),
    })));
    try {
      return await work(await mine);
    } catch (error) {
      if (opening === mine) opening = null;
      await mine.then(({ database }) => database.close()).catch(() => undefined);
      throw error;
    }
  }

  return {
    rowsAtOnce: ROWS_AT_ONCE,
    append: async (rows, bounds) =>
      withFile(({ database, segments }) => database.writeInSteps(segments.append(rows, bounds))),
    prune: async (bounds) =>
      withFile(({ database, segments }) =>
        database.write(() => segments.prune(bounds, PRUNED_AT_ONCE)),
      ),
    list: async (filter) =>
      asksForNothing(filter)
        ? []
        : withFile(({ database, segments }) =>
            database.read(() => newestOf(database, segments.newestFirst(), filter)),
          ),
    close: async () => {
      isClosed = true;
      await opening?.then(({ database }) => database.close()).catch(() => undefined);
    },
  };
}

/** No further into what is older than the filter's limit asks for. */
function newestOf(
  database: Database,
  segments: readonly Segment[],
  filter: ActivityFilter,
): readonly Activity[] {
  const { limit, since, beforeId } = filter;
  const found = new Map<string, Activity>();
  const take = (table: string, isIndexed: boolean) => {
    const { sql, parameters } = statementOf(table, isIndexed, filter);
    for (const row of database.query(sql, activityRow, { isPassing: true }).all(...parameters))
      found.set(row.id, row);
  };
  const newest = () => [...found.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
  if (asksForRejected(filter)) take(REJECTED_TABLE, false);
  const from = since === undefined ? '' : activityIdFrom(since);
  for (const { table, firstId, lastId, isIndexed } of segments) {
    // Several processes append, so two segments may be of one moment.
    if (lastId < from || (found.size >= limit && lastId < (newest().at(-1)?.id ?? ''))) break;
    if (beforeId === undefined || firstId < beforeId) take(table, isIndexed);
  }
  return newest();
}

function asksForNothing({ contractIds, kinds, limit }: ActivityFilter): boolean {
  return limit < 1 || contractIds?.length === 0 || kinds?.length === 0;
}

interface Condition {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

/**
 * In a table with indexes one walk of one for each thing that is asked for, newest first and no further than the limit; one without is
 * walked itself.
 */
function statementOf(table: string, isIndexed: boolean, filter: ActivityFilter): Condition {
  const { limit } = filter;
  const conditions = conditionsOf(filter);
  const walks = (isIndexed ? sourcesOf(filter) : [ALL]).map((source) => ({
    sql: `SELECT * FROM (SELECT * FROM ${table} WHERE ${[source, ...conditions].map(({ sql }) => sql).join(' AND ')} ORDER BY id DESC LIMIT ?)`,
    parameters: [source, ...conditions].flatMap(({ parameters }) => parameters).concat(limit),
  }));
  return {
    sql: `${walks.map(({ sql }) => sql).join(' UNION ')} ORDER BY id DESC LIMIT ?`,
    parameters: walks.flatMap(({ parameters }) => parameters).concat(limit),
  };
}

const ALL: Condition = { sql: 'TRUE', parameters: [] };

/** Each has an index of its own. */
function sourcesOf({ contractIds, deal, kinds, failed }: ActivityFilter): readonly Condition[] {
  if (contractIds !== undefined) return [among('contract_id', contractIds)];
  if (deal !== undefined)
    return [
      { sql: 'opportunity_id = ?', parameters: [deal.opportunityId] },
      among('contract_id', deal.contractIds),
    ];
  if (failed === true) return [{ sql: 'failed = 1', parameters: [] }];
  if (kinds !== undefined)
    return [...new Set(kinds)].map((kind) => ({ sql: 'kind = ?', parameters: [kind] }));
  return [ALL];
}

/** All that is asked for, looked at row by row; a plus keeps a column from being walked by. */
function conditionsOf(filter: ActivityFilter): readonly Condition[] {
  const { contractIds, deal, kinds, system, failed, since, beforeId } = filter;
  const conditions: Condition[] = [];
  if (contractIds !== undefined) conditions.push(among('+contract_id', contractIds));
  if (deal !== undefined) {
    const ofDeal = among('+contract_id', deal.contractIds);
    conditions.push({
      sql: `(+opportunity_id = ? OR ${ofDeal.sql})`,
      parameters: [deal.opportunityId, ...ofDeal.parameters],
    });
  }
  if (kinds !== undefined) conditions.push(among('+kind', kinds));
  if (system !== undefined) conditions.push({ sql: 'system = ?', parameters: [system] });
  if (failed !== undefined) conditions.push({ sql: `+failed = ${failed ? 1 : 0}`, parameters: [] });
  if (since !== undefined) conditions.push({ sql: 'id >= ?', parameters: [activityIdFrom(since)] });
  if (beforeId !== undefined) conditions.push({ sql: 'id < ?', parameters: [beforeId] });
  return conditions;
}

function among(column: string, values: readonly string[]): Condition {
  return {
    sql: `${column} IN (SELECT value FROM json_each(?))`,
    parameters: [listParameter(values)],
  };
}
