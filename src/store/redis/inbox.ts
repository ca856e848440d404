import { z } from 'zod';

import type { Inbox } from '../store.js';
import { msOf } from './connection.js';
import type { RedisConnection } from './connection.js';
import { MARK_KEY } from './dirty-queue.js';
import { dateField, dirtyKeyReply, jsonField, nothingReply, numberField } from './replies.js';
import { createScript } from './script.js';

/**
 * Keys of Redis:
 *
 * - `inbox:last`: the last id given; `inbox:delivery:<id>`: hash of one delivery;
 * - `inbox:all`, `inbox:state:<state>`, `inbox:key:<key>`, `inbox:waiting:<key>`: ids, sorted by themselves;
 * - `inbox:seen`: by body and by meaning, the first delivery's id, or `=` and the id of one that was applied.
 */
const READ_DELIVERIES = `
local function deliveryOf(id)
  return redis.call('HMGET', root .. 'inbox:delivery:' .. id, 'id', 'receivedAt', 'bodySha256', 'semanticKey',
    'activity', 'key', 'identity', 'body', 'state', 'reason')
end
local function deliveriesOf(ids)
  local rows = {}
  for i, id in ipairs(ids) do rows[i] = deliveryOf(id) end
  return rows
end
`;

const ACCEPT = createScript(
  MARK_KEY,
  `
local receivedAt, bodySha256, semanticKey, activity, key, identity, body = unpack(ARGV, 2, 8)
local seen = redis.call('HMGET', root .. 'inbox:seen', 'body ' .. bodySha256, 'meaning ' .. semanticKey)
local applied = nil
for i = 1, 2 do
  if not applied and seen[i] and string.sub(seen[i], 1, 1) == '=' then applied = string.sub(seen[i], 2) end
end
local id = redis.call('INCR', root .. 'inbox:last')
local state, reason = 'waiting', nil
if applied then
  state, reason = 'ignored', 'repeats delivery ' .. applied
elseif key == '' then
  state, reason = 'ignored', 'needs no work'
end
local delivery = root .. 'inbox:delivery:' .. id
redis.call('HSET', delivery, 'id', id, 'receivedAt', receivedAt, 'bodySha256', bodySha256,
  'semanticKey', semanticKey, 'activity', activity, 'identity', identity, 'body', body, 'state', state)
if reason then redis.call('HSET', delivery, 'reason', reason) end
redis.call('ZADD', root .. 'inbox:all', id, id)
redis.call('ZADD', root .. 'inbox:state:' .. state, id, id)
redis.call('HSETNX', root .. 'inbox:seen', 'body ' .. bodySha256, id)
redis.call('HSETNX', root .. 'inbox:seen', 'meaning ' .. semanticKey, id)
if key ~= '' then
  redis.call('HSET', delivery, 'key', key)
  redis.call('ZADD', root .. 'inbox:key:' .. key, id, id)
end
if state == 'waiting' then
  redis.call('ZADD', root .. 'inbox:waiting:' .. key, id, id)
  markKey(key, now)
end
return { id, (seen[1] or seen[2]) and 1 or 0 }
`,
);
const WAITING = createScript(
  READ_DELIVERIES,
  `return deliveriesOf(redis.call('ZRANGE', root .. 'inbox:waiting:' .. ARGV[2], 0, -1))`,
);
const REKEY = createScript(
  MARK_KEY,
  `
local key, hasMoved = ARGV[2], false
for i = 3, #ARGV do
  local id = ARGV[i]
  local delivery = root .. 'inbox:delivery:' .. id
  local found = redis.call('HMGET', delivery, 'state', 'key')
  if found[1] == 'waiting' then
    redis.call('ZREM', root .. 'inbox:key:' .. found[2], id)
    redis.call('ZREM', root .. 'inbox:waiting:' .. found[2], id)
    redis.call('HSET', delivery, 'key', key)
    redis.call('ZADD', root .. 'inbox:key:' .. key, id, id)
    redis.call('ZADD', root .. 'inbox:waiting:' .. key, id, id)
    hasMoved = true
  end
end
if hasMoved then markKey(key, now) end
`,
);
const SETTLE = createScript(`
local key, throughId, state, reason = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local waiting = root .. 'inbox:waiting:' .. key
for _, id in ipairs(redis.call('ZRANGEBYSCORE', waiting, '-inf', throughId)) do
  local delivery = root .. 'inbox:delivery:' .. id
  redis.call('HSET', delivery, 'state', state)
  if reason then redis.call('HSET', delivery, 'reason', reason) end
  redis.call('ZREM', root .. 'inbox:state:waiting', id)
  redis.call('ZADD', root .. 'inbox:state:' .. state, id, id)
  if state == 'applied' then
    local found = redis.call('HMGET', delivery, 'bodySha256', 'semanticKey')
    redis.call('HSET', root .. 'inbox:seen', 'body ' .. found[1], '=' .. id, 'meaning ' .. found[2], '=' .. id)
  end
end
redis.call('ZREMRANGEBYSCORE', waiting, '-inf', throughId)
`);
const COUNTS = createScript(`
local counts = {}
for i = 2, #ARGV do counts[i - 1] = redis.call('ZCARD', root .. 'inbox:state:' .. ARGV[i]) end
return counts
`);
/** Of a key's deliveries in one state only the waiting ones have an index; the others are met on the way down. */
const LIST = createScript(
  READ_DELIVERIES,
  `
local state, key, before, limit = ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])
local source, mustCheck = 'inbox:all', false
if key ~= '' and state == 'waiting' then source = 'inbox:waiting:' .. key
elseif key ~= '' then source, mustCheck = 'inbox:key:' .. key, state ~= ''
elseif state ~= '' then source = 'inbox:state:' .. state end
local ids = {}
while #ids < limit do
  local page = redis.call('ZREVRANGEBYSCORE', root .. source, '(' .. before, '-inf', 'LIMIT', 0, limit)
  for _, id in ipairs(page) do
    before = id
    if not mustCheck or redis.call('HGET', root .. 'inbox:delivery:' .. id, 'state') == state then
      ids[#ids + 1] = id
      if #ids == limit then break end
    end
  end
  if #page < limit then break end
end
return deliveriesOf(ids)
`,
);
const LAST_RECEIVED = createScript(`
local last = redis.call('ZREVRANGE', root .. 'inbox:all', 0, 0)
return last[1] and redis.call('HGET', root .. 'inbox:delivery:' .. last[1], 'receivedAt')
`);

const deliveryFields = [
  'id',
  'receivedAt',
  'bodySha256',
  'semanticKey',
  'activity',
  'key',
  'identity',
  'body',
  'state',
  'reason',
] as const;
const text = z.string().nullable();
const identity = z
  .object({ title: text, typeId: text, externalId: text, kind: text, status: text })
  .nullable();
const delivery = z.object({
  id: numberField,
  receivedAt: dateField,
  bodySha256: z.string(),
  semanticKey: z.string(),
  activity: z.string(),
  key: dirtyKeyReply.nullable(),
  identity: jsonField(identity),
  body: z.string(),
  state: z.enum(['waiting', 'applied', 'ignored', 'parked']),
  reason: text,
});
const deliveryReply = z
  .array(text)
  .transform((values): unknown =>
    Object.fromEntries(deliveryFields.map((name, i) => [name, values[i] ?? null])),
  )
  .pipe(delivery);
const deliveriesReply = z.array(deliveryReply);

export function createInbox(connection: RedisConnection): Inbox {
  return {
    accept: async (sent) => {
      const [id, repeated] = await connection.run(
        ACCEPT,
        z.tuple([z.number(), z.number()]),
        msOf(sent.receivedAt),
        sent.bodySha256,
        sent.semanticKey,
        sent.activity,
        sent.key ?? '',
        JSON.stringify(sent.identity),
        sent.body,
      );
      return { id, repeated: repeated === 1 };
    },
    waiting: async (key) => connection.run(WAITING, deliveriesReply, key),
    rekey: async (ids, key) => connection.run(REKEY, nothingReply, key, ...ids),
    settle: async (key, throughId, { state, reason }) =>
      connection.run(
        SETTLE,
        nothingReply,
        key,
        throughId,
        state,
        ...(reason === null ? [] : [reason]),
      ),
    counts: async () => {
      const [waiting, applied, ignored, parked] = await connection.run(
        COUNTS,
        z.tuple([z.number(), z.number(), z.number(), z.number()]),
        ...['waiting', 'applied', 'ignored', 'parked'],
      );
      return { waiting, applied, ignored, parked };
    },
    list: async ({ state, key, beforeId, limit }) =>
      connection.run(LIST, deliveriesReply, state ?? '', key ?? '', beforeId ?? '+inf', limit),
    get: async (id) => {
      const values = await connection.send(
        z.array(text),
        'HMGET',
        `inbox:delivery:${id}`,
        ...deliveryFields,
      );
      return values[0] === null ? null : deliveryReply.parse(values);
    },
    lastReceivedAt: async () => connection.run(LAST_RECEIVED, dateField.nullable()),
  };
}
