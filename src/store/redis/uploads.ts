import { z } from 'zod';

import { DOCUMENT_TYPES } from '../../domain/document.js';
import type { Upload, Uploads } from '../uploads.js';
import type { RedisConnection } from './connection.js';
import { dateField, nothingReply, numberField } from './replies.js';
import { createScript } from './script.js';

/**
 * Keys of Redis:
 *
 * - `upload:<id>`: hash of owner and pieces, and once it is there in full of fileName, contentType, sizeBytes and sha256;
 * - `upload:<id>:<index>`: one piece; its hash expires with it, should nobody come along to remove them;
 * - `uploads`: ids by when they expire.
 *
 * There are never more documents than pieces may be kept, so they are counted each time.
 */
const UPLOADS = `
local uploads = root .. 'uploads'
local function keyOf(id) return root .. 'upload:' .. id end
local function discard(id)
  local pieces = tonumber(redis.call('HGET', keyOf(id), 'pieces') or '0')
  for index = 0, pieces - 1 do redis.call('UNLINK', keyOf(id) .. ':' .. index) end
  redis.call('UNLINK', keyOf(id))
  redis.call('ZREM', uploads, id)
end
local function removeExpired()
  local expired = redis.call('ZRANGEBYSCORE', uploads, '-inf', now)
  for _, id in ipairs(expired) do discard(id) end
  return #expired
end
local function isAlive(id)
  local expiresAt = tonumber(redis.call('ZSCORE', uploads, id) or '0')
  return expiresAt > now
end
local function keepFor(id, ms)
  redis.call('ZADD', uploads, now + ms, id)
  local pieces = tonumber(redis.call('HGET', keyOf(id), 'pieces'))
  for index = 0, pieces - 1 do redis.call('PEXPIRE', keyOf(id) .. ':' .. index, ms) end
  redis.call('PEXPIRE', keyOf(id), ms)
end
`;

const APPEND = createScript(
  UPLOADS,
  `
local id, owner, index, idleMs = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local maxOfOwner, maxInAll, bytes = tonumber(ARGV[6]), tonumber(ARGV[7]), ARGV[8]
removeExpired()
local ofOwner, inAll = 0, 0
for _, known in ipairs(redis.call('ZRANGE', uploads, 0, -1)) do
  local found = redis.call('HMGET', keyOf(known), 'owner', 'pieces')
  local pieces = tonumber(found[2] or '0')
  inAll = inAll + pieces
  if found[1] == owner then ofOwner = ofOwner + pieces end
end
if inAll >= maxInAll or ofOwner >= maxOfOwner then
  discard(id)
  return inAll >= maxInAll and 'full' or 'owner-full'
end
if index == 0 then
  redis.call('HSET', keyOf(id), 'owner', owner, 'pieces', 0)
  redis.call('ZADD', uploads, now + idleMs, id)
end
local found = redis.call('HMGET', keyOf(id), 'owner', 'pieces', 'sha256')
if found[1] ~= owner or tonumber(found[2]) ~= index or found[3] or not isAlive(id) then return 'gone' end
redis.call('HSET', keyOf(id), 'pieces', index + 1)
redis.call('SET', keyOf(id) .. ':' .. index, bytes)
keepFor(id, idleMs)
return 'kept'
`,
);

const FINISH = createScript(
  UPLOADS,
  `
local id, lifetimeMs = ARGV[2], tonumber(ARGV[3])
if not isAlive(id) or redis.call('HEXISTS', keyOf(id), 'sha256') == 1 then return false end
redis.call('HSET', keyOf(id), 'fileName', ARGV[4], 'contentType', ARGV[5], 'sizeBytes', ARGV[6], 'sha256', ARGV[7])
keepFor(id, lifetimeMs)
return string.format('%.0f', now + lifetimeMs)
`,
);

const FIND = createScript(
  UPLOADS,
  `
local id = ARGV[2]
local found = redis.call('HMGET', keyOf(id), 'owner', 'fileName', 'contentType', 'sizeBytes', 'sha256')
if found[1] ~= ARGV[3] or not found[5] or not isAlive(id) then return false end
local expiresAt = tonumber(redis.call('ZSCORE', uploads, id))
return { id, found[2], found[3], found[4], found[5], string.format('%.0f', expiresAt) }
`,
);

const DISCARD = createScript(UPLOADS, 'discard(ARGV[2])');
const REMOVE_EXPIRED = createScript(UPLOADS, 'return removeExpired()');

const appendReply = z.enum(['kept', 'gone', 'owner-full', 'full']);
const uploadReply = z
  .tuple([
    z.string(),
    z.string(),
    z.enum(Object.values(DOCUMENT_TYPES)),
    numberField,
    z.string(),
    dateField,
  ])
  .transform(([id, fileName, contentType, sizeBytes, sha256, expiresAt]): Upload => ({
    id,
    fileName,
    contentType,
    sizeBytes,
    sha256,
    expiresAt,
  }))
  .nullable();

export function createUploads(connection: RedisConnection): Uploads {
  return {
    append: async ({ id, owner, idleMs, maxPieces }, index, bytes) =>
      connection.run(
        APPEND,
        appendReply,
        id,
        owner,
        index,
        idleMs,
        maxPieces.ofOwner,
        maxPieces.inAll,
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      ),
    async finish(id, facts, lifetimeMs) {
      const { fileName, contentType, sizeBytes, sha256 } = facts;
      const expiresAt = await connection.run(
        FINISH,
        dateField.nullable(),
        id,
        lifetimeMs,
        fileName,
        contentType,
        sizeBytes,
        sha256,
      );
      return expiresAt === null ? null : { id, ...facts, expiresAt };
    },
    find: async (id, owner) => connection.run(FIND, uploadReply, id, owner),
    piece: async (id, index) => connection.bytesAt(`upload:${id}:${index}`),
    discard: async (id) => connection.run(DISCARD, nothingReply, id),
    removeExpired: async () => connection.run(REMOVE_EXPIRED, z.number()),
  };
}
