import type { SQLInputValue } from 'node:sqlite';
import { z } from 'zod';

import { activityIdFrom } from '../../domain/activity.js';
import type { Activity } from '../../domain/activity.js';
import { MAX_REJECTED_ROWS } from '../activity.js';
import type { ActivityBounds, ActivityFilter, ActivityLog } from '../activity.js';
import { detailsOf, toActivity } from '../stored-activity.js';
import type { Command, Database, Query } from './database.js';
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
const countsRow = z.object({ rejected: z.number(), total: z.number() });

/**
 * Of one transaction. Each contract has a place of its own in its index, so what a batch writes goes by the contracts that it is about:
 * a larger one is cheaper a row, and holds up this process alone.
 */
const ROWS_AT_ONCE = 1_000;
/** Removed in one transaction, beside twice what was appended: a bound that was lowered is reached over many. */
const PRUNED_AT_ONCE = 500;

interface Statements {
  readonly database: Database;
  readonly insert: Command;
  readonly counts: Query<z.infer<typeof countsRow>>;
  readonly removeOld: Command;
  readonly removeOldest: Command;
  readonly removeRejected: Command;
}

/**
 * In a file of its own: neither its writes nor a fault of it hold up the store. After a failure the file is opened anew, so
 * that one which was removed or had no room is written again as soon as that is possible.
 */
export function createActivityLog(
  open: () => Promise<Database>,
): ActivityLog & { close(): Promise<void> } {
  let opening: Promise<Statements> | null = null;
  let isClosed = false;

  async function withFile<Result>(
    work: (statements: Statements) => Promise<Result>,
  ): Promise<Result> {
    if (isClosed) throw new Error('The store is closed.');
    const mine = (opening ??= open().then(prepare));
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
      withFile(({ database, ...statements }) =>
        database.write(() => {
          for (const row of rows) insertRow(statements.insert, row);
          pruneNow(statements, bounds, PRUNED_AT_ONCE + 2 * rows.length);
        }),
      ),
    prune: async (bounds) =>
      withFile(({ database, ...statements }) =>
        database.write(() => pruneNow(statements, bounds, PRUNED_AT_ONCE)),
      ),
    list: async (filter) => {
      if (asksForNothing(filter)) return [];
      const { sql, parameters } = statementOf(filter);
      return withFile(({ database }) =>
        database.read(() => database.query(sql, activityRow).all(...parameters)),
      );
    },
    close: async () => {
      isClosed = true;
      await opening?.then(({ database }) => database.close()).catch(() => undefined);
    },
  };
}

function prepare(database: Database): Statements {
  const isRejected = "kind = 'REJECTED_DELIVERY'";
  return {
    database,
    insert: database.command(
      `INSERT OR IGNORE INTO activities (id, kind, system, failed, contract_id, opportunity_id, details)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    counts: database.query('SELECT rejected, total FROM activity_counts', countsRow),
    removeOld: database.command(
      `DELETE FROM activities WHERE id IN (SELECT id FROM activities WHERE id < ? ORDER BY id LIMIT ?)`,
    ),
    removeOldest: database.command(
      `DELETE FROM activities WHERE id IN (
         SELECT id FROM activities WHERE NOT ${isRejected} ORDER BY id LIMIT ?)`,
    ),
    removeRejected: database.command(
      `DELETE FROM activities WHERE id IN (
         SELECT id FROM activities WHERE ${isRejected} ORDER BY id LIMIT ?)`,
    ),
  };
}

function insertRow(insert: Command, row: Activity): void {
  const { id, kind, system, failed, contractId, opportunityId } = row;
  insert(id, kind, system, failed ? 1 : 0, contractId, opportunityId, detailsOf(row));
}

function pruneNow(
  { counts, removeOld, removeOldest, removeRejected }: Omit<Statements, 'database'>,
  { keepFrom, maxRows }: ActivityBounds,
  atMost: number,
): number {
  let removed = removeOld(activityIdFrom(keepFrom), atMost);
  for (const { rejected, total } of counts.all()) {
    const excess = total - (rejected === 1 ? MAX_REJECTED_ROWS : maxRows);
    if (excess <= 0) continue;
    removed += (rejected === 1 ? removeRejected : removeOldest)(Math.min(excess, atMost));
  }
  return removed;
}

function asksForNothing({ contractIds, kinds, limit }: ActivityFilter): boolean {
  return limit < 1 || contractIds?.length === 0 || kinds?.length === 0;
}

interface Condition {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

/** Terms of one compound statement; above it an index is walked for all at once, and what is found is sorted. */
const MAX_SOURCES = 100;

/**
 * One walk of an index for each contract, deal or kind that is asked for, newest first and no further than the limit: what a
 * question costs goes by its answer and not by the log.
 */
function statementOf(filter: ActivityFilter): Condition {
  const { limit } = filter;
  const sources = sourcesOf(filter);
  const rest = restOf(filter);
  const walks = sources.map(
    ({ sql }) =>
      `SELECT * FROM (SELECT * FROM activities WHERE ${[sql, ...rest.map((one) => one.sql)].join(' AND ')} ORDER BY id DESC LIMIT ?)`,
  );
  const parameters = sources.flatMap((source) => [
    ...source.parameters,
    ...rest.flatMap((one) => one.parameters),
    limit,
  ]);
  return {
    sql: `${walks.join(' UNION ')} ORDER BY id DESC LIMIT ?`,
    parameters: [...parameters, limit],
  };
}

/** Each has an index of its own. */
function sourcesOf({ contractIds, deal, kinds, failed }: ActivityFilter): readonly Condition[] {
  if (contractIds !== undefined) return ofContracts(contractIds);
  if (deal !== undefined)
    return [
      { sql: 'opportunity_id = ?', parameters: [deal.opportunityId] },
      ...ofContracts(deal.contractIds),
    ];
  if (failed === true) return [{ sql: 'failed = 1', parameters: [] }];
  if (kinds !== undefined)
    return [...new Set(kinds)].map((kind) => ({ sql: 'kind = ?', parameters: [kind] }));
  return [{ sql: 'TRUE', parameters: [] }];
}

function ofContracts(ids: readonly string[]): readonly Condition[] {
  const distinct = [...new Set(ids)];
  return distinct.length < MAX_SOURCES
    ? distinct.map((id) => ({ sql: 'contract_id = ?', parameters: [id] }))
    : [among('contract_id', distinct)];
}

/** What is looked at row by row; a plus keeps a column from being walked by. */
function restOf(filter: ActivityFilter): readonly Condition[] {
  const { contractIds, deal, kinds, system, failed, since, beforeId } = filter;
  const conditions: Condition[] = [];
  if (contractIds !== undefined && deal !== undefined) {
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
