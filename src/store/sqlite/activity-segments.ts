import { z } from 'zod';

import { activityIdFrom } from '../../domain/activity.js';
import type { Activity } from '../../domain/activity.js';
import { MAX_REJECTED_ROWS } from '../activity.js';
import type { ActivityBounds } from '../activity.js';
import { detailsOf } from '../stored-activity.js';
import type { Command, Database } from './database.js';
import { totalRow } from './rows.js';

/** A table of the own log. */
export interface Segment {
  readonly table: string;
  /** None of its rows is below. */
  readonly firstId: string;
  /** None of its rows is above. */
  readonly lastId: string;
  readonly total: number;
  /** What has no index yet is walked. */
  readonly isIndexed: boolean;
}

/** The tables that the rows of the own log stand in. All of it is to be called within a transaction. */
export interface ActivitySegments {
  /** Of what is no refused delivery, the segment with the latest row first. */
  newestFirst(): readonly Segment[];
  /** Yields wherever others may have their turn. */
  append(rows: readonly Activity[], bounds: ActivityBounds): Generator<void, void>;
  /** Removes what is beyond the bounds, the oldest first, up to about `atMost` rows; answers how many. */
  prune(bounds: ActivityBounds, atMost: number): number;
}

/** Refused deliveries stand apart, since they are bounded apart. */
export const REJECTED_TABLE = 'rejected_activities';
/** Removed in one turn, beside twice what was appended: a bound that was lowered is reached over many. */
export const PRUNED_AT_ONCE = 500;

const ROWS_OF_SEGMENT = 10_000;
/** So many hold up this process for about a millisecond. */
const ROWS_OF_STEP = 250;
/** Ids are hexadecimal digits. */
const BEHIND_ALL_IDS = 'g';
const PASSING = { isPassing: true };

const segmentRow = z
  .object({
    number: z.number(),
    first_id: z.string(),
    last_id: z.string(),
    total: z.number(),
    is_indexed: z.number(),
  })
  .transform(({ number, first_id: firstId, last_id: lastId, total, is_indexed: isIndexed }) => ({
    number,
    table: tableOf(number),
    firstId,
    lastId,
    total,
    isIndexed: isIndexed === 1,
  }));
type NumberedSegment = z.infer<typeof segmentRow>;

/**
 * Rows are appended to the newest table, which has no index but its ids. When it is full it gets its indexes, each in one
 * go and in order, and another is begun: to keep them up with each row would write a page for almost every one, since a
 * batch is about as many contracts as it has rows. What is old goes with its table.
 */
export function openSegments(database: Database): ActivitySegments {
  const all = database.query('SELECT * FROM activity_segments ORDER BY last_id DESC', segmentRow);
  const newest = database.query(
    'SELECT * FROM activity_segments ORDER BY number DESC LIMIT 1',
    segmentRow,
  );
  const oldest = database.query(
    'SELECT * FROM activity_segments ORDER BY number LIMIT 1',
    segmentRow,
  );
  const begin = database.command('INSERT INTO activity_segments VALUES (?, ?, ?, 0, 0)');
  const grow = database.command(
    `UPDATE activity_segments SET total = total + ?, first_id = min(first_id, ?), last_id = max(last_id, ?)
     WHERE number = ?`,
  );
  const shrink = database.command(
    'UPDATE activity_segments SET total = total - ? WHERE number = ?',
  );
  const markIndexed = database.command(
    'UPDATE activity_segments SET is_indexed = 1 WHERE number = ?',
  );
  const forget = database.command('DELETE FROM activity_segments WHERE number = ?');
  const totals = database.query(
    'SELECT coalesce(sum(total), 0) AS total FROM activity_segments',
    totalRow,
  );
  const countRejected = database.query(`SELECT count(*) AS total FROM ${REJECTED_TABLE}`, totalRow);

  const change = (sql: string): Command => database.command(sql, PASSING);
  const insertInto = (table: string): Command =>
    change(
      `INSERT OR IGNORE INTO ${table} (id, kind, system, failed, contract_id, opportunity_id, details)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
  const removeFrom = (table: string): Command =>
    change(
      `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE id < ? ORDER BY id LIMIT ?)`,
    );

  /** The number of the table that takes the next rows. */
  function* segmentWithRoom(): Generator<void, number> {
    const last = newest.get();
    if (last !== null && !last.isIndexed) {
      if (last.total < ROWS_OF_SEGMENT) return last.number;
      for (const index of indexesOf(last.table)) {
        change(index)();
        yield;
      }
      markIndexed(last.number);
    }
    const number = (last?.number ?? 0) + 1;
    change(`CREATE TABLE ${tableOf(number)} (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, system TEXT, failed INTEGER NOT NULL,
      contract_id TEXT, opportunity_id TEXT, details TEXT NOT NULL) STRICT, WITHOUT ROWID`)();
    begin(number, BEHIND_ALL_IDS, '');
    return number;
  }

  function* append(rows: readonly Activity[], bounds: ActivityBounds): Generator<void, void> {
    for (let start = 0; start < rows.length; start += ROWS_OF_STEP) {
      const some = rows.slice(start, start + ROWS_OF_STEP);
      const rejected = some.filter(isRejected);
      if (rejected.length > 0) insertRows(insertInto(REJECTED_TABLE), rejected);
      const others = some.filter((row) => !isRejected(row));
      if (others.length > 0) {
        const number = yield* segmentWithRoom();
        const inserted = insertRows(insertInto(tableOf(number)), others);
        const ids = others.map(({ id }) => id).sort();
        grow(inserted, ids[0] ?? BEHIND_ALL_IDS, ids.at(-1) ?? '', number);
      }
      prune(bounds, PRUNED_AT_ONCE + 2 * some.length);
      yield;
    }
  }

  function prune({ keepFrom, maxRows }: ActivityBounds, atMost: number): number {
    const keepFromId = activityIdFrom(keepFrom);
    const rejectedTotal = countRejected.get()?.total ?? 0;
    let removed = removeSome(REJECTED_TABLE, keepFromId, rejectedTotal - MAX_REJECTED_ROWS, atMost);
    for (;;) {
      const segment = oldest.get();
      const excess = (totals.get()?.total ?? 0) - maxRows;
      if (segment === null || removed >= atMost) return removed;
      if (segment.lastId >= keepFromId && segment.total > excess) {
        const some = removeSome(segment.table, keepFromId, excess, atMost);
        if (some > 0) shrink(some, segment.number);
        return removed + some;
      }
      drop(segment);
      removed += segment.total;
    }
  }

  function drop({ table, number }: NumberedSegment): void {
    change(`DROP TABLE ${table}`)();
    forget(number);
  }

  /** What is too old, and of what is left the oldest that are too many. */
  function removeSome(table: string, keepFromId: string, excess: number, atMost: number): number {
    const remove = removeFrom(table);
    const old = remove(keepFromId, atMost);
    const tooMany = Math.min(excess - old, atMost);
    return tooMany > 0 ? old + remove(BEHIND_ALL_IDS, tooMany) : old;
  }

  return { newestFirst: () => all.all(), append, prune };
}

function isRejected({ kind }: Activity): boolean {
  return kind === 'REJECTED_DELIVERY';
}

function insertRows(insert: Command, rows: readonly Activity[]): number {
  let inserted = 0;
  for (const row of rows) {
    const { id, kind, system, failed, contractId, opportunityId } = row;
    inserted += insert(id, kind, system, failed ? 1 : 0, contractId, opportunityId, detailsOf(row));
  }
  return inserted;
}

function tableOf(number: number): string {
  return `activities_${number}`;
}

function indexesOf(table: string): readonly string[] {
  return [
    `CREATE INDEX ${table}_of_contract ON ${table} (contract_id, id) WHERE contract_id IS NOT NULL`,
    `CREATE INDEX ${table}_of_deal ON ${table} (opportunity_id, id) WHERE opportunity_id IS NOT NULL`,
    `CREATE INDEX ${table}_of_kind ON ${table} (kind, id)`,
    `CREATE INDEX ${table}_failed ON ${table} (id) WHERE failed = 1`,
  ];
}
