import { z } from 'zod';

import type { ContractId } from '../../domain/contract-id.js';
import { ARCHIVE_STATES } from '../../domain/archived-document.js';
import type { ArchiveState } from '../../domain/archived-document.js';
import type { ArchiveCounts, ArchiveLedger, ArchiveRow, ArchiveRowKey } from '../archive-ledger.js';
import { storedArchiveRow, toStoredArchiveRow } from '../archive-values.js';
import type { RedisConnection } from './connection.js';
import { contractIdReply, dateField, jsonField, nothingReply, numberField } from './replies.js';
import { createScript } from './script.js';

/**
 * Keys of Redis, each behind `archive:`:
 *
 * - `numbers`: hash from contract, destination and document to the row's number; `last`: the last number given out;
 *   `saves`: how often any row was saved;
 * - `row:<number>`: hash of one row;
 * - `contract:<id>`: its rows; `state:<state>` and `state:<state>:<destination>`: rows in that state, by number;
 * - `waiting:<destination>`: waiting rows by since when; `failed:<destination>`: rows that failed and are not there, by when
 *   they were last saved; `destinations`: those that have had a row;
 * - `paths`: hash from destination and path to the number of whose it is; `paths:<number>`: the paths of one row.
 */
const ROWS = `
local base = root .. 'archive:'
local numbers, paths = base .. 'numbers', base .. 'paths'
local function keyOf(contract, destination, document) return contract .. '\\n' .. document .. '\\n' .. destination end
local function rowKey(number) return base .. 'row:' .. number end
local function pathsOf(number) return base .. 'paths:' .. number end
local function stateKeys(state, destination)
  return { base .. 'state:' .. state, base .. 'state:' .. state .. ':' .. destination }
end
local function rowOf(number)
  local row = redis.call('HMGET', rowKey(number), 'contract', 'destination', 'document', 'revision', 'state', 'since',
    'archivedAt', 'verifiedAt', 'lastError', 'row')
  return { tostring(number), row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10] }
end
local function unlist(number, state, destination)
  for _, each in ipairs(stateKeys(state, destination)) do redis.call('ZREM', each, number) end
  redis.call('ZREM', base .. 'waiting:' .. destination, number)
  redis.call('ZREM', base .. 'failed:' .. destination, number)
end
local function dropPaths(number, destination)
  for _, path in ipairs(redis.call('SMEMBERS', pathsOf(number))) do
    redis.call('HDEL', paths, destination .. '\\n' .. path)
  end
  redis.call('DEL', pathsOf(number))
end
`;

const SAVE = createScript(
  ROWS,
  `
local contract, destination, document, revision, state, since, archivedAt, verifiedAt, lastError, row = unpack(ARGV, 2, 11)
local key = keyOf(contract, destination, document)
local number = redis.call('HGET', numbers, key)
if revision == '0' then
  if number then return false end
  number = tostring(redis.call('INCR', base .. 'last'))
  redis.call('HSET', numbers, key, number)
  redis.call('ZADD', base .. 'contract:' .. contract, number, number)
  redis.call('SADD', base .. 'destinations', destination)
else
  if not number or redis.call('HGET', rowKey(number), 'revision') ~= revision then return false end
  unlist(number, redis.call('HGET', rowKey(number), 'state'), destination)
end
local function setOrNot(name, value)
  if value == '' then redis.call('HDEL', rowKey(number), name) else redis.call('HSET', rowKey(number), name, value) end
end
redis.call('HSET', rowKey(number), 'contract', contract, 'destination', destination, 'document', document,
  'revision', tonumber(revision) + 1, 'state', state, 'since', since, 'row', row)
setOrNot('archivedAt', archivedAt)
setOrNot('verifiedAt', verifiedAt)
setOrNot('lastError', lastError)
local saved = redis.call('INCR', base .. 'saves')
for _, each in ipairs(stateKeys(state, destination)) do redis.call('ZADD', each, number, number) end
if state == 'WAITING' then redis.call('ZADD', base .. 'waiting:' .. destination, since, number) end
if lastError ~= '' and (state == 'WAITING' or state == 'PARKED') then
  redis.call('ZADD', base .. 'failed:' .. destination, saved, number)
end
return rowOf(number)
`,
);

const FORGET = createScript(
  ROWS,
  `
local contract, destination, document = unpack(ARGV, 2, 4)
local key = keyOf(contract, destination, document)
local number = redis.call('HGET', numbers, key)
if not number then return end
unlist(number, redis.call('HGET', rowKey(number), 'state'), destination)
dropPaths(number, destination)
redis.call('HDEL', numbers, key)
redis.call('ZREM', base .. 'contract:' .. contract, number)
redis.call('DEL', rowKey(number))
`,
);

const OF_CONTRACTS = createScript(
  ROWS,
  `
local rows = {}
for i = 2, #ARGV do
  for _, number in ipairs(redis.call('ZRANGE', base .. 'contract:' .. ARGV[i], 0, -1)) do
    rows[#rows + 1] = rowOf(number)
  end
end
return rows
`,
);

/** ARGV: below which number, how many, then the names of the sets that hold rows. */
const LIST = createScript(
  ROWS,
  `
local found = {}
for i = 4, #ARGV do
  for _, number in ipairs(redis.call('ZREVRANGEBYSCORE', base .. ARGV[i], '(' .. ARGV[2], '-inf', 'LIMIT', 0, ARGV[3])) do
    found[#found + 1] = tonumber(number)
  end
end
table.sort(found, function(a, b) return a > b end)
local rows = {}
for i = 1, math.min(#found, tonumber(ARGV[3])) do rows[i] = rowOf(string.format('%.0f', found[i])) end
return rows
`,
);

const COUNT = createScript(
  ROWS,
  `
local total = 0
for i = 2, #ARGV do total = total + redis.call('ZCARD', base .. ARGV[i]) end
return total
`,
);

/** ARGV: the states. */
const COUNTS = createScript(
  ROWS,
  `
local answer = {}
for _, destination in ipairs(redis.call('SMEMBERS', base .. 'destinations')) do
  local counts = {}
  for i = 2, #ARGV do counts[i - 1] = redis.call('ZCARD', base .. 'state:' .. ARGV[i] .. ':' .. destination) end
  local oldest = redis.call('ZRANGE', base .. 'waiting:' .. destination, 0, 0, 'WITHSCORES')
  local failed = redis.call('ZREVRANGE', base .. 'failed:' .. destination, 0, 0)
  answer[#answer + 1] = {
    destination, counts, oldest[2] or false, failed[1] and redis.call('HGET', rowKey(failed[1]), 'lastError') or false
  }
end
return answer
`,
);

const RESERVE = createScript(
  ROWS,
  `
local contract, destination, document = unpack(ARGV, 2, 4)
local number = redis.call('HGET', numbers, keyOf(contract, destination, document))
if not number then return { contract, document } end
for i = 5, #ARGV do
  local owner = redis.call('HGET', paths, destination .. '\\n' .. ARGV[i])
  if owner and owner ~= number then
    return { redis.call('HGET', rowKey(owner), 'contract'), redis.call('HGET', rowKey(owner), 'document') }
  end
end
dropPaths(number, destination)
for i = 5, #ARGV do
  redis.call('HSET', paths, destination .. '\\n' .. ARGV[i], number)
  redis.call('SADD', pathsOf(number), ARGV[i])
end
return false
`,
);

const rowReply = z
  .tuple([
    numberField,
    contractIdReply,
    z.string(),
    z.string(),
    numberField,
    z.enum(ARCHIVE_STATES),
    dateField,
    dateField.nullable(),
    dateField.nullable(),
    z.string().nullable(),
    jsonField(storedArchiveRow),
  ])
  .transform(
    ([
      number,
      contractId,
      destination,
      document,
      revision,
      state,
      since,
      archivedAt,
      verifiedAt,
      lastError,
      row,
    ]): ArchiveRow => ({
      ...row,
      number,
      contractId,
      destination,
      document,
      revision,
      state,
      since,
      archivedAt,
      verifiedAt,
      lastError,
    }),
  );
const ownerReply = z.tuple([contractIdReply, z.string()]).nullable();
const countsReply = z.array(
  z.tuple([z.string(), z.array(z.number()), dateField.nullable(), z.string().nullable()]),
);

export function createArchiveLedger(connection: RedisConnection): ArchiveLedger {
  return {
    save: async (row) =>
      connection.run(
        SAVE,
        rowReply.nullable(),
        row.contractId,
        row.destination,
        row.document,
        row.revision,
        row.state,
        row.since.getTime(),
        row.archivedAt?.getTime() ?? '',
        row.verifiedAt?.getTime() ?? '',
        row.lastError ?? '',
        toStoredArchiveRow(row),
      ),
    forget: async ({ contractId, destination, document }) =>
      connection.run(FORGET, nothingReply, contractId, destination, document),
    async ofContracts(ids) {
      const found = new Map<ContractId, ArchiveRow[]>(ids.map((id) => [id, []]));
      if (ids.length === 0) return found;
      const rows = await connection.run(OF_CONTRACTS, z.array(rowReply), ...found.keys());
      for (const row of rows) found.get(row.contractId)?.push(row);
      return found;
    },
    list: async (filter, { limit, after }) =>
      connection.run(
        LIST,
        z.array(rowReply),
        after ?? Number.MAX_SAFE_INTEGER,
        limit,
        ...setsOf(filter),
      ),
    count: async (filter) => connection.run(COUNT, z.number(), ...setsOf(filter)),
    async counts() {
      const counts = await connection.run(COUNTS, countsReply, ...ARCHIVE_STATES);
      return counts
        .map(([destination, totals, oldestWaitingSince, lastError]): ArchiveCounts => ({
          destination,
          states: Object.fromEntries(
            ARCHIVE_STATES.map((state, index) => [state, totals[index] ?? 0]),
          ) as Record<ArchiveState, number>,
          oldestWaitingSince,
          lastError,
        }))
        .filter(({ states }) => Object.values(states).some((each) => each > 0))
        .sort((a, b) => (a.destination < b.destination ? -1 : 1));
    },
    async reserve(key, paths) {
      const { contractId, destination, document } = key;
      const owner = await connection.run(
        RESERVE,
        ownerReply,
        contractId,
        destination,
        document,
        ...paths,
      );
      if (owner === null) return null;
      return { contractId: owner[0], destination, document: owner[1] } satisfies ArchiveRowKey;
    },
  };
}

/** Sets that together hold what the filter asks for; no row is in two of them. */
function setsOf(filter: Parameters<ArchiveLedger['count']>[0]): string[] {
  const { states = ARCHIVE_STATES, destination } = filter;
  const suffix = destination === undefined ? '' : `:${destination}`;
  return [...new Set(states)].map((state) => `state:${state}${suffix}`);
}
