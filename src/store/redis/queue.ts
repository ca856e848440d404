import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import { correlationIdFor } from '../../domain/cause.js';
import { BULK_QUEUE, keptByDestination, RECHECK_QUEUE, SYNC_QUEUE } from '../queue-keys.js';
import type { NamedQueue } from '../queue-keys.js';
import type { Claim, Queue, Queues, QueueState } from '../queue.js';
import type { RedisConnection } from './connection.js';
import { dateField, flagReply, nothingReply } from './replies.js';
import { createScript } from './script.js';
import type { Script } from './script.js';
import { PUBLISH_WAKE } from './wakes.js';

type QueueName = NamedQueue<string>['name'];

/** What the names of a queue's keys begin with. The sync queue is older than names; a store keeps what waits in it. */
function prefixOf(queue: QueueName): string {
  return queue === 'sync' ? 'queue:' : `queue@${queue}:`;
}

/**
 * Keys of Redis, each behind its queue's prefix:
 *
 * - `key:<key>`: hash of state (due, running, parked), attempts, reason, correlation; while running also token and
 *   marked, the due time of the earliest mark since the claim, so that the run that began before can't swallow it;
 * - `ready`: when each key may be claimed; for a running key that is the end of its lease;
 * - `set`: when that was set. What is ahead of the clock was set before the clock was set back;
 * - `running`: as `ready` for running keys alone; `parked`: since when keys are parked.
 */
function names(queue: QueueName): string {
  return `
local queue = root .. '${prefixOf(queue)}'
local ready, set, running, parked = queue .. 'ready', queue .. 'set', queue .. 'running', queue .. 'parked'
local function entryOf(key) return queue .. 'key:' .. key end
local function setReady(key, at)
  redis.call('ZADD', ready, at, key)
  redis.call('ZADD', set, now, key)
end
-- What a clock that was ahead has set waits as long as it was to, from the time on at which the clock was set right.
local function pullBack()
  local ahead = redis.call('ZRANGEBYSCORE', set, '(' .. string.format('%.0f', now), '+inf', 'WITHSCORES')
  for i = 1, #ahead, 2 do
    local key, late = ahead[i], tonumber(ahead[i + 1]) - now
    local at = redis.call('ZSCORE', ready, key)
    if at then setReady(key, tonumber(at) - late) else redis.call('ZREM', set, key) end
    local lease = redis.call('ZSCORE', running, key)
    if lease then redis.call('ZADD', running, tonumber(lease) - late, key) end
    local marked = redis.call('HGET', entryOf(key), 'marked')
    if marked then redis.call('HSET', entryOf(key), 'marked', tonumber(marked) - late) end
  end
end
`;
}

/** The one way in which a key becomes due, for the inbox's scripts, too. */
function mark(queue: QueueName): string {
  return `
${PUBLISH_WAKE}
${names(queue)}
local function markKey(key, dueAt, correlation)
  local entry = entryOf(key)
  local state = redis.call('HGET', entry, 'state')
  if state == 'running' then
    local marked = tonumber(redis.call('HGET', entry, 'marked'))
    if not marked or dueAt < marked then redis.call('HSET', entry, 'marked', dueAt) end
  elseif state == 'due' then
    -- Whoever was woken for a key finds it, however often it is marked until then.
    if redis.call('ZADD', ready, 'LT', 'CH', dueAt, key) == 1 then
      redis.call('ZADD', set, now, key)
      publishWake()
    end
  else
    publishWake()
    redis.call('HSET', entry, 'state', 'due', 'attempts', 0)
    setReady(key, dueAt)
    redis.call('ZREM', parked, key)
  end
  if correlation ~= '' then redis.call('HSET', entry, 'correlation', correlation) end
end
`;
}

/** For the inbox, whose deliveries are due as soon as they are stored. */
export const MARK_SYNC_KEY = mark('sync');

/** Every script that ends a run asks for the token: a worker whose lease went to another changes nothing. */
const END_RUN = `
local key = ARGV[2]
local entry = entryOf(key)
if redis.call('HGET', entry, 'token') ~= ARGV[3] then return 0 end
local marked = tonumber(redis.call('HGET', entry, 'marked'))
redis.call('ZREM', running, key)
local function becomeDue(dueAt)
  redis.call('HSET', entry, 'state', 'due')
  redis.call('HDEL', entry, 'token', 'marked')
  setReady(key, dueAt)
  if dueAt <= now then publishWake() end
end
`;

/** ARGV: in how long they are due, then key and correlation of each. */
const MARK = `for i = 3, #ARGV, 2 do markKey(ARGV[i], now + tonumber(ARGV[2]), ARGV[i + 1]) end`;
const CLAIM = `
pullBack()
local claims = {}
local leaseEnd = now + tonumber(ARGV[3])
for i, key in ipairs(redis.call('ZRANGEBYSCORE', ready, '-inf', now, 'LIMIT', 0, ARGV[2])) do
  local entry = entryOf(key)
  local token = ARGV[4] .. ':' .. i
  -- A key that is claimable while running was left behind by a worker that died of it, or beside it.
  local isTakenOver = redis.call('HGET', entry, 'state') == 'running'
  if isTakenOver then redis.call('HINCRBY', entry, 'attempts', 1) end
  redis.call('HSET', entry, 'state', 'running', 'token', token)
  redis.call('HDEL', entry, 'marked')
  setReady(key, leaseEnd)
  redis.call('ZADD', running, leaseEnd, key)
  claims[i] = {
    key, token, tonumber(redis.call('HGET', entry, 'attempts')), isTakenOver and 1 or 0,
    redis.call('HGET', entry, 'correlation')
  }
end
return claims
`;
/** ARGV: how long to hold, then key and token of each claim. */
const EXTEND = `
local leaseEnd, held = now + tonumber(ARGV[2]), 0
for i = 3, #ARGV, 2 do
  local key, token = ARGV[i], ARGV[i + 1]
  if redis.call('HGET', entryOf(key), 'token') == token then
    setReady(key, leaseEnd)
    redis.call('ZADD', running, leaseEnd, key)
    held = held + 1
  end
end
return held
`;
const DONE = `
if marked then
  becomeDue(marked)
  redis.call('HSET', entry, 'attempts', 0)
  redis.call('HDEL', entry, 'reason')
else
  redis.call('DEL', entry)
  redis.call('ZREM', ready, key)
  redis.call('ZREM', set, key)
end
return 1
`;
const POSTPONE = `
local dueAt = now + tonumber(ARGV[4])
if marked and marked < dueAt then dueAt = marked end
becomeDue(dueAt)
if ARGV[5] then
  redis.call('HINCRBY', entry, 'attempts', 1)
  redis.call('HSET', entry, 'reason', ARGV[5])
end
return 1
`;
const PARK = `
if marked then
  becomeDue(marked)
  redis.call('HSET', entry, 'attempts', 0, 'reason', ARGV[4])
else
  redis.call('HSET', entry, 'state', 'parked', 'reason', ARGV[4])
  redis.call('HDEL', entry, 'token')
  redis.call('ZREM', ready, key)
  redis.call('ZREM', set, key)
  redis.call('ZADD', parked, now, key)
end
return 1
`;
const STATES = `
local states = {}
for i = 2, #ARGV do
  local found = redis.call('HMGET', entryOf(ARGV[i]), 'state', 'reason')
  if found[1] == 'running' and tonumber(redis.call('ZSCORE', ready, ARGV[i])) <= now then
    found[1] = 'due'
  end
  if found[1] then states[#states + 1] = { ARGV[i], found[1], found[2] } end
end
return states
`;
const COUNTS = `
pullBack()
local due = redis.call('ZCOUNT', ready, '-inf', now)
local leased = redis.call('ZCOUNT', running, '(' .. string.format('%.0f', now), '+inf')
return { due, redis.call('ZCARD', ready) - due - leased, leased, redis.call('ZCARD', parked) }
`;
const NEXT_DUE = `
pullBack()
local first = redis.call('ZRANGE', ready, 0, 0, 'WITHSCORES')
if not first[2] then return false end
return tonumber(first[2]) - now
`;
const PARKED = `
local rows = {}
if tonumber(ARGV[2]) < 1 then return rows end
local found = redis.call('ZREVRANGE', parked, 0, tonumber(ARGV[2]) - 1, 'WITHSCORES')
for i = 1, #found, 2 do
  rows[#rows + 1] = { found[i], redis.call('HGET', entryOf(found[i]), 'reason'), tonumber(found[i + 1]) }
end
return rows
`;
const OLDEST_PARKED = `
local first = redis.call('ZRANGE', parked, 0, 0, 'WITHSCORES')
return first[2] or false
`;

interface QueueScripts {
  readonly mark: Script;
  readonly claim: Script;
  readonly extend: Script;
  readonly done: Script;
  readonly postpone: Script;
  readonly park: Script;
  readonly states: Script;
  readonly counts: Script;
  readonly nextDue: Script;
  readonly parked: Script;
  readonly oldestParked: Script;
}

function scriptsOf(queue: QueueName): QueueScripts {
  const own = names(queue);
  return {
    mark: createScript(mark(queue), MARK),
    claim: createScript(own, CLAIM),
    extend: createScript(own, EXTEND),
    done: createScript(PUBLISH_WAKE, own, END_RUN, DONE),
    postpone: createScript(PUBLISH_WAKE, own, END_RUN, POSTPONE),
    park: createScript(PUBLISH_WAKE, own, END_RUN, PARK),
    states: createScript(own, STATES),
    counts: createScript(own, COUNTS),
    nextDue: createScript(own, NEXT_DUE),
    parked: createScript(own, PARKED),
    oldestParked: createScript(own, OLDEST_PARKED),
  };
}

const countsReply = z.tuple([z.number(), z.number(), z.number(), z.number()]);

export function createQueues(connection: RedisConnection): Queues {
  return {
    sync: createQueue(connection, SYNC_QUEUE),
    recheck: createQueue(connection, RECHECK_QUEUE),
    bulk: createQueue(connection, BULK_QUEUE),
    archive: keptByDestination((queue) => createQueue(connection, queue)),
  };
}

/** Lua and sorted sets rather than BullMQ: docs/decisions/0006-redis-queue-without-bullmq.md says why. */
function createQueue<Key extends string>(
  connection: RedisConnection,
  { name, parseKey }: NamedQueue<Key>,
): Queue<Key> {
  const scripts = scriptsOf(name);
  const keyReply = z.string().transform(parseKey);
  const claimsReply = z.array(
    z.tuple([keyReply, z.string(), z.number(), flagReply, z.string().nullable()]),
  );
  const statesReply = z.array(
    z.tuple([keyReply, z.enum(['due', 'running', 'parked']), z.string().nullable()]),
  );
  const parkedReply = z.array(z.tuple([keyReply, z.string(), z.number()]));

  return {
    mark: async (keys, dueAt) => {
      if (keys.length === 0) return;
      const inMs = dueAt === undefined ? 0 : connection.msUntil(dueAt);
      const marks = keys.flatMap((key) => [key, correlationIdFor(key) ?? '']);
      await connection.run(scripts.mark, nothingReply, inMs, ...marks);
    },
    claim: async ({ limit, leaseMs }) => {
      const claims = await connection.run(scripts.claim, claimsReply, limit, leaseMs, randomUUID());
      return claims.map(([key, token, attempts, isTakenOver, correlationId]): Claim<Key> => ({
        key,
        token,
        attempts,
        isTakenOver,
        correlationId,
      }));
    },
    extend: async (claims, leaseMs) => {
      if (claims.length === 0) return 0;
      const held = claims.flatMap(({ key, token }) => [key, token]);
      return connection.run(scripts.extend, z.number(), leaseMs, ...held);
    },
    done: async ({ key, token }) => connection.run(scripts.done, flagReply, key, token),
    retry: async ({ key, token }, { dueAt, reason }) =>
      connection.run(scripts.postpone, flagReply, key, token, connection.msUntil(dueAt), reason),
    again: async ({ key, token }, dueAt) =>
      connection.run(scripts.postpone, flagReply, key, token, connection.msUntil(dueAt)),
    park: async ({ key, token }, reason) =>
      connection.run(scripts.park, flagReply, key, token, reason),
    states: async (keys) => {
      const states = await connection.run(scripts.states, statesReply, ...keys);
      return new Map<Key, QueueState>(
        states.map(([key, state, reason]) => [key, { state, reason }]),
      );
    },
    counts: async () => {
      const [due, later, running, parked] = await connection.run(scripts.counts, countsReply);
      return { due, later, running, parked };
    },
    nextDueAt: async () => {
      const inMs = await connection.run(scripts.nextDue, z.number().nullable());
      return inMs === null ? null : connection.dateIn(inMs);
    },
    parked: async (limit) => {
      const parked = await connection.run(scripts.parked, parkedReply, limit);
      return parked.map(([key, reason, since]) => ({ key, reason, since: new Date(since) }));
    },
    oldestParkedAt: async () => connection.run(scripts.oldestParked, dateField.nullable()),
  };
}
