import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import type { RateWindow } from '../../domain/rate-window.js';
import type { RedisConnection } from './connection.js';
import { flagReply, nothingReply } from './replies.js';
import { createScript } from './script.js';

const GIVE_UP_MS = 5_000;

/** `rate:open`: slots by when they were taken or last held; `rate:settled`: slots by when they were settled. */
const TAKE = createScript(`
local limit, windowMs, giveUpMs, slot = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local open, settled = root .. 'rate:open', root .. 'rate:settled'
-- A clock that was set back would leave slots in the future that block for as long as it went back.
for _, key in ipairs({ open, settled }) do
  for _, late in ipairs(redis.call('ZRANGEBYSCORE', key, '(' .. string.format('%.0f', now), '+inf')) do
    redis.call('ZADD', key, now, late)
  end
end
-- Strictly older: the clock cuts off fractions of a millisecond, and the window must hold with them, too.
redis.call('ZREMRANGEBYSCORE', settled, '-inf', '(' .. string.format('%.0f', now - windowMs))
redis.call('ZREMRANGEBYSCORE', open, '-inf', now - giveUpMs)
local taken = redis.call('ZCARD', open) + redis.call('ZCARD', settled)
if taken < limit then
  redis.call('ZADD', open, now, slot)
  return { 1, 0 }
end
local freeAt = {}
local slots = redis.call('ZRANGE', open, 0, -1, 'WITHSCORES')
for i = 2, #slots, 2 do
  -- Settled this instant at the earliest, or given up.
  freeAt[#freeAt + 1] = math.min(now + windowMs + 1, tonumber(slots[i]) + giveUpMs)
end
slots = redis.call('ZRANGE', settled, 0, -1, 'WITHSCORES')
for i = 2, #slots, 2 do freeAt[#freeAt + 1] = tonumber(slots[i]) + windowMs + 1 end
table.sort(freeAt)
return { 0, (freeAt[taken - limit + 1] or now + windowMs) - now }
`);
const HOLD = createScript(`
for i = 2, #ARGV do redis.call('ZADD', root .. 'rate:open', 'XX', now, ARGV[i]) end
`);
const SETTLE = createScript(`
if redis.call('ZREM', root .. 'rate:open', ARGV[2]) == 1 then
  redis.call('ZADD', root .. 'rate:settled', now, ARGV[2])
end
`);

/**
 * The slots taken by all processes of all machines. They go by the time of the Redis server, so that a machine whose
 * clock is off can't widen the window.
 */
export function createRateWindow(connection: RedisConnection): RateWindow {
  return {
    take: async ({ limit, windowMs }) => {
      const slot = randomUUID();
      const [taken, waitMs] = await connection.run(
        TAKE,
        z.tuple([flagReply, z.number()]),
        limit,
        windowMs,
        GIVE_UP_MS,
        slot,
      );
      return taken ? { taken, slot } : { taken, waitMs };
    },
    hold: async (slots) => connection.run(HOLD, nothingReply, ...slots),
    settle: async (slot) => connection.run(SETTLE, nothingReply, slot),
  };
}
