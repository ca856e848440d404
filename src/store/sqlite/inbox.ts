import { z } from 'zod';

import { correlationIdFor } from '../../domain/cause.js';
import type { Clock } from '../../domain/clock.js';
import type {
  Delivery,
  DeliveryCounts,
  DeliveryFilter,
  Inbox,
  NewDelivery,
  WaitingDelivery,
} from '../inbox.js';
import type { Database } from './database.js';
import { prepareSyncMark } from './queue.js';
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
const waitingRow = z
  .object({
    id: z.number(),
    received_at: dateColumn,
    activity: z.string(),
    identity: jsonColumn(identity).nullable(),
  })
  .transform(({ received_at: receivedAt, ...rest }): WaitingDelivery => ({ ...rest, receivedAt }));
const earlierRow = z.object({ id: z.number(), applied: z.number() });
const countRow = z.object({
  state: z.enum([...deliveryState.options, 'received']),
  total: z.number(),
});
const totalRow = z.object({ total: z.number() });
const replayedRow = z.object({ id: z.number(), key: dirtyKeyColumn });
const receivedRow = z.object({ received_at: dateColumn });

export function createInbox(database: Database, clock: Clock): Inbox {
  const markKey = prepareSyncMark(database);
  // The applied one, if any, decides: OR uses both indexes.
  const findEarlier = database.query(
    `SELECT id, state = 'applied' AS applied FROM deliveries
     WHERE (told_at IS ?1 AND body_sha256 = ?2) OR (told_at IS ?1 AND semantic_key = ?3) ORDER BY applied DESC, id LIMIT 1`,
    earlierRow,
  );
  const insert = database.insertion(
    `INSERT INTO deliveries
       (received_at, body_sha256, semantic_key, told_at, activity, key, identity, body, state, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const countReceived = database.command(
    "UPDATE delivery_counts SET total = total + 1 WHERE state = 'received'",
  );
  const waitingOf = database.query(
    // The other columns come from the row with the greatest id: https://sqlite.org/lang_select.html#bareagg
    `SELECT max(id) AS id, received_at, activity, identity FROM deliveries
     WHERE key = ? AND state = 'waiting' GROUP BY activity, identity ORDER BY max(id)`,
    waitingRow,
  );
  // CROSS JOIN: from the ids on, in this order. Without statistics SQLite would begin with all that waits.
  const move = database.command(
    `UPDATE deliveries SET key = ? WHERE id IN (
       SELECT same.id FROM json_each(?) AS ids
       CROSS JOIN deliveries AS said ON said.id = ids.value AND +said.state = 'waiting'
       CROSS JOIN deliveries AS same ON same.key = said.key AND same.state = 'waiting' AND same.id <= said.id
         AND same.activity = said.activity AND same.identity IS said.identity)`,
  );
  const end = database.command(
    `UPDATE deliveries SET state = ?, reason = ? WHERE key = ? AND state = 'waiting' AND id <= ?`,
  );
  const endParked = database.command(
    `UPDATE deliveries INDEXED BY deliveries_parked SET state = 'applied', reason = NULL
     WHERE state = 'parked' AND key IN (SELECT value FROM json_each(?))`,
  );
  const wait = database.command(
    `UPDATE deliveries SET state = 'waiting', reason = NULL
     WHERE state <> 'waiting' AND id IN (SELECT value FROM json_each(?))`,
  );
  const removeFinished = database.command(
    `DELETE FROM deliveries WHERE id IN (
       SELECT id FROM deliveries WHERE received_at < ? AND +state IN ('applied', 'ignored')
         AND id < (SELECT max(id) FROM deliveries)
       ORDER BY received_at LIMIT ?)`,
  );
  const countStates = database.query('SELECT state, total FROM delivery_counts', countRow);
  const byId = database.query('SELECT * FROM deliveries WHERE id = ?', deliveryRow);
  const newest = database.query(
    'SELECT received_at FROM deliveries ORDER BY id DESC LIMIT 1',
    receivedRow,
  );

  function store(
    delivery: NewDelivery,
    correlationId: string | null,
  ): { readonly id: number; readonly repeated: boolean } {
    const { key, toldAt = null } = delivery;
    const earlier = findEarlier.get(toldAt, delivery.bodySha256, delivery.semanticKey);
    const wasApplied = earlier?.applied === 1;
    const isIgnored = key === null || wasApplied;
    const id = insert(
      delivery.receivedAt.getTime(),
      delivery.bodySha256,
      delivery.semanticKey,
      toldAt,
      delivery.activity,
      key,
      delivery.identity === null ? null : JSON.stringify(delivery.identity),
      delivery.body,
      isIgnored ? 'ignored' : 'waiting',
      reasonToIgnore(delivery, wasApplied ? earlier.id : null),
    );
    countReceived();
    if (!isIgnored) markKey(key, clock.now().getTime(), correlationId);
    return { id, repeated: earlier !== null };
  }

  return {
    accept: async (delivery) => {
      const correlationId = correlationIdFor(delivery.key ?? '');
      return database.write(() => store(delivery, correlationId));
    },
    waiting: async (key) => database.read(() => waitingOf.all(key)),
    rekey: async (ids, key) => {
      const correlationId = correlationIdFor(key);
      await database.write(() => {
        if (move(key, listParameter(ids)) > 0) {
          markKey(key, clock.now().getTime(), correlationId);
        }
      });
    },
    settle: async (key, throughId, { state, reason }) =>
      database.write(() => {
        end(state, reason, key, throughId);
      }),
    settleParked: async (keys) =>
      keys.length === 0 ? 0 : database.write(() => endParked(listParameter(keys))),
    replay: async (filter) => {
      const correlationId = correlationIdFor('');
      return database.write(() => {
        const { where, parameters } = conditionsOf(filter);
        const found = database
          .query(
            `SELECT id, key FROM deliveries WHERE +key IS NOT NULL AND ${where} ORDER BY id DESC LIMIT ?`,
            replayedRow,
          )
          .all(...parameters, filter.limit);
        wait(listParameter(found.map(({ id }) => id)));
        const dueAtMs = clock.now().getTime();
        for (const key of new Set(found.map((one) => one.key)))
          markKey(key, dueAtMs, correlationId);
        const last = found.length < filter.limit ? undefined : found.at(-1);
        return { replayed: found.length, nextBeforeId: last?.id ?? null };
      });
    },
    countReplayable: async (filter) =>
      database.read(() => {
        const { where, parameters } = conditionsOf(filter);
        const counted = database
          .query(
            `SELECT count(*) AS total FROM deliveries WHERE +key IS NOT NULL AND ${where}`,
            totalRow,
          )
          .get(...parameters);
        return counted?.total ?? 0;
      }),
    prune: async ({ before, limit }) =>
      database.write(() => removeFinished(before.getTime(), limit)),
    counts: async () =>
      database.read((): DeliveryCounts => {
        const totals = { received: 0, waiting: 0, applied: 0, ignored: 0, parked: 0 };
        for (const { state, total } of countStates.all()) totals[state] = total;
        return totals;
      }),
    list: async (filter) =>
      database.read(() => {
        const { where, parameters } = conditionsOf(filter);
        return database
          .query(`SELECT * FROM deliveries WHERE ${where} ORDER BY id DESC LIMIT ?`, deliveryRow)
          .all(...parameters, filter.limit);
      }),
    get: async (id) => database.read(() => byId.get(id)),
    lastReceivedAt: async () => database.read(() => newest.get()?.received_at ?? null),
  };
}

function reasonToIgnore(delivery: NewDelivery, repeatedId: number | null): string | null {
  if (delivery.key === null) return delivery.reason ?? 'needs no work';
  return repeatedId === null ? null : `repeats delivery ${repeatedId}`;
}

/**
 * Lists walk the ids downwards. Ids and times grow together but for a clock that was set back, so the range of ids that a
 * time allows is looked up in the index of times and the time itself is still compared. A plus keeps SQLite off an index
 * that looks good without statistics and reads most of the table.
 */
function conditionsOf(filter: Omit<DeliveryFilter, 'limit'>): {
  where: string;
  parameters: (string | number)[];
} {
  const conditions: string[] = [];
  const parameters: (string | number)[] = [];
  const beforeId = filter.beforeId ?? Number.MAX_SAFE_INTEGER;
  if (filter.until === undefined) {
    conditions.push('id < ?');
    parameters.push(beforeId);
  } else {
    // One bound from two: SQLite would use only the first to enter the table.
    conditions.push(
      'id < min(?, (SELECT max(+id) + 1 FROM deliveries WHERE received_at < ?)) AND received_at < ?',
    );
    parameters.push(beforeId, filter.until.getTime(), filter.until.getTime());
  }
  const state = filter.keys === undefined ? 'state' : '+state';
  const lists = {
    id: filter.ids,
    key: filter.keys,
    [state]: filter.states,
    '+activity': filter.activities,
  };
  for (const [column, values] of Object.entries(lists)) {
    if (values === undefined) continue;
    conditions.push(`${column} IN (SELECT value FROM json_each(?))`);
    parameters.push(listParameter(values));
  }
  if (filter.since !== undefined) {
    conditions.push(
      'id >= (SELECT min(+id) FROM deliveries WHERE received_at >= ?) AND received_at >= ?',
    );
    parameters.push(filter.since.getTime(), filter.since.getTime());
  }
  return { where: conditions.join(' AND '), parameters };
}
