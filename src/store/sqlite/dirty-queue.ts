import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import type { Clock } from '../../domain/clock.js';
import type { Claim, DirtyKey, DirtyQueue, QueueState } from '../store.js';
import type { Database } from './database.js';
import { dateColumn, dirtyKeyColumn, listParameter } from './rows.js';

const claimableRow = z.object({ key: dirtyKeyColumn });
const leasedRow = z.object({ attempts: z.number() });
const stateRow = z.object({
  key: dirtyKeyColumn,
  state: z.enum(['due', 'running', 'parked']),
  reason: z.string().nullable(),
});
const countsRow = z.object({
  due: z.number(),
  later: z.number(),
  running: z.number(),
  parked: z.number(),
});
const readyRow = z.object({ ready_at: dateColumn.nullable() });
const parkedAtRow = z.object({ parked_at: dateColumn.nullable() });
const parkedRow = z.object({ key: dirtyKeyColumn, reason: z.string(), since: dateColumn });

/**
 * Prepares the one way in which a key becomes due, for use inside a transaction (the inbox marks in its own).
 * A mark of a running key is kept beside its lease, so that the run that began before it can't swallow it.
 */
export function prepareMark(database: Database): (key: DirtyKey, dueAtMs: number) => void {
  const upsert = database.command(`
    INSERT INTO dirty_keys (key, state, ready_at, attempts) VALUES (?, 'due', ?, 0)
    ON CONFLICT (key) DO UPDATE SET
      state = CASE state WHEN 'parked' THEN 'due' ELSE state END,
      ready_at = CASE state
        WHEN 'running' THEN ready_at
        WHEN 'parked' THEN excluded.ready_at
        ELSE min(ready_at, excluded.ready_at)
      END,
      marked_at = CASE state
        WHEN 'running' THEN min(coalesce(marked_at, excluded.ready_at), excluded.ready_at)
      END,
      attempts = CASE state WHEN 'parked' THEN 0 ELSE attempts END,
      parked_at = NULL
  `);
  return (key, dueAtMs) => {
    upsert(key, dueAtMs);
  };
}

/** Every statement that ends a run asks for the token: a worker whose lease went to another changes nothing. */
export function createDirtyQueue(database: Database, clock: Clock): DirtyQueue {
  const markKey = prepareMark(database);
  const claimable = database.query(
    'SELECT key FROM dirty_keys WHERE ready_at <= ? ORDER BY ready_at LIMIT ?',
    claimableRow,
  );
  // A key that is claimable while running was left behind by a worker that died of it, or beside it.
  const lease = database.query(
    `UPDATE dirty_keys
     SET state = 'running', token = ?, ready_at = ?, marked_at = NULL, attempts = attempts + (state = 'running')
     WHERE key = ? RETURNING attempts`,
    leasedRow,
  );
  const prolong = database.command(
    "UPDATE dirty_keys SET ready_at = ? WHERE key = ? AND token = ? AND state = 'running'",
  );
  const remove = database.command(
    'DELETE FROM dirty_keys WHERE key = ? AND token = ? AND marked_at IS NULL',
  );
  const succeed = database.command(`
    UPDATE dirty_keys
    SET state = 'due', ready_at = marked_at, marked_at = NULL, token = NULL, attempts = 0, reason = NULL
    WHERE key = ? AND token = ?
  `);
  const postpone = database.command(`
    UPDATE dirty_keys
    SET state = 'due', ready_at = min(?1, coalesce(marked_at, ?1)), marked_at = NULL, token = NULL,
      attempts = attempts + ?2, reason = coalesce(?3, reason)
    WHERE key = ?4 AND token = ?5
  `);
  const parkUnmarked = database.command(`
    UPDATE dirty_keys
    SET state = 'parked', ready_at = NULL, token = NULL, parked_at = ?, reason = ?
    WHERE key = ? AND token = ? AND marked_at IS NULL
  `);
  const reviveMarked = database.command(`
    UPDATE dirty_keys
    SET state = 'due', ready_at = marked_at, marked_at = NULL, token = NULL, attempts = 0, reason = ?
    WHERE key = ? AND token = ?
  `);
  const statesOf = database.query(
    `SELECT key, CASE WHEN state = 'running' AND ready_at <= ? THEN 'due' ELSE state END AS state, reason
     FROM dirty_keys WHERE key IN (SELECT value FROM json_each(?))`,
    stateRow,
  );
  const countAll = database.query(
    `SELECT
       (SELECT count(*) FROM dirty_keys WHERE ready_at <= ?1) AS due,
       (SELECT count(*) FROM dirty_keys WHERE state = 'due' AND ready_at > ?1) AS later,
       (SELECT count(*) FROM dirty_keys WHERE state = 'running' AND ready_at > ?1) AS running,
       (SELECT count(*) FROM dirty_keys WHERE parked_at IS NOT NULL) AS parked`,
    countsRow,
  );
  const earliest = database.query(
    'SELECT min(ready_at) AS ready_at FROM dirty_keys WHERE ready_at IS NOT NULL',
    readyRow,
  );
  const latestParked = database.query(
    `SELECT key, coalesce(reason, '') AS reason, parked_at AS since FROM dirty_keys
     WHERE parked_at IS NOT NULL ORDER BY parked_at DESC LIMIT ?`,
    parkedRow,
  );
  const oldestParked = database.query(
    'SELECT min(parked_at) AS parked_at FROM dirty_keys WHERE parked_at IS NOT NULL',
    parkedAtRow,
  );

  const nowMs = () => clock.now().getTime();
  return {
    mark: async (keys, dueAt) => {
      if (keys.length === 0) return;
      await database.write(() => {
        const dueAtMs = dueAt?.getTime() ?? nowMs();
        for (const key of keys) markKey(key, dueAtMs);
      });
    },
    claim: async ({ limit, leaseMs }) =>
      database.write(() => {
        const now = nowMs();
        return claimable.all(now, limit).map(({ key }): Claim => {
          const token = randomUUID();
          const leased = lease.get(token, now + leaseMs, key);
          return { key, token, attempts: leased?.attempts ?? 0 };
        });
      }),
    extend: async (claims, leaseMs) =>
      claims.length === 0
        ? 0
        : database.write(() => {
            const until = nowMs() + leaseMs;
            return claims.reduce((held, { key, token }) => held + prolong(until, key, token), 0);
          }),
    done: async ({ key, token }) =>
      database.write(() => remove(key, token) + succeed(key, token) === 1),
    retry: async ({ key, token }, { dueAt, reason }) =>
      database.write(() => postpone(dueAt.getTime(), 1, reason, key, token) === 1),
    again: async ({ key, token }, dueAt) =>
      database.write(() => postpone(dueAt.getTime(), 0, null, key, token) === 1),
    park: async ({ key, token }, reason) =>
      database.write(
        () =>
          parkUnmarked(nowMs(), reason, key, token) === 1 || reviveMarked(reason, key, token) === 1,
      ),
    states: async (keys) =>
      database.read(
        () =>
          new Map<DirtyKey, QueueState>(
            statesOf
              .all(nowMs(), listParameter(keys))
              .map(({ key, state, reason }) => [key, { state, reason }]),
          ),
      ),
    counts: async () =>
      database.read(() => countAll.get(nowMs()) ?? { due: 0, later: 0, running: 0, parked: 0 }),
    nextDueAt: async () => database.read(() => earliest.get()?.ready_at ?? null),
    parked: async (limit) => database.read(() => latestParked.all(limit)),
    oldestParkedAt: async () => database.read(() => oldestParked.get()?.parked_at ?? null),
  };
}
