import { createScript } from './script.js';

/**
 * The projection and its indexes. Keys of Redis:
 *
 * - `contract:<id>`: hash of one contract. `data` is its JSON without id and status, the fields beside it are what the
 *   scripts look at; `contracts:search`: hash from id to what a search looks into, read many at once;
 * - in the order of the list (all scores 0, members are creation time, `\31` and id, so that their bytes sort like the
 *   pair): `contracts:all`, `contracts:status:<status>:<1 when linked, else 0>`, `contracts:type:<status>:<typeId>`;
 * - `contracts:ids`: ids in their own order; `contracts:changed`: ids by the time of their last change;
 * - `deal:<opportunityId>`: set of a deal's contracts; `deals:<status>`: deals by how many contracts they have in it.
 */
const INDEX = `
local function contractKey(id) return root .. 'contract:' .. id end
local function indexesOf(status, typeId, deal)
  return {
    root .. 'contracts:all',
    root .. 'contracts:status:' .. status .. ':' .. (deal ~= '' and 1 or 0),
    root .. 'contracts:type:' .. status .. ':' .. typeId,
  }
end
local function addToIndexes(id, status, createdAt, typeId, deal)
  for _, index in ipairs(indexesOf(status, typeId, deal)) do redis.call('ZADD', index, 0, createdAt .. '\\31' .. id) end
  redis.call('ZADD', root .. 'contracts:ids', 0, id)
  if deal ~= '' then
    redis.call('SADD', root .. 'deal:' .. deal, id)
    redis.call('ZINCRBY', root .. 'deals:' .. status, 1, deal)
  end
end
local function removeFromIndexes(id, status, createdAt, typeId, deal)
  for _, index in ipairs(indexesOf(status, typeId, deal)) do redis.call('ZREM', index, createdAt .. '\\31' .. id) end
  if deal ~= '' then
    redis.call('SREM', root .. 'deal:' .. deal, id)
    if tonumber(redis.call('ZINCRBY', root .. 'deals:' .. status, -1, deal)) <= 0 then
      redis.call('ZREM', root .. 'deals:' .. status, deal)
    end
  end
end
`;

const ROWS = `
local function rowOf(id)
  local row = redis.call('HMGET', root .. 'contract:' .. id, 'data', 'status', 'readAt', 'syncedAt', 'error', 'look')
  if not row[1] then return nil end
  table.insert(row, 1, id)
  return row
end
local function idOf(member) return string.sub(member, string.find(member, '\\31', 1, true) + 1) end
`;

/** `contracts:look`: the number of the last look at SpotDraft that was given out. */
const LOOK = `
local lastLook = root .. 'contracts:look'
-- A number from before the store was lost or put back: those to come have to be greater.
local function noteLook(number)
  if number > tonumber(redis.call('GET', lastLook) or 0) then redis.call('SET', lastLook, number) end
end
`;

export const BEGIN_LOOK = createScript(LOOK, `return redis.call('INCR', lastLook)`);

/**
 * ARGV: number and time of the look, then seven arguments a contract. The time of change moves only when the state differs.
 * Answers which contracts a later look has shown already.
 */
export const SAVE = createScript(
  INDEX,
  LOOK,
  `
local look, readAt, skipped = tonumber(ARGV[2]), tonumber(ARGV[3]), {}
noteLook(look)
for i = 4, #ARGV, 7 do
  local id, status, createdAt, typeId, deal, data, searchText = unpack(ARGV, i, i + 6)
  local old = redis.call('HMGET', contractKey(id), 'status', 'createdAt', 'typeId', 'deal', 'data', 'readAt', 'look')
  if old[7] and tonumber(old[7]) > look then
    skipped[#skipped + 1] = id
  else
    local isSame = old[6]
    for field = 1, 5 do isSame = isSame and old[field] == ARGV[i + field] end
    if not isSame then
      if old[6] then removeFromIndexes(id, old[1], old[2], old[3], old[4]) end
      addToIndexes(id, status, createdAt, typeId, deal)
      redis.call('HSET', root .. 'contracts:search', id, searchText)
      redis.call('ZADD', root .. 'contracts:changed', readAt, id)
      redis.call('HSET', contractKey(id), 'status', status, 'createdAt', createdAt, 'typeId', typeId, 'deal', deal,
        'data', data)
    end
    redis.call('HSET', contractKey(id), 'readAt', readAt, 'look', look)
  end
end
return skipped
`,
);

/** ARGV: number and time of the look, ids. Answers as `SAVE` does. */
export const MARK_DELETED = createScript(
  INDEX,
  LOOK,
  `
local look, readAt, skipped = tonumber(ARGV[2]), tonumber(ARGV[3]), {}
noteLook(look)
for i = 4, #ARGV do
  local id = ARGV[i]
  local old = redis.call('HMGET', contractKey(id), 'status', 'createdAt', 'typeId', 'deal', 'readAt', 'look')
  if old[6] and tonumber(old[6]) > look then
    skipped[#skipped + 1] = id
  elseif old[5] then
    if old[1] ~= 'DELETED' then
      removeFromIndexes(id, old[1], old[2], old[3], old[4])
      addToIndexes(id, 'DELETED', old[2], old[3], old[4])
      redis.call('ZADD', root .. 'contracts:changed', readAt, id)
    end
    redis.call('HSET', contractKey(id), 'status', 'DELETED', 'readAt', readAt, 'look', look)
  end
end
return skipped
`,
);

export const SAVE_SYNC_RESULTS = createScript(`
for i = 2, #ARGV, 4 do
  local id, syncedAt, hasError, reason = unpack(ARGV, i, i + 3)
  local contract = root .. 'contract:' .. id
  if redis.call('EXISTS', contract) == 1 then
    if syncedAt ~= '' then redis.call('HSET', contract, 'syncedAt', syncedAt) end
    if hasError == '1' then redis.call('HSET', contract, 'error', reason)
    else redis.call('HDEL', contract, 'error') end
  end
end
`);

export const GET = createScript(
  ROWS,
  `
local rows = {}
for i = 2, #ARGV do rows[#rows + 1] = rowOf(ARGV[i]) end
return rows
`,
);

export const OF_DEALS = createScript(
  ROWS,
  `
local rows = {}
for i = 2, #ARGV do
  for _, id in ipairs(redis.call('SMEMBERS', root .. 'deal:' .. ARGV[i])) do rows[#rows + 1] = rowOf(id) end
end
return rows
`,
);

/** ARGV: limit, statuses. Answers null when there are more deals than that. */
export const LINKED_DEALS = createScript(`
local limit, deals, total = tonumber(ARGV[2]), {}, 0
local isKnown = {}
for i = 3, #ARGV do
  for _, deal in ipairs(redis.call('ZRANGE', root .. 'deals:' .. ARGV[i], 0, limit)) do
    if not isKnown[deal] then
      isKnown[deal] = true
      total = total + 1
      deals[total] = deal
    end
  end
  if total > limit then return false end
end
return deals
`);

/** ARGV: how many statuses, these, deals. */
export const FILTER_LINKED = createScript(`
local statuses, linked = tonumber(ARGV[2]), {}
for i = 3 + statuses, #ARGV do
  for s = 3, 2 + statuses do
    if redis.call('ZSCORE', root .. 'deals:' .. ARGV[s], ARGV[i]) then
      linked[#linked + 1] = ARGV[i]
      break
    end
  end
end
return linked
`);

/**
 * Which rows a filter wants. ARGV[2] is JSON (see `filterArguments`), [3] to [5] are type, search text and the position
 * after which to go on. The names of the indexes to walk follow as [6] and on.
 */
const FILTER = `
local filter, typeId, needle, after = cjson.decode(ARGV[2]), ARGV[3], ARGV[4], ARGV[5]
local hasMore = filter.statuses or filter.hasType or filter.linked ~= nil or filter.changedSince
local function matches(id, searchText)
  if filter.hasSearch and not string.find(searchText, needle, 1, true) then return false end
  if not hasMore then return true end
  local one = redis.call('HMGET', root .. 'contract:' .. id, 'status', 'typeId', 'deal')
  if filter.statuses and not filter.statuses[one[1]] then return false end
  if filter.hasType and one[2] ~= typeId then return false end
  if filter.linked ~= nil and (one[3] ~= '') ~= filter.linked then return false end
  return not filter.changedSince
    or tonumber(redis.call('ZSCORE', root .. 'contracts:changed', id)) >= filter.changedSince
end
local function searchTextsOf(ids)
  if not filter.hasSearch or #ids == 0 then return {} end
  return redis.call('HMGET', root .. 'contracts:search', unpack(ids))
end
`;

/** How many members the indexes have together. */
export const CARDINALITY = createScript(`
local total = 0
for i = 2, #ARGV do total = total + redis.call('ZCARD', root .. ARGV[i]) end
return total
`);

/**
 * Members of what matches, unsorted, out of few: a deal's contracts (its id is ARGV[6]), or what changed since a time.
 * Null when `filter.few` or more changed since.
 */
export const CANDIDATES = createScript(
  FILTER,
  `
local deal, changed = ARGV[6], root .. 'contracts:changed'
local ids
if deal then ids = redis.call('SMEMBERS', root .. 'deal:' .. deal)
elseif redis.call('ZCOUNT', changed, filter.changedSince, '+inf') >= filter.few then return false
else ids = redis.call('ZRANGEBYSCORE', changed, filter.changedSince, '+inf') end
local members = {}
for _, id in ipairs(ids) do
  if matches(id, searchTextsOf({ id })[1]) then
    members[#members + 1] = redis.call('HGET', root .. 'contract:' .. id, 'createdAt') .. '\\31' .. id
  end
end
return members
`,
);

/**
 * Walks the indexes together, newest first, for as long as its budget lasts, so that nobody else waits long for Redis.
 * Answers how many rows match, the rows (unless they are only counted), and where to go on; '' at the end.
 */
export const WALK = createScript(
  ROWS,
  FILTER,
  `
local function isNewer(a, b)
  local i = 1
  while true do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then return (x or -1) > (y or -1) end
    if not x then return false end
    i = i + 1
  end
end
local function newest(chunk)
  local heads, lists = {}, {}
  local upper = after == '' and '+' or '(' .. after
  for i = 6, #ARGV do
    lists[#lists + 1] = redis.call('ZREVRANGEBYLEX', root .. ARGV[i], upper, '-', 'LIMIT', 0, chunk)
    heads[#lists] = 1
  end
  if #lists == 1 then return lists[1] end
  local merged = {}
  while #merged < chunk do
    local first, from
    for i, list in ipairs(lists) do
      local head = list[heads[i]]
      if head and (not first or isNewer(head, first)) then first, from = head, i end
    end
    if not first then break end
    merged[#merged + 1] = first
    heads[from] = heads[from] + 1
  end
  return merged
end
local rows, found, examined = {}, 0, 0
local chunk = filter.mustCheck and 500 or filter.limit
while true do
  local members = newest(chunk)
  local ids = {}
  for i, member in ipairs(members) do ids[i] = idOf(member) end
  local searchTexts = searchTextsOf(ids)
  for i, id in ipairs(ids) do
    after = members[i]
    if not filter.mustCheck or matches(id, searchTexts[i]) then
      found = found + 1
      if not filter.onlyCount then
        rows[found] = rowOf(id)
        if found == filter.limit then return { found, rows, '' } end
      end
    end
  end
  examined = examined + #members
  if #members < chunk then return { found, rows, '' } end
  if examined >= filter.budget then return { found, rows, after } end
end
`,
);
