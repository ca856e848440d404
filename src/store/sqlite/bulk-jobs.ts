import { z } from 'zod';

import { BULK_JOB_STATES, BULK_ROW_STATES } from '../../domain/bulk.js';
import type { BulkJobState } from '../../domain/bulk.js';
import type { Clock } from '../../domain/clock.js';
import type {
  BulkJob,
  BulkJobs,
  BulkRow,
  BulkStart,
  BulkStartRules,
  NewBulkJob,
} from '../bulk-jobs.js';
import {
  NO_VERDICT,
  storedBulkStarter,
  storedBulkVerdict,
  toBulkCounts,
  toStoredVerdict,
} from '../bulk-values.js';
import type { Database } from './database.js';
import { dateColumn, jsonColumn, listParameter, opportunityIdColumn, totalRow } from './rows.js';

const jobRow = z.object({
  number: z.number(),
  id: z.string(),
  owner: z.string(),
  starter: jsonColumn(storedBulkStarter),
  template_id: z.string(),
  dry_run: z.number(),
  state: z.enum(BULK_JOB_STATES),
  total: z.number(),
  started_at: dateColumn,
  ended_at: dateColumn.nullable(),
  revision: z.number(),
});
const countRow = z.object({ state: z.string(), total: z.number() });
const bulkRow = z
  .object({
    row: z.number(),
    opportunity_id: opportunityIdColumn,
    state: z.enum(BULK_ROW_STATES),
    verdict: jsonColumn(storedBulkVerdict).nullable(),
  })
  .transform(({ row, opportunity_id, state, verdict }): BulkRow => ({
    number: row,
    opportunityId: opportunity_id,
    state,
    ...(verdict ?? NO_VERDICT),
  }));

export function createBulkJobs(database: Database, clock: Clock): BulkJobs {
  const byId = database.query('SELECT * FROM bulk_jobs WHERE id = ?', jobRow);
  const repeatOf = database.query(
    `SELECT * FROM bulk_jobs WHERE fingerprint = ? AND started_at > ? AND (dry_run = 0 OR ended_at IS NULL)
     ORDER BY number DESC LIMIT 1`,
    jobRow,
  );
  const openOf = database.query(
    `SELECT count(*) AS total FROM bulk_jobs WHERE owner = ? AND ended_at IS NULL`,
    totalRow,
  );
  const insertJob = database.query(
    `INSERT INTO bulk_jobs (id, fingerprint, owner, starter, template_id, dry_run, state, total, started_at, revision)
     VALUES (?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?, 0) RETURNING *`,
    jobRow,
  );
  const insertRows = database.command(
    `INSERT INTO bulk_rows (job, row, opportunity_id, state)
     SELECT ?1, key, value, 'WAITING' FROM json_each(?2)`,
  );
  const insertCount = database.command(
    `INSERT INTO bulk_counts (job, state, total) VALUES (?, 'WAITING', ?)`,
  );
  const endedBefore = database.query(
    'SELECT * FROM bulk_jobs WHERE ended_at < ? ORDER BY ended_at LIMIT 20',
    jobRow,
  );
  const removals = ['bulk_rows', 'bulk_counts'].map((table) =>
    database.command(`DELETE FROM ${table} WHERE job = ?`),
  );
  const removeJob = database.command('DELETE FROM bulk_jobs WHERE number = ?');
  const list = database.query(
    `SELECT * FROM bulk_jobs WHERE (?1 IS NULL OR owner = ?1) AND number < ?2 ORDER BY number DESC LIMIT ?3`,
    jobRow,
  );
  const running = database.query(
    `SELECT * FROM bulk_jobs WHERE state = 'RUNNING' ORDER BY number LIMIT ?`,
    jobRow,
  );
  const countsOf = database.query('SELECT state, total FROM bulk_counts WHERE job = ?', countRow);
  const rows = database.query(
    `SELECT row, opportunity_id, state, verdict FROM bulk_rows
     WHERE job = ? AND row > ? ORDER BY row LIMIT ?`,
    bulkRow,
  );
  const rowsInStates = database.query(
    `SELECT row, opportunity_id, state, verdict FROM bulk_rows
     WHERE job = ? AND state IN (SELECT value FROM json_each(?)) AND row > ? ORDER BY row LIMIT ?`,
    bulkRow,
  );
  const settleRow = database.command(
    `UPDATE bulk_rows SET state = ?, verdict = ? WHERE job = ? AND row = ? AND state = 'WAITING'`,
  );
  const waitAgain = database.command(
    `UPDATE bulk_rows SET state = 'WAITING', verdict = NULL WHERE job = ? AND state = 'FAILED'`,
  );
  const setState = database.query(
    'UPDATE bulk_jobs SET state = ?, ended_at = ?, revision = revision + 1 WHERE number = ? RETURNING *',
    jobRow,
  );
  const byState = database.query(
    'SELECT state, count(*) AS total FROM bulk_jobs GROUP BY state',
    countRow,
  );
  const waitingRows = database.query(
    `SELECT coalesce(sum(bulk_counts.total), 0) AS total FROM bulk_jobs
     JOIN bulk_counts ON bulk_counts.job = bulk_jobs.number AND bulk_counts.state = 'WAITING'
     WHERE bulk_jobs.state = 'RUNNING'`,
    totalRow,
  );

  const nowMs = () => clock.now().getTime();

  function toJob(row: z.infer<typeof jobRow>): BulkJob {
    const counts = new Map(countsOf.all(row.number).map(({ state, total }) => [state, total]));
    return {
      number: row.number,
      id: row.id,
      owner: row.owner,
      starter: row.starter,
      templateId: row.template_id,
      dryRun: row.dry_run === 1,
      state: row.state,
      total: row.total,
      counts: toBulkCounts(counts),
      startedAt: row.started_at,
      endedAt: row.ended_at,
      revision: row.revision,
    };
  }

  const find = (id: string): BulkJob | null => {
    const row = byId.get(id);
    return row === null ? null : toJob(row);
  };

  /** A job without waiting rows has nothing to run for. */
  function become(job: BulkJob, wanted: BulkJobState): BulkJob {
    const isOver = job.counts.WAITING === 0 && (wanted === 'RUNNING' || wanted === 'PAUSED');
    const to = isOver ? 'DONE' : wanted;
    const hasEnded = to === 'DONE' || to === 'CANCELLED';
    // What comes late does not move the end.
    const endedAtMs = to === job.state ? (job.endedAt?.getTime() ?? null) : nowMs();
    const row = setState.get(to, hasEnded ? endedAtMs : null, job.number);
    return row === null ? job : toJob(row);
  }

  function start(job: NewBulkJob, rules: BulkStartRules): BulkStart {
    const now = nowMs();
    const repeat = repeatOf.get(job.fingerprint, now - rules.repeatMs);
    if (repeat !== null) return { outcome: 'repeat', job: toJob(repeat) };
    if ((openOf.get(job.owner)?.total ?? 0) >= rules.maxOpen) return { outcome: 'too-many' };
    for (const { number } of endedBefore.all(now - rules.keepEndedMs)) {
      for (const remove of removals) remove(number);
      removeJob(number);
    }
    const row = insertJob.get(
      job.id,
      job.fingerprint,
      job.owner,
      JSON.stringify(job.starter),
      job.templateId,
      job.dryRun ? 1 : 0,
      job.opportunityIds.length,
      now,
    );
    if (row === null) throw new Error('a bulk job could not be kept');
    insertRows(row.number, listParameter(job.opportunityIds));
    insertCount(row.number, job.opportunityIds.length);
    return { outcome: 'started', job: toJob(row) };
  }

  return {
    start: async (job, rules) => database.write(() => start(job, rules)),
    get: async (id) => database.read(() => find(id)),
    list: async ({ owner }, { limit, after }) =>
      database.read(() =>
        list.all(owner ?? null, after ?? Number.MAX_SAFE_INTEGER, limit).map(toJob),
      ),
    running: async (limit) => database.read(() => running.all(limit).map(toJob)),
    rows: async (id, { states, limit, after = -1 }) =>
      database.read(() => {
        const job = byId.get(id);
        if (job === null) return [];
        return states === undefined
          ? rows.all(job.number, after, limit)
          : rowsInStates.all(job.number, listParameter(states), after, limit);
      }),
    settle: async (id, verdicts) =>
      database.write(() => {
        const before = find(id);
        if (before === null) return null;
        const changed = verdicts.reduce(
          (sum, verdict) =>
            sum + settleRow(verdict.state, toStoredVerdict(verdict), before.number, verdict.number),
          0,
        );
        return changed === 0 ? before : become(find(id) ?? before, before.state);
      }),
    change: async (id, from, to) =>
      database.write(() => {
        const job = find(id);
        return job === null || !from.includes(job.state) ? null : become(job, to);
      }),
    retryFailed: async (id) =>
      database.write(() => {
        const before = find(id);
        if (before === null || waitAgain(before.number) === 0) return null;
        return become(find(id) ?? before, 'RUNNING');
      }),
    counts: async () =>
      database.read(() => {
        const found = new Map(byState.all().map(({ state, total }) => [state, total]));
        return {
          jobs: Object.fromEntries(
            BULK_JOB_STATES.map((state) => [state, found.get(state) ?? 0]),
          ) as Record<BulkJobState, number>,
          waitingRows: waitingRows.get()?.total ?? 0,
        };
      }),
  };
}
