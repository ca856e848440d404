import { z } from 'zod';

import type { BrowserSessions } from '../browser-sessions.js';
import type { RedisConnection } from './connection.js';
import { nothingReply } from './replies.js';
import { createScript } from './script.js';

/**
 * `session:<hash of the token>`: hash of username, name, email (absent when there is none), idleMs, expiresAt and endsAt. The
 * scripts decide by `expiresAt`, which they compare with the clock that wrote it; Redis' own expiry removes what is left.
 */
const SESSION = `
local session = root .. 'session:' .. ARGV[2]
`;

const CREATE = createScript(
  SESSION,
  `
local lifetimeMs, idleMs = tonumber(ARGV[3]), tonumber(ARGV[4])
redis.call('HSET', session, 'username', ARGV[5], 'name', ARGV[6], 'idleMs', idleMs,
  'expiresAt', now + math.min(idleMs, lifetimeMs), 'endsAt', now + lifetimeMs)
if ARGV[7] then redis.call('HSET', session, 'email', ARGV[7]) end
redis.call('PEXPIRE', session, lifetimeMs)
`,
);
// Uses closer together than a sixtieth of the idle time are one.
const FIND = createScript(
  SESSION,
  `
local found = redis.call('HMGET', session, 'username', 'name', 'email', 'idleMs', 'expiresAt', 'endsAt')
local idleMs, expiresAt, endsAt = tonumber(found[4]), tonumber(found[5]), tonumber(found[6])
if not expiresAt or expiresAt <= now then return false end
local prolonged = math.min(now + idleMs, endsAt)
-- In either direction: a clock that was ahead must not keep an unused session alive for as long as it was.
if math.abs(prolonged - expiresAt) >= idleMs / 60 then redis.call('HSET', session, 'expiresAt', prolonged) end
return { found[1], found[2], found[3] }
`,
);

const userReply = z
  .tuple([z.string(), z.string(), z.string().nullable()])
  .transform(([username, name, email]) => ({ username, name, email }))
  .nullable();

export function createBrowserSessions(connection: RedisConnection): BrowserSessions {
  return {
    create: async ({ tokenSha256, user, lifetimeMs, idleMs }) =>
      connection.run(
        CREATE,
        nothingReply,
        tokenSha256,
        lifetimeMs,
        idleMs,
        user.username,
        user.name,
        ...(user.email === null ? [] : [user.email]),
      ),
    find: async (tokenSha256) => connection.run(FIND, userReply, tokenSha256),
    delete: async (tokenSha256) => connection.send(nothingReply, 'DEL', `session:${tokenSha256}`),
  };
}
