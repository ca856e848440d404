import { z } from 'zod';

import { LONGEST_STEP_MS } from '../creation-ledger.js';
import type { Creation, CreationLedger, TakeOver } from '../creation-ledger.js';
import type { RedisConnection } from './connection.js';
import { flagReply, nothingReply, numberField } from './replies.js';
import { createScript } from './script.js';

/**
 * Keys of Redis:
 *
 * - `creation:<requestId>`: hash of one row; without `holder` where nobody holds it;
 * - `creations:intents`: hash from intent to request id, which makes an intent unique;
 * - `creations:unfinished`: rows that are not created, by when they are due or were last touched;
 * - `creations:expiring`: created rows by when they are forgotten.
 *
 * Rows of before there were kinds have `opportunityId`, `contractId` and `sentAt` instead of `subject`, `madeId` and
 * `beatAt`, and are held by nobody.
 */
const ROWS = `
-- No look is put off for longer. A time further ahead was written by a clock that has been set back since.
local LONGEST_PAUSE_MS = 120000
local unfinished, expiring = root .. 'creations:unfinished', root .. 'creations:expiring'
local function keyOf(requestId) return root .. 'creation:' .. requestId end
local function fieldOf(requestId, name) return redis.call('HGET', keyOf(requestId), name) end
-- A clock that jumps counts as a short pause, and one that is set back as none.
local function uncertainMs(requestId)
  if fieldOf(requestId, 'state') ~= 'uncertain' then return 0 end
  local beatAt = tonumber(fieldOf(requestId, 'beatAt') or now)
  local step = math.max(0, math.min(now - beatAt, ${LONGEST_STEP_MS}))
  return tonumber(fieldOf(requestId, 'uncertainMs') or '0') + step
end
local function rowOf(requestId)
  local row = redis.call('HMGET', keyOf(requestId), 'kind', 'intent', 'requestId', 'inputHash', 'subject', 'rememberMs',
    'state', 'madeId', 'holder', 'beat', 'looks', 'doubt', 'opportunityId', 'contractId')
  local dueAt = tonumber(redis.call('ZSCORE', unfinished, requestId) or '0')
  local isDue = dueAt <= now or dueAt > now + LONGEST_PAUSE_MS
  return {
    row[1] or 'contract', row[2], row[3], row[4], row[5] or row[13], row[6],
    row[7], row[8] or row[14], row[9] and 1 or 0, row[10] or '0', isDue and 1 or 0, row[11],
    tostring(uncertainMs(requestId)), row[12]
  }
end
local function isHeldBy(requestId, holder) return fieldOf(requestId, 'holder') == holder end
local function touch(requestId, dueAt)
  redis.call('HSET', keyOf(requestId), 'uncertainMs', uncertainMs(requestId))
  redis.call('HINCRBY', keyOf(requestId), 'beat', 1)
  redis.call('HSET', keyOf(requestId), 'beatAt', now)
  redis.call('ZADD', unfinished, dueAt, requestId)
end
-- To be remembered for longer than it was ever meant to be: the clock was set back.
local function cutRemembrance(requestId)
  local expiresAt, remembered = tonumber(fieldOf(requestId, 'expiresAt')), tonumber(fieldOf(requestId, 'rememberMs'))
  if expiresAt and remembered and expiresAt > now + remembered then
    redis.call('HSET', keyOf(requestId), 'expiresAt', now + remembered)
    redis.call('ZADD', expiring, now + remembered, requestId)
  end
end
local function drop(requestId)
  redis.call('HDEL', root .. 'creations:intents', fieldOf(requestId, 'intent'))
  redis.call('DEL', keyOf(requestId))
  redis.call('ZREM', unfinished, requestId)
  redis.call('ZREM', expiring, requestId)
end
`;

const BEGIN = createScript(
  ROWS,
  `
local holder, kind, intent, requestId, inputHash, subject, rememberMs = unpack(ARGV, 2, 8)
for _, expired in ipairs(redis.call('ZRANGEBYSCORE', expiring, '-inf', now, 'LIMIT', 0, 100)) do
  drop(expired)
end
local known = redis.call('HGET', root .. 'creations:intents', intent)
if known then
  local expiresAt = tonumber(fieldOf(known, 'expiresAt'))
  if not expiresAt or expiresAt > now then
    cutRemembrance(known)
    return { 0, rowOf(known) }
  end
  drop(known)
end
if redis.call('EXISTS', keyOf(requestId)) == 1 then
  return redis.error_reply('REPEATED a creation with this request id is known under another intent')
end
redis.call('HSET', keyOf(requestId), 'kind', kind, 'intent', intent, 'requestId', requestId, 'inputHash', inputHash,
  'subject', subject, 'state', 'open', 'holder', holder, 'looks', 0)
if rememberMs ~= '' then redis.call('HSET', keyOf(requestId), 'rememberMs', rememberMs) end
redis.call('HSET', root .. 'creations:intents', intent, requestId)
touch(requestId, now)
return { 1, rowOf(requestId) }
`,
);
const BEAT = createScript(
  ROWS,
  `
local requestId, holder = ARGV[2], ARGV[3]
if not isHeldBy(requestId, holder) then return 0 end
touch(requestId, now)
return 1
`,
);
const MARK_SENT = createScript(
  ROWS,
  `
local requestId, holder = ARGV[2], ARGV[3]
local state = fieldOf(requestId, 'state')
if not isHeldBy(requestId, holder) or (state ~= 'open' and state ~= 'sent') then return 0 end
redis.call('HSET', keyOf(requestId), 'state', 'sent')
touch(requestId, now)
return 1
`,
);
const COMPLETE = createScript(
  ROWS,
  `
local requestId = ARGV[2]
local state = fieldOf(requestId, 'state')
if not state or state == 'created' then return end
redis.call('HSET', keyOf(requestId), 'state', 'created', 'madeId', ARGV[3])
redis.call('HDEL', keyOf(requestId), 'holder')
redis.call('HINCRBY', keyOf(requestId), 'beat', 1)
redis.call('ZREM', unfinished, requestId)
local rememberMs = tonumber(fieldOf(requestId, 'rememberMs'))
if rememberMs then
  redis.call('HSET', keyOf(requestId), 'expiresAt', now + rememberMs)
  redis.call('ZADD', expiring, now + rememberMs, requestId)
end
`,
);
const MARK_UNCERTAIN = createScript(
  ROWS,
  `
local requestId, holder, doubt = ARGV[2], ARGV[3], ARGV[4]
if not isHeldBy(requestId, holder) or fieldOf(requestId, 'state') ~= 'sent' then return end
redis.call('HSET', keyOf(requestId), 'state', 'uncertain', 'doubt', doubt, 'uncertainMs', 0, 'beatAt', now)
touch(requestId, now)
return rowOf(requestId)
`,
);
const COUNT_LOOK = createScript(
  ROWS,
  `
local requestId, holder = ARGV[2], ARGV[3]
if not isHeldBy(requestId, holder) or fieldOf(requestId, 'state') ~= 'uncertain' then return end
redis.call('HINCRBY', keyOf(requestId), 'looks', 1)
touch(requestId, now)
return rowOf(requestId)
`,
);
const RELEASE = createScript(
  ROWS,
  `
local requestId, holder, nextLookMs = ARGV[2], ARGV[3], tonumber(ARGV[4])
if not isHeldBy(requestId, holder) or fieldOf(requestId, 'state') ~= 'uncertain' then return end
redis.call('HDEL', keyOf(requestId), 'holder')
touch(requestId, now + nextLookMs)
`,
);
const FORGET = createScript(
  ROWS,
  `
local requestId, holder = ARGV[2], ARGV[3]
if not isHeldBy(requestId, holder) then return 0 end
drop(requestId)
return 1
`,
);
const GET = createScript(ROWS, `return fieldOf(ARGV[2], 'state') and rowOf(ARGV[2])`);
const BY_INTENT = createScript(
  ROWS,
  `
local known = redis.call('HGET', root .. 'creations:intents', ARGV[2])
if not known then return end
local expiresAt = tonumber(fieldOf(known, 'expiresAt'))
if expiresAt and expiresAt <= now then return end
cutRemembrance(known)
return rowOf(known)
`,
);
const TAKE_OVER = createScript(
  ROWS,
  `
local requestId, seenBeat, holder = ARGV[2], ARGV[3], ARGV[4]
local state = fieldOf(requestId, 'state')
if not state or state == 'created' or (fieldOf(requestId, 'beat') or '0') ~= seenBeat then return { 'lost' } end
if state == 'open' then
  drop(requestId)
  return { 'freed' }
end
redis.call('HSET', keyOf(requestId), 'state', 'uncertain', 'holder', holder)
redis.call('HSETNX', keyOf(requestId), 'beatAt', fieldOf(requestId, 'sentAt') or now)
redis.call('HSETNX', keyOf(requestId), 'doubt', 'unanswered')
touch(requestId, now)
return { 'taken', rowOf(requestId) }
`,
);
const UNFINISHED = createScript(
  ROWS,
  `
local rows = {}
for i, requestId in ipairs(redis.call('ZRANGE', unfinished, 0, tonumber(ARGV[2]) - 1)) do rows[i] = rowOf(requestId) end
return rows
`,
);

const creationReply = z
  .tuple([
    z.string(),
    z.string(),
    z.string(),
    z.string(),
    z.string(),
    numberField.nullable(),
    z.enum(['open', 'sent', 'uncertain', 'created']),
    z.string().nullable(),
    flagReply,
    numberField,
    flagReply,
    numberField,
    numberField,
    z.enum(['answered', 'unanswered']).nullable(),
  ])
  .transform((row): Creation => ({
    kind: row[0],
    intent: row[1],
    requestId: row[2],
    inputHash: row[3],
    subject: row[4],
    rememberMs: row[5],
    state: row[6],
    madeId: row[7],
    isHeld: row[8],
    beat: row[9],
    isDue: row[10],
    looks: row[11],
    uncertainForMs: row[12],
    doubt: row[13],
  }));

const takeOverReply = z.union([
  z.tuple([z.enum(['lost', 'freed'])]).transform(([outcome]): TakeOver => ({ outcome })),
  z
    .tuple([z.literal('taken'), creationReply])
    .transform(([outcome, creation]): TakeOver => ({ outcome, creation })),
]);

export function createCreationLedger(connection: RedisConnection): CreationLedger {
  return {
    begin: async (creation, holder) => {
      const [begun, row] = await connection.run(
        BEGIN,
        z.tuple([flagReply, creationReply]),
        holder,
        creation.kind,
        creation.intent,
        creation.requestId,
        creation.inputHash,
        creation.subject,
        creation.rememberMs ?? '',
      );
      return { outcome: begun ? 'began' : 'exists', creation: row };
    },
    beat: async (requestId, holder) => connection.run(BEAT, flagReply, requestId, holder),
    markSent: async (requestId, holder) => connection.run(MARK_SENT, flagReply, requestId, holder),
    complete: async (requestId, madeId) =>
      connection.run(COMPLETE, nothingReply, requestId, madeId),
    markUncertain: async (requestId, holder, doubt) =>
      connection.run(MARK_UNCERTAIN, creationReply.nullable(), requestId, holder, doubt),
    countLook: async (requestId, holder) =>
      connection.run(COUNT_LOOK, creationReply.nullable(), requestId, holder),
    release: async (requestId, holder, nextLookMs) =>
      connection.run(RELEASE, nothingReply, requestId, holder, nextLookMs),
    forget: async (requestId, holder) => connection.run(FORGET, flagReply, requestId, holder),
    get: async (requestId) => connection.run(GET, creationReply.nullable(), requestId),
    byIntent: async (intent) => connection.run(BY_INTENT, creationReply.nullable(), intent),
    takeOver: async (requestId, seenBeat, holder) =>
      connection.run(TAKE_OVER, takeOverReply, requestId, seenBeat, holder),
    unfinished: async (limit) => connection.run(UNFINISHED, z.array(creationReply), limit),
  };
}
