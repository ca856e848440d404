import { randomUUID } from 'node:crypto';

import type { Locks } from '../store.js';
import type { RedisConnection } from './connection.js';
import { flagReply, nothingReply } from './replies.js';
import { createScript } from './script.js';

/**
 * `lock:<name>`: hash of token and leaseUntil. Redis' own expiry would not do: it would let go by another clock than the
 * one that the scripts compare with.
 */
const HOLDER = `
local lock, token, leaseMs = root .. 'lock:' .. ARGV[2], ARGV[3], tonumber(ARGV[4])
local holder = redis.call('HGET', lock, 'token')
local isHeld = holder and tonumber(redis.call('HGET', lock, 'leaseUntil')) > now
`;

const ACQUIRE = createScript(
  HOLDER,
  `
if isHeld then return 0 end
redis.call('HSET', lock, 'token', token, 'leaseUntil', now + leaseMs)
return 1
`,
);
const EXTEND = createScript(
  HOLDER,
  `
if not isHeld or holder ~= token then return 0 end
redis.call('HSET', lock, 'leaseUntil', now + leaseMs)
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
