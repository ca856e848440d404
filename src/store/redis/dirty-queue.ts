import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import type { Claim, DirtyKey, DirtyQueue, QueueState } from '../store.js';
import type { RedisConnection } from './connection.js';
import { dateField, dirtyKeyReply, flagReply, nothingReply } from './replies.js';
import { createScript } from './script.js';
import { PUBLISH_WAKE } from './wakes.js';

/**
 * The one way in which a key becomes due, for the inbox's scripts, too. Keys of Redis:
 *
 * - `queue:key:<key>`: hash of state (due, running, parked), attempts, reason; while running also token and
 *   marked, the due time of the earliest mark since the claim, so that the run that began before can't swallow it;
 * - `queue:ready`: when each key may be claimed; for a running key that is the end of its lease;
 * - `queue:running`: the same for running keys alone; `queue:parked`: since when keys are parked.
 */
export const MARK_KEY = `
${PUBLISH_WAKE}
local function markKey(key, dueAt)
  local entry = root .. 'queue:key:' .. key
  local state = redis.call('HGET', entry, 'state')
  if state == 'running' then
    local marked = tonumber(redis.call('HGET', entry, 'marked'))
    if not marked or dueAt < marked then redis.call('HSET', entry, 'marked', dueAt) end
  elseif state == 'due' then
    -- Whoever was woken for a key finds it, however often it is marked until then.
    if redis.call('ZADD', root .. 'queue:ready', 'LT', 'CH', dueAt, key) == 1 then publishWake() end
  else
    publishWake()
    redis.call('HSET', entry, 'state', 'due', 'attempts', 0)
    redis.call('ZADD', root .. 'queue:ready', dueAt, key)
    redis.call('ZREM', root .. 'queue:parked', key)
  end
end
`;

/** Every script that ends a run asks for the token: a worker whose lease went to another changes nothing. */
const END_RUN = `
${PUBLISH_WAKE}
local key = ARGV[2]
local entry = root .. 'queue:key:' .. key
if redis.call('HGET', entry, 'token') ~= ARGV[3] then return 0 end
local marked = tonumber(redis.call('HGET', entry, 'marked'))
redis.call('ZREM', root .. 'queue:running', key)
local function becomeDue(dueAt)
  redis.call('HSET', entry, 'state', 'due')
  redis.call('HDEL', entry, 'token', 'marked')
  redis.call('ZADD', root .. 'queue:ready', dueAt, key)
  if dueAt <= now then publishWake() end
end
`;

const MARK = createScript(
  MARK_KEY,
  `for i = 3, #ARGV do markKey(ARGV[i], now + tonumber(ARGV[2])) end`,
);
const CLAIM = createScript(`
local claims = {}
local leaseEnd = now + tonumber(ARGV[3])
for i, key in ipairs(redis.call('ZRANGEBYSCORE', root .. 'queue:ready', '-inf', now, 'LIMIT', 0, ARGV[2])) do
  local entry = root .. 'queue:key:' .. key
  local token = ARGV[4] .. ':' .. i
  -- A key that is claimable while running was left behind by a worker that died of it, or beside it.
  if redis.call('HGET', entry, 'state') == 'running' then redis.call('HINCRBY', entry, 'attempts', 1) end
  redis.call('HSET', entry, 'state', 'running', 'token', token)
  redis.call('HDEL', entry, 'marked')
  redis.call('ZADD', root .. 'queue:ready', leaseEnd, key)
  redis.call('ZADD', root .. 'queue:running', leaseEnd, key)
  claims[i] = { key, token, tonumber(redis.call('HGET', entry, 'attempts')) }
end
return claims
`);
/** ARGV: how long to hold, then key and token of each claim. */
const EXTEND = createScript(`
local leaseEnd, held = now + tonumber(ARGV[2]), 0
for i = 3, #ARGV, 2 do
  local key, token = ARGV[i], ARGV[i + 1]
  if redis.call('HGET', root .. 'queue:key:' .. key, 'token') == token then
    redis.call('ZADD', root .. 'queue:ready', leaseEnd, key)
    redis.call('ZADD', root .. 'queue:running', leaseEnd, key)
    held = held + 1
  end
end
return held
`);
const DONE = createScript(
  END_RUN,
  `
if marked then
  becomeDue(marked)
  redis.call('HSET', entry, 'attempts', 0)
  redis.call('HDEL', entry, 'reason')
else
  redis.call('DEL', entry)
  redis.call('ZREM', root .. 'queue:ready', key)
end
return 1
`,
);
const POSTPONE = createScript(
  END_RUN,
  `
local dueAt = now + tonumber(ARGV[4])
if marked and marked < dueAt then dueAt = marked end
becomeDue(dueAt)
if ARGV[5] then
  redis.call('HINCRBY', entry, 'attempts', 1)
  redis.call('HSET', entry, 'reason', ARGV[5])
end
return 1
`,
);
const PARK = createScript(
  END_RUN,
  `
if marked then
  becomeDue(marked)
  redis.call('HSET', entry, 'attempts', 0, 'reason', ARGV[4])
else
  redis.call('HSET', entry, 'state', 'parked', 'reason', ARGV[4])
  redis.call('HDEL', entry, 'token')
  redis.call('ZREM', root .. 'queue:ready', key)
  redis.call('ZADD', root .. 'queue:parked', now, key)
end
return 1
`,
);
const STATES = createScript(`
local states = {}
for i = 2, #ARGV do
  local found = redis.call('HMGET', root .. 'queue:key:' .. ARGV[i], 'state', 'reason')
  if found[1] == 'running' and tonumber(redis.call('ZSCORE', root .. 'queue:ready', ARGV[i])) <= now then
    found[1] = 'due'
  end
  if found[1] then states[#states + 1] = { ARGV[i], found[1], found[2] } end
end
return states
`);
const COUNTS = createScript(`
local due = redis.call('ZCOUNT', root .. 'queue:ready', '-inf', now)
local running = redis.call('ZCOUNT', root .. 'queue:running', '(' .. string.format('%.0f', now), '+inf')
return {
  due,
  redis.call('ZCARD', root .. 'queue:ready') - due - running,
  running,
  redis.call('ZCARD', root .. 'queue:parked'),
}
`);
const NEXT_DUE = createScript(`
local first = redis.call('ZRANGE', root .. 'queue:ready', 0, 0, 'WITHSCORES')
if not first[2] then return false end
return tonumber(first[2]) - now
`);
const PARKED = createScript(`
local parked = {}
if tonumber(ARGV[2]) < 1 then return parked end
local found = redis.call('ZREVRANGE', root .. 'queue:parked', 0, tonumber(ARGV[2]) - 1, 'WITHSCORES')
for i = 1, #found, 2 do
  parked[#parked + 1] = {
    found[i], redis.call('HGET', root .. 'queue:key:' .. found[i], 'reason'), tonumber(found[i + 1])
  }
end
return parked
`);
const OLDEST_PARKED = createScript(`
local first = redis.call('ZRANGE', root .. 'queue:parked', 0, 0, 'WITHSCORES')
return first[2] or false
`);

const claimsReply = z.array(z.tuple([dirtyKeyReply, z.string(), z.number()]));
const statesReply = z.array(
  z.tuple([dirtyKeyReply, z.enum(['due', 'running', 'parked']), z.string().nullable()]),
);
const countsReply = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const parkedReply = z.array(z.tuple([dirtyKeyReply, z.string(), z.number()]));

/** Lua and sorted sets rather than BullMQ: docs/decisions/0006-redis-queue-without-bullmq.md says why. */
export function createDirtyQueue(connection: RedisConnection): DirtyQueue {
  return {
    mark: async (keys, dueAt) => {
      if (keys.length === 0) return;
      const inMs = dueAt === undefined ? 0 : connection.msUntil(dueAt);
      await connection.run(MARK, nothingReply, inMs, ...keys);
    },
    claim: async ({ limit, leaseMs }) => {
      const claims = await connection.run(CLAIM, claimsReply, limit, leaseMs, randomUUID());
      return claims.map(([key, token, attempts]): Claim => ({ key, token, attempts }));
    },
    extend: async (claims, leaseMs) => {
      if (claims.length === 0) return 0;
      const held = claims.flatMap(({ key, token }) => [key, token]);
      return connection.run(EXTEND, z.number(), leaseMs, ...held);
    },
    done: async ({ key, token }) => connection.run(DONE, flagReply, key, token),
    retry: async ({ key, token }, { dueAt, reason }) =>
      connection.run(POSTPONE, flagReply, key, token, connection.msUntil(dueAt), reason),
    again: async ({ key, token }, dueAt) =>
      connection.run(POSTPONE, flagReply, key, token, connection.msUntil(dueAt)),
    park: async ({ key, token }, reason) => connection.run(PARK, flagReply, key, token, reason),
    states: async (keys) => {
      const states = await connection.run(STATES, statesReply, ...keys);
      return new Map<DirtyKey, QueueState>(
        states.map(([key, state, reason]) => [key, { state, reason }]),
      );
    },
    counts: async () => {
      const [due, later, running, parked] = await connection.run(COUNTS, countsReply);
      return { due, later, running, parked };
    },
    nextDueAt: async () => {
      const inMs = await connection.run(NEXT_DUE, z.number().nullable());
      return inMs === null ? null : connection.dateIn(inMs);
    },
    parked: async (limit) => {
      const parked = await connection.run(PARKED, parkedReply, limit);
      return parked.map(([key, reason, since]) => ({ key, reason, since: new Date(since) }));
    },
    oldestParkedAt: async () => connection.run(OLDEST_PARKED, dateField.nullable()),
  };
}
