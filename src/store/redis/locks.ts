import { randomUUID } from 'node:crypto';

import type { Locks } from '../locks.js';
import type { RedisConnection } from './connection.js';
import { flagReply, nothingReply } from './replies.js';
import { createScript } from './script.js';

/**
 * `lock:<name>`: hash of token, leaseUntil and setAt, when that was set. Redis' own expiry would not do: it would let go by another clock than the
 * one that the scripts compare with.
 */
const HOLDER = `
local lock, token, leaseMs = root .. 'lock:' .. ARGV[2], ARGV[3], tonumber(ARGV[4])
local holder = redis.call('HGET', lock, 'token')
local leaseUntil = holder and tonumber(redis.call('HGET', lock, 'leaseUntil'))
local setAt = holder and tonumber(redis.call('HGET', lock, 'setAt') or 0)
-- A lease taken by a clock that was ahead lasts as long as it was to, from the time on at which the clock was set right.
if holder and setAt > now then
  leaseUntil = leaseUntil - (setAt - now)
  redis.call('HSET', lock, 'leaseUntil', leaseUntil, 'setAt', now)
end
local isHeld = holder and leaseUntil > now
`;

const ACQUIRE = createScript(
  HOLDER,
  `
if isHeld then return 0 end
redis.call('HSET', lock, 'token', token, 'leaseUntil', now + leaseMs, 'setAt', now)
return 1
`,
);
const EXTEND = createScript(
  HOLDER,
  `
if not isHeld or holder ~= token then return 0 end
redis.call('HSET', lock, 'leaseUntil', now + leaseMs, 'setAt', now)
return 1
`,
);
const RELEASE = createScript(HOLDER, `if holder == token then redis.call('DEL', lock) end`);

export function createLocks(connection: RedisConnection): Locks {
  return {
    acquire: async (name, leaseMs) => {
      const token = randomUUID();
      return (await connection.run(ACQUIRE, flagReply, name, token, leaseMs)) ? token : null;
    },
    extend: async (name, token, leaseMs) => connection.run(EXTEND, flagReply, name, token, leaseMs),
    release: async (name, token) => connection.run(RELEASE, nothingReply, name, token),
  };
}
