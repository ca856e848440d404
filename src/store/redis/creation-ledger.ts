import { z } from 'zod';

import type { Creation, CreationLedger } from '../store.js';
import type { RedisConnection } from './connection.js';
import {
  contractIdReply,
  dateField,
  flagReply,
  nothingReply,
  numberField,
  opportunityIdReply,
} from './replies.js';
import { createScript } from './script.js';

/**
 * Keys of Redis:
 *
 * - `creation:<requestId>`: hash of one row; `settling` says that a settler holds or held it, so that its first owner
 *   may no longer send;
 * - `creations:intents`: hash from intent to request id, which makes an intent unique;
 * - `creations:unsettled`: sent and uncertain rows by the end of their lease;
 * - `creations:expiring`: created rows by when they are forgotten.
 */
const ROWS = `
local function keyOf(requestId) return root .. 'creation:' .. requestId end
local function rowOf(requestId)
  return redis.call('HMGET', keyOf(requestId), 'intent', 'requestId', 'inputHash', 'opportunityId', 'templateId',
    'rememberMs', 'state', 'contractId', 'startedAt', 'sentAt', 'leaseUntil', 'looks')
end
local function fieldOf(requestId, name) return redis.call('HGET', keyOf(requestId), name) end
local function isPast(requestId, name)
  local time = tonumber(fieldOf(requestId, name))
  return time and time <= now
end
local function drop(requestId)
  redis.call('HDEL', root .. 'creations:intents', fieldOf(requestId, 'intent'))
  redis.call('DEL', keyOf(requestId))
  redis.call('ZREM', root .. 'creations:unsettled', requestId)
  redis.call('ZREM', root .. 'creations:expiring', requestId)
end
local function lease(requestId, leaseUntil)
  redis.call('HSET', keyOf(requestId), 'leaseUntil', leaseUntil)
  redis.call('ZADD', root .. 'creations:unsettled', leaseUntil, requestId)
end
`;

const BEGIN = createScript(
  ROWS,
  `
local leaseMs, intent, requestId, inputHash, opportunityId, templateId, rememberMs = unpack(ARGV, 2, 8)
for _, expired in ipairs(redis.call('ZRANGEBYSCORE', root .. 'creations:expiring', '-inf', now, 'LIMIT', 0, 100)) do
  drop(expired)
end
local known = redis.call('HGET', root .. 'creations:intents', intent)
if known then
  local isExpired = isPast(known, 'expiresAt')
  -- Nothing was sent for it, and dropping the row is what tells its first process not to.
  local isAbandoned = fieldOf(known, 'state') == 'open' and isPast(known, 'leaseUntil')
  if not isExpired and not isAbandoned then return { 0, rowOf(known) } end
  drop(known)
end
if redis.call('EXISTS', keyOf(requestId)) == 1 then
  return redis.error_reply('REPEATED a creation with this request id is known under another intent')
end
redis.call('HSET', keyOf(requestId), 'intent', intent, 'requestId', requestId, 'inputHash', inputHash,
  'opportunityId', opportunityId, 'templateId', templateId, 'state', 'open', 'startedAt', now,
  'leaseUntil', now + tonumber(leaseMs), 'looks', 0)
if rememberMs ~= '' then redis.call('HSET', keyOf(requestId), 'rememberMs', rememberMs) end
redis.call('HSET', root .. 'creations:intents', intent, requestId)
return { 1, rowOf(requestId) }
`,
);
const MARK_SENT = createScript(
  ROWS,
  `
local requestId = ARGV[2]
local state = fieldOf(requestId, 'state')
local isHeld = state == 'sent' and not fieldOf(requestId, 'settling') and not isPast(requestId, 'leaseUntil')
if state ~= 'open' and not isHeld then return 0 end
redis.call('HSET', keyOf(requestId), 'state', 'sent', 'sentAt', now)
lease(requestId, now + tonumber(ARGV[3]))
return 1
`,
);
const COMPLETE = createScript(
  ROWS,
  `
local requestId = ARGV[2]
local state = fieldOf(requestId, 'state')
if not state or state == 'created' then return end
redis.call('HSET', keyOf(requestId), 'state', 'created', 'contractId', ARGV[3], 'leaseUntil', now)
redis.call('ZREM', root .. 'creations:unsettled', requestId)
local rememberMs = tonumber(fieldOf(requestId, 'rememberMs'))
if rememberMs then
  redis.call('HSET', keyOf(requestId), 'expiresAt', now + rememberMs)
  redis.call('ZADD', root .. 'creations:expiring', now + rememberMs, requestId)
end
`,
);
const MARK_UNCERTAIN = createScript(
  ROWS,
  `
local requestId = ARGV[2]
if fieldOf(requestId, 'state') ~= 'sent' then return end
redis.call('HSET', keyOf(requestId), 'state', 'uncertain')
if not fieldOf(requestId, 'settling') then lease(requestId, now) end
`,
);
const FORGET = createScript(
  ROWS,
  `
local state = fieldOf(ARGV[2], 'state')
if state and state ~= 'created' then drop(ARGV[2]) end
`,
);
const GET = createScript(ROWS, `return fieldOf(ARGV[2], 'state') and rowOf(ARGV[2])`);
const BY_INTENT = createScript(
  ROWS,
  `
local known = redis.call('HGET', root .. 'creations:intents', ARGV[2])
return known and not isPast(known, 'expiresAt') and rowOf(known)
`,
);
const CLAIM_UNSETTLED = createScript(
  ROWS,
  `
local claimed = {}
for i, requestId in ipairs(redis.call('ZRANGEBYSCORE', root .. 'creations:unsettled', '-inf', now, 'LIMIT', 0, ARGV[2])) do
  redis.call('HSET', keyOf(requestId), 'settling', 1)
  lease(requestId, now + tonumber(ARGV[3]))
  claimed[i] = rowOf(requestId)
end
return claimed
`,
);
const COUNT_LOOK = createScript(
  ROWS,
  `
local requestId = ARGV[2]
local state = fieldOf(requestId, 'state')
if state ~= 'sent' and state ~= 'uncertain' then return end
redis.call('HSET', keyOf(requestId), 'state', 'uncertain')
redis.call('HINCRBY', keyOf(requestId), 'looks', 1)
lease(requestId, now + tonumber(ARGV[3]))
`,
);

const creationReply = z
  .tuple([
    z.string(),
    z.string(),
    z.string(),
    opportunityIdReply,
    z.string(),
    numberField.nullable(),
    z.enum(['open', 'sent', 'created', 'uncertain']),
    contractIdReply.nullable(),
    dateField,
    dateField.nullable(),
    dateField,
    numberField,
  ])
  .transform((row): Creation => ({
    intent: row[0],
    requestId: row[1],
    inputHash: row[2],
    opportunityId: row[3],
    templateId: row[4],
    rememberMs: row[5],
    state: row[6],
    contractId: row[7],
    startedAt: row[8],
    sentAt: row[9],
    leaseUntil: row[10],
    looks: row[11],
  }));

/**
 * One row an intent. Rows only move forward (open, sent, uncertain, created); `created` is final, so nothing late can make
 * an intent free for a second contract.
 */
export function createCreationLedger(connection: RedisConnection): CreationLedger {
  return {
    begin: async (creation, leaseMs) => {
      const [begun, row] = await connection.run(
        BEGIN,
        z.tuple([flagReply, creationReply]),
        leaseMs,
        creation.intent,
        creation.requestId,
        creation.inputHash,
        creation.opportunityId,
        creation.templateId,
        creation.rememberMs ?? '',
      );
      return { outcome: begun ? 'began' : 'exists', creation: row };
    },
    markSent: async (requestId, leaseMs) =>
      connection.run(MARK_SENT, flagReply, requestId, leaseMs),
    complete: async (requestId, contractId) =>
      connection.run(COMPLETE, nothingReply, requestId, contractId),
    markUncertain: async (requestId) => connection.run(MARK_UNCERTAIN, nothingReply, requestId),
    forget: async (requestId) => connection.run(FORGET, nothingReply, requestId),
    get: async (requestId) => connection.run(GET, creationReply.nullable(), requestId),
    byIntent: async (intent) => connection.run(BY_INTENT, creationReply.nullable(), intent),
    claimUnsettled: async ({ limit, leaseMs }) =>
      connection.run(CLAIM_UNSETTLED, z.array(creationReply), limit, leaseMs),
    countLook: async (requestId, nextLookAt) =>
      connection.run(COUNT_LOOK, nothingReply, requestId, connection.msUntil(nextLookAt)),
  };
}
