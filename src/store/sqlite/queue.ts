import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import { correlationIdFor } from '../../domain/cause.js';
import type { Clock } from '../../domain/clock.js';
import { BULK_QUEUE, keptByDestination, RECHECK_QUEUE, SYNC_QUEUE } from '../queue-keys.js';
import type { NamedQueue } from '../queue-keys.js';
import type { Claim, DirtyKey, Queue, QueueCounts, Queues, QueueState } from '../queue.js';
import type { Database } from './database.js';
import { dateColumn, listParameter, totalRow } from './rows.js';

const leasedRow = z.object({
  attempts: z.number(),
  was_running: z.number(),
  correlation: z.string().nullable(),
});
const countsRow = z.object({
  due: z.number(),
  later: z.number(),
  running: z.number(),
  parked: z.number(),
});
const readyRow = z.object({ ready_at: dateColumn.nullable() });
const parkedAtRow = z.object({ parked_at: dateColumn.nullable() });

/**
 * Prepares the one way in which a key becomes due, for use inside a transaction (the inbox marks in its own).
 * A mark of a running key is kept beside its lease, so that the run that began before it can't swallow it.
 */
function prepareMark(
  database: Database,
  name: NamedQueue<string>['name'],
): (key: string, dueAtMs: number, nowMs: number, correlationId: string | null) => void {
  const upsert = database.command(`
    INSERT INTO queue_keys (queue, key, state, ready_at, set_at, attempts, correlation)
    VALUES ('${name}', ?, 'due', ?, ?, 0, ?)
    ON CONFLICT (queue, key) DO UPDATE SET
      state = CASE state WHEN 'parked' THEN 'due' ELSE state END,
      ready_at = CASE state
        WHEN 'running' THEN ready_at
        WHEN 'parked' THEN excluded.ready_at
        ELSE min(ready_at, excluded.ready_at)
      END,
      set_at = CASE WHEN state = 'parked' OR (state = 'due' AND excluded.ready_at < ready_at)
        THEN excluded.set_at ELSE set_at END,
      marked_at = CASE state
        WHEN 'running' THEN min(coalesce(marked_at, excluded.ready_at), excluded.ready_at)
      END,
      attempts = CASE state WHEN 'parked' THEN 0 ELSE attempts END,
      correlation = coalesce(excluded.correlation, correlation),
      parked_at = NULL
  `);
  // A key that is due already, as in a burst, stays as it is: nothing that an index holds is written anew.
  const markAgain = database.command(`
    UPDATE queue_keys SET correlation = coalesce(?1, correlation)
    WHERE queue = '${name}' AND key = ?2 AND state = 'due' AND ready_at <= ?3 AND parked_at IS NULL
  `);
  return (key, dueAtMs, nowMs, correlationId) => {
    if (markAgain(correlationId, key, dueAtMs) > 0) return;
    upsert(key, dueAtMs, nowMs, correlationId);
  };
}

/** For the inbox, whose deliveries are due as soon as they are stored. */
export function prepareSyncMark(
  database: Database,
): (key: DirtyKey, nowMs: number, correlationId: string | null) => void {
  const mark = prepareMark(database, 'sync');
  return (key, nowMs, correlationId) => {
    mark(key, nowMs, nowMs, correlationId);
  };
}

export function createQueues(database: Database, clock: Clock): Queues {
  return {
    sync: createQueue(database, clock, SYNC_QUEUE),
    recheck: createQueue(database, clock, RECHECK_QUEUE),
    bulk: createQueue(database, clock, BULK_QUEUE),
    archive: keptByDestination((queue) => createQueue(database, clock, queue)),
  };
}

/** Every statement that ends a run asks for the token: a worker whose lease went to another changes nothing. */
function createQueue<Key extends string>(
  database: Database,
  clock: Clock,
  { name, parseKey }: NamedQueue<Key>,
): Queue<Key> {
  const keyColumn = z.string().transform(parseKey);
  const keyRow = z.object({ key: keyColumn });
  const stateRow = z.object({
    key: keyColumn,
    state: z.enum(['due', 'running', 'parked']),
    reason: z.string().nullable(),
  });
  const parkedRow = z.object({ key: keyColumn, reason: z.string(), since: dateColumn });
  const own = `queue = '${name}'`;

  const markKey = prepareMark(database, name);
  // What a clock that is ahead has set waits as long as it was to, from the time on at which the clock was set right.
  const isAhead = database.query(
    'SELECT count(*) AS total FROM (SELECT 1 FROM queue_keys WHERE set_at > ? LIMIT 1)',
    totalRow,
  );
  const pullBack = database.command(`
    UPDATE queue_keys
    SET ready_at = ready_at - (set_at - ?1), marked_at = marked_at - (set_at - ?1), set_at = ?1
    WHERE set_at > ?1
  `);
  const claimable = database.query(
    `SELECT key FROM queue_keys WHERE ${own} AND ready_at <= ? ORDER BY ready_at LIMIT ?`,
    keyRow,
  );
  // A key that is claimable while running was left behind by a worker that died of it, or beside it.
  const lease = database.query(
    `UPDATE queue_keys
     SET state = 'running', token = ?, ready_at = ?, set_at = ?, marked_at = NULL,
       attempts = attempts + (state = 'running'), was_running = (state = 'running')
     WHERE ${own} AND key = ? RETURNING attempts, was_running, correlation`,
    leasedRow,
  );
  const prolong = database.command(
    `UPDATE queue_keys SET ready_at = ?, set_at = ? WHERE ${own} AND key = ? AND token = ? AND state = 'running'`,
  );
  const remove = database.command(
    `DELETE FROM queue_keys WHERE ${own} AND key = ? AND token = ? AND marked_at IS NULL`,
  );
  const succeed = database.command(`
    UPDATE queue_keys
    SET state = 'due', ready_at = marked_at, set_at = ?, marked_at = NULL, token = NULL, attempts = 0, reason = NULL
    WHERE ${own} AND key = ? AND token = ?
  `);
  const postpone = database.command(`
    UPDATE queue_keys
    SET state = 'due', ready_at = min(?1, coalesce(marked_at, ?1)), set_at = ?2, marked_at = NULL, token = NULL,
      attempts = attempts + ?3, reason = coalesce(?4, reason)
    WHERE ${own} AND key = ?5 AND token = ?6
  `);
  const parkUnmarked = database.command(`
    UPDATE queue_keys
    SET state = 'parked', ready_at = NULL, token = NULL, parked_at = ?, reason = ?
    WHERE ${own} AND key = ? AND token = ? AND marked_at IS NULL
  `);
  const reviveMarked = database.command(`
    UPDATE queue_keys
    SET state = 'due', ready_at = marked_at, set_at = ?, marked_at = NULL, token = NULL, attempts = 0, reason = ?
    WHERE ${own} AND key = ? AND token = ?
  `);
  const statesOf = database.query(
    `SELECT key, CASE WHEN state = 'running' AND ready_at <= ? THEN 'due' ELSE state END AS state, reason
     FROM queue_keys WHERE ${own} AND key IN (SELECT value FROM json_each(?))`,
    stateRow,
  );
  const countAll = database.query(
    `SELECT
       (SELECT count(*) FROM queue_keys WHERE ${own} AND ready_at <= ?1) AS due,
       (SELECT count(*) FROM queue_keys WHERE ${own} AND state = 'due' AND ready_at > ?1) AS later,
       (SELECT count(*) FROM queue_keys WHERE ${own} AND state = 'running' AND ready_at > ?1) AS running,
       (SELECT count(*) FROM queue_keys WHERE ${own} AND parked_at IS NOT NULL) AS parked`,
    countsRow,
  );
  const earliest = database.query(
    `SELECT min(ready_at) AS ready_at FROM queue_keys WHERE ${own} AND ready_at IS NOT NULL`,
    readyRow,
  );
  const latestParked = database.query(
    `SELECT key, coalesce(reason, '') AS reason, parked_at AS since FROM queue_keys
     WHERE ${own} AND parked_at IS NOT NULL ORDER BY parked_at DESC LIMIT ?`,
    parkedRow,
  );
  const oldestParked = database.query(
    `SELECT min(parked_at) AS parked_at FROM queue_keys WHERE ${own} AND parked_at IS NOT NULL`,
    parkedAtRow,
  );

  const nowMs = () => clock.now().getTime();
  /** Asked before what is due is looked for; costs an index look-up while no clock was set back. */
  async function settleClock(): Promise<void> {
    if ((await database.read(() => isAhead.get(nowMs())?.total ?? 0)) === 0) return;
    await database.write(() => pullBack(nowMs()));
  }

  return {
    mark: async (keys, dueAt) => {
      if (keys.length === 0) return;
      const marks = keys.map((key) => ({ key, correlationId: correlationIdFor(key) }));
      await database.write(() => {
        const now = nowMs();
        for (const { key, correlationId } of marks)
          markKey(key, dueAt?.getTime() ?? now, now, correlationId);
      });
    },
    claim: async ({ limit, leaseMs }) =>
      database.write(() => {
        const now = nowMs();
        pullBack(now);
        return claimable.all(now, limit).map(({ key }): Claim<Key> => {
          const token = randomUUID();
          const leased = lease.get(token, now + leaseMs, now, key);
          return {
            key,
            token,
            attempts: leased?.attempts ?? 0,
            isTakenOver: leased?.was_running === 1,
            correlationId: leased?.correlation ?? null,
          };
        });
      }),
    extend: async (claims, leaseMs) =>
      claims.length === 0
        ? 0
        : database.write(() => {
            const now = nowMs();
            return claims.reduce(
              (held, { key, token }) => held + prolong(now + leaseMs, now, key, token),
              0,
            );
          }),
    done: async ({ key, token }) =>
      database.write(() => remove(key, token) + succeed(nowMs(), key, token) === 1),
    retry: async ({ key, token }, { dueAt, reason }) =>
      database.write(() => postpone(dueAt.getTime(), nowMs(), 1, reason, key, token) === 1),
    again: async ({ key, token }, dueAt) =>
      database.write(() => postpone(dueAt.getTime(), nowMs(), 0, null, key, token) === 1),
    park: async ({ key, token }, reason) =>
      database.write(() => {
        const now = nowMs();
        return (
          parkUnmarked(now, reason, key, token) === 1 || reviveMarked(now, reason, key, token) === 1
        );
      }),
    states: async (keys) =>
      database.read(
        () =>
          new Map<Key, QueueState>(
            statesOf
              .all(nowMs(), listParameter(keys))
              .map(({ key, state, reason }) => [key, { state, reason }]),
          ),
      ),
    counts: async () => {
      await settleClock();
      return database.read((): QueueCounts => countAll.get(nowMs()) ?? NOTHING);
    },
    nextDueAt: async () => {
      await settleClock();
      return database.read(() => earliest.get()?.ready_at ?? null);
    },
    parked: async (limit) => database.read(() => latestParked.all(limit)),
    oldestParkedAt: async () => database.read(() => oldestParked.get()?.parked_at ?? null),
  };
}

const NOTHING: QueueCounts = { due: 0, later: 0, running: 0, parked: 0 };
