import { z } from 'zod';

import type { Clock } from '../../domain/clock.js';
import type { Delivery, DeliveryState, Inbox, NewDelivery } from '../store.js';
import type { Database } from './database.js';
import { prepareMark } from './dirty-queue.js';
import { dateColumn, dirtyKeyColumn, jsonColumn, listParameter } from './rows.js';

const deliveryState = z.enum(['waiting', 'applied', 'ignored', 'parked']);
const text = z.string().nullable();
const identity = z.object({
  title: text,
  typeId: text,
  externalId: text,
  kind: text,
  status: text,
});
const deliveryRow = z
  .object({
    id: z.number(),
    received_at: dateColumn,
    body_sha256: z.string(),
    semantic_key: z.string(),
    activity: z.string(),
    key: dirtyKeyColumn.nullable(),
    identity: jsonColumn(identity).nullable(),
    body: z.string(),
    state: deliveryState,
    reason: text,
  })
  .transform(
    ({
      received_at: receivedAt,
      body_sha256: bodySha256,
      semantic_key: semanticKey,
      ...rest
    }): Delivery => ({
      ...rest,
      receivedAt,
      bodySha256,
      semanticKey,
    }),
  );
const earlierRow = z.object({ id: z.number(), applied: z.number() });
const countRow = z.object({ state: deliveryState, total: z.number() });
const receivedRow = z.object({ received_at: dateColumn });

export function createInbox(database: Database, clock: Clock): Inbox {
  const markKey = prepareMark(database);
  // The applied one, if any, decides: OR uses both indexes.
  const findEarlier = database.query(
    `SELECT id, state = 'applied' AS applied FROM deliveries
     WHERE body_sha256 = ? OR semantic_key = ? ORDER BY applied DESC, id LIMIT 1`,
    earlierRow,
  );
  const insert = database.query(
    `INSERT INTO deliveries
       (received_at, body_sha256, semantic_key, activity, key, identity, body, state, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    z.object({ id: z.number() }),
  );
  const waitingOf = database.query(
    `SELECT * FROM deliveries WHERE key = ? AND state = 'waiting' ORDER BY id`,
    deliveryRow,
  );
  const move = database.command(
    `UPDATE deliveries SET key = ? WHERE state = 'waiting' AND id IN (SELECT value FROM json_each(?))`,
  );
  const end = database.command(
    `UPDATE deliveries SET state = ?, reason = ? WHERE key = ? AND state = 'waiting' AND id <= ?`,
  );
  const countStates = database.query('SELECT state, total FROM delivery_counts', countRow);
  const byId = database.query('SELECT * FROM deliveries WHERE id = ?', deliveryRow);
  const newest = database.query(
    'SELECT received_at FROM deliveries ORDER BY id DESC LIMIT 1',
    receivedRow,
  );

  function store(delivery: NewDelivery): { readonly id: number; readonly repeated: boolean } {
    const { key } = delivery;
    const earlier = findEarlier.get(delivery.bodySha256, delivery.semanticKey);
    const wasApplied = earlier?.applied === 1;
    const isIgnored = key === null || wasApplied;
    const row = insert.get(
      delivery.receivedAt.getTime(),
      delivery.bodySha256,
      delivery.semanticKey,
      delivery.activity,
      key,
      delivery.identity === null ? null : JSON.stringify(delivery.identity),
      delivery.body,
      isIgnored ? 'ignored' : 'waiting',
      wasApplied ? `repeats delivery ${earlier.id}` : isIgnored ? 'needs no work' : null,
    );
    if (row === null) throw new Error('The inbox answered an insert without an id.');
    if (!isIgnored) markKey(key, clock.now().getTime());
    return { id: row.id, repeated: earlier !== null };
  }

  return {
    accept: async (delivery) => database.write(() => store(delivery)),
    waiting: async (key) => database.read(() => waitingOf.all(key)),
    rekey: async (ids, key) =>
      database.write(() => {
        if (move(key, listParameter(ids)) > 0) markKey(key, clock.now().getTime());
      }),
    settle: async (key, throughId, { state, reason }) =>
      database.write(() => {
        end(state, reason, key, throughId);
      }),
    counts: async () =>
      database.read(() => {
        const totals: Record<DeliveryState, number> = {
          waiting: 0,
          applied: 0,
          ignored: 0,
          parked: 0,
        };
        for (const { state, total } of countStates.all()) totals[state] = total;
        return totals;
      }),
    list: async ({ state, key, beforeId, limit }) =>
      database.read(() => {
        const conditions = ['id < ?'];
        const parameters: (string | number)[] = [beforeId ?? Number.MAX_SAFE_INTEGER];
        if (state !== undefined) {
          conditions.push('state = ?');
          parameters.push(state);
        }
        if (key !== undefined) {
          conditions.push('key = ?');
          parameters.push(key);
        }
        return database
          .query(
            `SELECT * FROM deliveries WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ?`,
            deliveryRow,
          )
          .all(...parameters, limit);
      }),
    get: async (id) => database.read(() => byId.get(id)),
    lastReceivedAt: async () => database.read(() => newest.get()?.received_at ?? null),
  };
}
