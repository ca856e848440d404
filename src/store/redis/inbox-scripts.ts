import { MARK_SYNC_KEY } from './queue.js';
import { createScript } from './script.js';

/**
 * Keys of Redis:
 *
 * - `inbox:delivery:<id>`: hash of one delivery; beside its own fields `latestAt`, the latest time that it or a delivery
 *   before it was received, which grows with the ids;
 * - `inbox:all`, `inbox:state:<state>`, `inbox:key:<key>`, `inbox:waiting:<key>`, `inbox:parked:<key>`: ids, sorted by
 *   themselves;
 * - `inbox:finished`: ids of what may be pruned, by the time it was received;
 * - `inbox:seen`: how many stored deliveries have a body or a meaning; `inbox:applied:<body or meaning>`: ids of the
 *   applied ones among them;
 * - `inbox:totals`: hash of the last id given (which is how many were ever received), of how many were `received` by
 *   our own count, how many of a state were pruned, the latest time of all, and by how much the latest a delivery ever
 *   was received before one with a lower id (`latenessMs`).
 */
const DELIVERY = `
local totals = root .. 'inbox:totals'
local function keyOf(id) return root .. 'inbox:delivery:' .. id end
local function twinsOf(id)
  local found = redis.call('HMGET', keyOf(id), 'bodySha256', 'semanticKey')
  return { 'body ' .. found[1], 'meaning ' .. found[2] }
end
local function enterState(id, state, reason)
  local found = redis.call('HMGET', keyOf(id), 'key', 'receivedAt')
  redis.call('HSET', keyOf(id), 'state', state)
  if reason then redis.call('HSET', keyOf(id), 'reason', reason) else redis.call('HDEL', keyOf(id), 'reason') end
  redis.call('ZADD', root .. 'inbox:state:' .. state, id, id)
  if state == 'waiting' or state == 'parked' then
    redis.call('ZADD', root .. 'inbox:' .. state .. ':' .. found[1], id, id)
  end
  if state == 'applied' or state == 'ignored' then redis.call('ZADD', root .. 'inbox:finished', found[2], id) end
  if state == 'applied' then
    for _, twin in ipairs(twinsOf(id)) do redis.call('ZADD', root .. 'inbox:applied:' .. twin, id, id) end
  end
end
local function leaveState(id)
  local found = redis.call('HMGET', keyOf(id), 'key', 'state')
  local key, state = found[1], found[2]
  redis.call('ZREM', root .. 'inbox:state:' .. state, id)
  if state == 'waiting' or state == 'parked' then
    redis.call('ZREM', root .. 'inbox:' .. state .. ':' .. key, id)
  end
  if state == 'applied' or state == 'ignored' then redis.call('ZREM', root .. 'inbox:finished', id) end
  if state == 'applied' then
    for _, twin in ipairs(twinsOf(id)) do redis.call('ZREM', root .. 'inbox:applied:' .. twin, id) end
  end
  return state
end
`;

const ROWS = `
local function deliveriesOf(ids)
  local rows = {}
  for i, id in ipairs(ids) do
    rows[i] = redis.call('HMGET', root .. 'inbox:delivery:' .. id, 'id', 'receivedAt', 'bodySha256', 'semanticKey',
      'activity', 'key', 'identity', 'body', 'state', 'reason')
  end
  return rows
end
`;

/** What a delivery has to be like; `filter` is JSON (see `filterArgument`). */
const FILTER = `
local filter = cjson.decode(ARGV[2])
local function matches(id)
  local found = redis.call('HMGET', root .. 'inbox:delivery:' .. id, 'state', 'key', 'receivedAt', 'activity')
  local state, key, receivedAt = found[1], found[2], tonumber(found[3] or nil)
  if not state or (filter.states and not filter.states[state]) then return false end
  if (filter.hasKey or filter.keys) and not key then return false end
  if filter.keys and not filter.keys[key] then return false end
  if filter.activities and not filter.activities[found[4]] then return false end
  return (not filter.since or receivedAt >= filter.since) and (not filter['until'] or receivedAt < filter['until'])
end
`;

/**
 * ARGV, for each delivery: time received, body's hash, meaning, activity, key, identity, body, reason for one without a key,
 * correlation. Answers id and whether it repeats another, of each.
 */
export const ACCEPT = createScript(
  MARK_SYNC_KEY,
  `
local totals = root .. 'inbox:totals'
local function accept(receivedAt, bodySha256, semanticKey, activity, key, identity, body, noWork, correlation)
  local isRepeat, applied = 0, nil
  for _, twin in ipairs({ 'body ' .. bodySha256, 'meaning ' .. semanticKey }) do
    if redis.call('HINCRBY', root .. 'inbox:seen', twin, 1) > 1 then
      isRepeat = 1
      local first = tonumber(redis.call('ZRANGE', root .. 'inbox:applied:' .. twin, 0, 0)[1])
      if first and (not applied or first < applied) then applied = first end
    end
  end
  local times = redis.call('HMGET', totals, 'latestAt', 'latenessMs')
  local latestAt, latenessMs = tonumber(times[1] or nil), tonumber(times[2] or 0)
  if not latestAt or latestAt < tonumber(receivedAt) then latestAt = tonumber(receivedAt) end
  redis.call('HSET', totals, 'latestAt', latestAt, 'latenessMs', math.max(latenessMs, latestAt - tonumber(receivedAt)))
  redis.call('HINCRBY', totals, 'received', 1)
  local id = redis.call('HINCRBY', totals, 'lastId', 1)
  local row = { 'id', id, 'receivedAt', receivedAt, 'bodySha256', bodySha256, 'semanticKey', semanticKey,
    'activity', activity, 'identity', identity, 'body', body, 'latestAt', latestAt, 'state', 'waiting' }
  local function put(name, value) row[#row + 1] = name; row[#row + 1] = value end
  local state = 'waiting'
  if key == '' then
    state = 'ignored'
    put('reason', noWork)
  else
    put('key', key)
    redis.call('ZADD', root .. 'inbox:key:' .. key, id, id)
    if applied then
      state = 'ignored'
      put('reason', 'repeats delivery ' .. string.format('%.0f', applied))
    end
  end
  row[18] = state
  redis.call('HSET', root .. 'inbox:delivery:' .. id, unpack(row))
  redis.call('ZADD', root .. 'inbox:all', id, id)
  redis.call('ZADD', root .. 'inbox:state:' .. state, id, id)
  if state == 'waiting' then
    redis.call('ZADD', root .. 'inbox:waiting:' .. key, id, id)
    markKey(key, now, correlation)
  else
    redis.call('ZADD', root .. 'inbox:finished', receivedAt, id)
  end
  return { id, isRepeat }
end
local answers = {}
for i = 2, #ARGV, 9 do answers[#answers + 1] = accept(unpack(ARGV, i, i + 8)) end
return answers
`,
);

export const WAITING = createScript(`
local latest, rows = {}, {}
for _, id in ipairs(redis.call('ZRANGE', root .. 'inbox:waiting:' .. ARGV[2], 0, -1)) do
  local row = redis.call('HMGET', root .. 'inbox:delivery:' .. id, 'id', 'receivedAt', 'activity', 'identity')
  latest[row[3] .. ' ' .. row[4]] = row
end
for _, row in pairs(latest) do rows[#rows + 1] = row end
table.sort(rows, function(a, b) return tonumber(a[1]) < tonumber(b[1]) end)
return rows
`);

/** ARGV: key, correlation, ids. */
export const REKEY = createScript(
  MARK_SYNC_KEY,
  `
local key, hasMoved = ARGV[2], false
local function move(id, from)
  redis.call('ZREM', root .. 'inbox:key:' .. from, id)
  redis.call('ZREM', root .. 'inbox:waiting:' .. from, id)
  redis.call('HSET', root .. 'inbox:delivery:' .. id, 'key', key)
  redis.call('ZADD', root .. 'inbox:key:' .. key, id, id)
  redis.call('ZADD', root .. 'inbox:waiting:' .. key, id, id)
  hasMoved = true
end
for i = 4, #ARGV do
  local said = redis.call('HMGET', root .. 'inbox:delivery:' .. ARGV[i], 'state', 'key', 'activity', 'identity')
  if said[1] == 'waiting' then
    for _, id in ipairs(redis.call('ZRANGEBYSCORE', root .. 'inbox:waiting:' .. said[2], '-inf', ARGV[i])) do
      local same = redis.call('HMGET', root .. 'inbox:delivery:' .. id, 'activity', 'identity')
      if same[1] == said[3] and same[2] == said[4] then move(id, said[2]) end
    end
  end
end
if hasMoved then markKey(key, now, ARGV[3]) end
`,
);

export const SETTLE = createScript(
  DELIVERY,
  `
local key, throughId, state, reason = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
for _, id in ipairs(redis.call('ZRANGEBYSCORE', root .. 'inbox:waiting:' .. key, '-inf', throughId)) do
  leaveState(id)
  enterState(id, state, reason)
end
`,
);

/** ARGV: keys. */
export const SETTLE_PARKED = createScript(
  DELIVERY,
  `
local settled = 0
for i = 2, #ARGV do
  for _, id in ipairs(redis.call('ZRANGE', root .. 'inbox:parked:' .. ARGV[i], 0, -1)) do
    leaveState(id)
    enterState(id, 'applied', nil)
    settled = settled + 1
  end
end
return settled
`,
);

/** ARGV: filter, ids. Asks the filter once more: since the ids were found, something may have become of them. */
export const REPLAY = createScript(
  MARK_SYNC_KEY,
  DELIVERY,
  FILTER,
  `
local replayed = {}
for i = 3, #ARGV do
  local id = ARGV[i]
  if #replayed < filter.limit and matches(id) then
    leaveState(id)
    enterState(id, 'waiting', nil)
    markKey(redis.call('HGET', keyOf(id), 'key'), now, filter.correlation)
    replayed[#replayed + 1] = tonumber(id)
  end
end
return replayed
`,
);

/** ARGV: time, limit. */
export const PRUNE = createScript(
  DELIVERY,
  `
local limit = tonumber(ARGV[3])
local newest, pruned = redis.call('ZREVRANGE', root .. 'inbox:all', 0, 0)[1], 0
-- One more than the limit, because the newest may be among them.
for _, id in ipairs(redis.call('ZRANGEBYSCORE', root .. 'inbox:finished', '-inf', '(' .. ARGV[2], 'LIMIT', 0, limit + 1)) do
  if id ~= newest and pruned < limit then
    for _, twin in ipairs(twinsOf(id)) do
      if redis.call('HINCRBY', root .. 'inbox:seen', twin, -1) <= 0 then redis.call('HDEL', root .. 'inbox:seen', twin) end
    end
    redis.call('HINCRBY', totals, 'pruned ' .. leaveState(id), 1)
    local key = redis.call('HGET', keyOf(id), 'key')
    if key then redis.call('ZREM', root .. 'inbox:key:' .. key, id) end
    redis.call('ZREM', root .. 'inbox:all', id)
    redis.call('DEL', keyOf(id))
    pruned = pruned + 1
  end
end
return pruned
`,
);

export const COUNTS = createScript(`
local totals = root .. 'inbox:totals'
local counts = { tonumber(redis.call('HGET', totals, 'received') or 0) }
for i = 2, #ARGV do
  counts[i] = redis.call('ZCARD', root .. 'inbox:state:' .. ARGV[i])
    + tonumber(redis.call('HGET', totals, 'pruned ' .. ARGV[i]) or 0)
end
return counts
`);

/**
 * The ids between which all deliveries of a time span are: from the first on, below the second; false for no bound.
 * ARGV: since, until, '' for open. By `latestAt` the ids are sorted, and no delivery is more than `latenessMs` off it: a
 * clock that was once set back makes the span wider, never wrong.
 */
export const SPAN = createScript(`
local function firstFrom(time)
  local low, high = 0, redis.call('ZCARD', root .. 'inbox:all')
  while low < high do
    local middle = math.floor((low + high) / 2)
    local id = redis.call('ZRANGE', root .. 'inbox:all', middle, middle)[1]
    if tonumber(redis.call('HGET', root .. 'inbox:delivery:' .. id, 'latestAt')) >= time then high = middle
    else low = middle + 1 end
  end
  return tonumber(redis.call('ZRANGE', root .. 'inbox:all', low, low)[1])
end
local since, till = tonumber(ARGV[2]), tonumber(ARGV[3])
local latenessMs = tonumber(redis.call('HGET', root .. 'inbox:totals', 'latenessMs') or 0)
local from = since and (firstFrom(since) or tonumber(redis.call('HGET', root .. 'inbox:totals', 'lastId') or 0) + 1)
return { from or false, till and firstFrom(till + latenessMs) or false }
`);

/** ARGV: filter, ids. */
export const PICK = createScript(
  ROWS,
  FILTER,
  `
local ids = {}
for i = 3, #ARGV do
  if #ids < filter.limit and matches(ARGV[i]) then ids[#ids + 1] = ARGV[i] end
end
return deliveriesOf(ids)
`,
);

/**
 * Walks the indexes together, newest first, for as long as its budget lasts, so that nobody else waits long for Redis.
 * ARGV: filter, the id below which to begin, names of the indexes. Answers what matches (ids, or rows unless
 * `filter.onlyIds`) and where to go on, '' at the end.
 */
export const WALK = createScript(
  ROWS,
  FILTER,
  `
local before = ARGV[3]
local function newest(chunk)
  local heads, lists = {}, {}
  for i = 4, #ARGV do
    lists[#lists + 1] = redis.call('ZREVRANGEBYSCORE', root .. ARGV[i], '(' .. before, filter.from, 'LIMIT', 0, chunk)
    heads[#lists] = 1
  end
  if #lists == 1 then return lists[1] end
  local merged = {}
  while #merged < chunk do
    local first, from
    for i, list in ipairs(lists) do
      local head = tonumber(list[heads[i]])
      if head and (not first or head > first) then first, from = head, i end
    end
    if not first then break end
    merged[#merged + 1] = lists[from][heads[from]]
    heads[from] = heads[from] + 1
  end
  return merged
end
local ids, examined = {}, 0
local chunk = filter.mustCheck and 200 or filter.limit
local function answer(next) return { filter.onlyIds and ids or deliveriesOf(ids), next } end
while true do
  local page = newest(chunk)
  for _, id in ipairs(page) do
    before = id
    if not filter.mustCheck or matches(id) then
      ids[#ids + 1] = id
      if #ids == filter.limit then return answer('') end
    end
  end
  examined = examined + #page
  if #page < chunk then return answer('') end
  if examined >= filter.budget then return answer(before) end
end
`,
);

export const LAST_RECEIVED = createScript(`
local last = redis.call('ZREVRANGE', root .. 'inbox:all', 0, 0)
return last[1] and redis.call('HGET', root .. 'inbox:delivery:' .. last[1], 'receivedAt')
`);
