import { z } from 'zod';

import { activityIdFrom, timeOfActivity } from '../../domain/activity.js';
import type { Activity } from '../../domain/activity.js';
import { asksForRejected, MAX_REJECTED_ROWS } from '../activity.js';
import type { ActivityBounds, ActivityFilter, ActivityLog } from '../activity.js';
import { detailsOf, toActivity } from '../stored-activity.js';
import type { IndexedMembers } from '../stored-activity.js';
import type { RedisConnection } from './connection.js';
import { nothingReply } from './replies.js';
import { createScript, IN_PARTS } from './script.js';

/**
 * Keys of Redis:
 *
 * - `activity:all`, `activity:rejected`: the rows, each in one of the two: its id, a tab, the members it is looked for by as JSON, a
 *   line break, its details as JSON. Sorted sets with one score: what is in them is then sorted by its bytes;
 * - `activity:fresh`: a list with an entry for each batch: what its rows in `all` are looked for by, as lines of a name, a tab and an id. Names are
 *   `failed`, `kind:<kind>`, `contract:<id>`, `deal:<id>`. Calls are most of the log, so they have no name of their kind;
 * - `activity:block:<n>`: what a thousand such rows are looked for by, once `fresh` had as many: a hash of the ids of each name, with spaces
 *   between, and `to`, the time of the latest row up to then. To put each row in order for each name as it comes costs Redis
 *   more than the row itself;
 * - `activity:index`: a hash of the numbers of the `first` and `last` block, how many rows are `fresh`, and `to`.
 *
 * An id may stand there twice, or after its row is gone.
 */
const ACTIVITIES = `
local index, fresh = root .. 'activity:index', root .. 'activity:fresh'
local function rowsKey(name) return root .. 'activity:' .. name end
local function blockKey(number) return root .. 'activity:block:' .. string.format('%.0f', number) end
local function numberOf(name) return tonumber(redis.call('HGET', index, name) or 0) end
local function reachOf(number) return tonumber(redis.call('HGET', blockKey(number), 'to') or 0) end
local function textOf(member) return string.sub(member, string.find(member, '\\t', 1, true) + 1) end
local function msOf(id) return tonumber(string.sub(id, 1, 12), 16) end
-- The lowest first.
local function remove(name, count)
  if count > 0 then redis.call('ZREMRANGEBYRANK', rowsKey(name), 0, count - 1) end
  return math.max(count, 0)
end
-- A few at once: a block is as much to delete as many rows.
local function dropBlocks()
  local oldest = redis.call('ZRANGE', rowsKey('all'), 0, 0)[1]
  local first, last = math.max(numberOf('first'), 1), numberOf('last')
  for number = first, math.min(last, first + 4) do
    if oldest and reachOf(number) >= msOf(oldest) then return end
    redis.call('UNLINK', blockKey(number))
    redis.call('HSET', index, 'first', number + 1)
  end
end
-- ARGV: the id from which on rows are kept, how many of either list, how many are removed at once.
local function prune(keepFrom, most, atOnce)
  local removed = 0
  for _, name in ipairs({ 'all', 'rejected' }) do
    removed = removed + remove(name, math.min(redis.call('ZCARD', rowsKey(name)) - most[name], atOnce))
    removed = removed + remove(name, #redis.call('ZRANGEBYLEX', rowsKey(name), '-', '(' .. keepFrom, 'LIMIT', 0, atOnce))
  end
  if removed > 0 then dropBlocks() end
  return removed
end
`;

/**
 * ARGV: as for `prune`; how many rows for `all`, how many for `rejected`, the time of the latest, what those of `all` are looked for by, those rows.
 * Few commands with many members each, and nothing to decode: everybody else waits meanwhile. A repeat changes nothing.
 */
const APPEND = createScript(
  ACTIVITIES,
  IN_PARTS,
  `
local function add(name, first, last)
  local members = {}
  for i = first, last do
    members[#members + 1] = 0
    members[#members + 1] = ARGV[i]
  end
  inParts('ZADD', rowsKey(name), members)
end
local function intoBlock()
  local ids = {}
  for _, lines in ipairs(redis.call('LRANGE', fresh, 0, -1)) do
    for name, id in string.gmatch(lines, '([^\\t\\n]+)\\t(%x+)') do
      local list = ids[name] or {}
      ids[name] = list
      list[#list + 1] = id
    end
  end
  local number = numberOf('last') + 1
  local fields = { 'to', redis.call('HGET', index, 'to') }
  for name, list in pairs(ids) do
    fields[#fields + 1] = name
    fields[#fields + 1] = table.concat(list, ' ')
  end
  inParts('HSET', blockKey(number), fields)
  redis.call('HSET', index, 'last', number, 'fresh', 0)
  redis.call('DEL', fresh)
end
local rows, rejected = tonumber(ARGV[6]), tonumber(ARGV[7])
add('all', 10, 9 + rows)
add('rejected', 10 + rows, 9 + rows + rejected)
if rows > 0 then
  redis.call('RPUSH', fresh, ARGV[9])
  redis.call('HSET', index, 'to', math.max(numberOf('to'), tonumber(ARGV[8])))
  if redis.call('HINCRBY', index, 'fresh', rows) >= 1000 then intoBlock() end
end
prune(ARGV[2], { all = tonumber(ARGV[3]), rejected = tonumber(ARGV[4]) }, tonumber(ARGV[5]))
`,
);
const PRUNE = createScript(
  ACTIVITIES,
  `return prune(ARGV[2], { all = tonumber(ARGV[3]), rejected = tonumber(ARGV[4]) }, tonumber(ARGV[5]))`,
);

/** What a row has to be like; `filter` is JSON (see `filterArgument`). */
const FILTER = `
local filter = cjson.decode(ARGV[2])
local function matches(text)
  local row = cjson.decode(string.match(text, '^[^\\n]*'))
  if filter.kinds and not filter.kinds[row.kind] then return false end
  if filter.system and row.system ~= filter.system then return false end
  if filter.failed ~= nil and row.failed ~= filter.failed then return false end
  if filter.contracts and not filter.contracts[row.contractId] then return false end
  if filter.deal and row.opportunityId ~= filter.deal and not filter.ofDeal[row.contractId] then return false end
  return true
end
`;

/** ARGV: filter, key, from where down, how far down, how many rows, how many may be looked at. */
const WALK = createScript(
  ACTIVITIES,
  FILTER,
  `
local found, last, limit = {}, '', tonumber(ARGV[6])
local members = redis.call('ZREVRANGEBYLEX', rowsKey(ARGV[3]), ARGV[4], ARGV[5], 'LIMIT', 0, ARGV[7])
for _, member in ipairs(members) do
  last = string.match(member, '^[^\\t]*')
  local text = textOf(member)
  if matches(text) then found[#found + 1] = text end
  if #found == limit then return { found, '' } end
end
return { found, #members == tonumber(ARGV[7]) and last or '' }
`,
);

/**
 * ARGV: the block to begin with, '' for what is in none and then the newest; how many ids or blocks are enough; names. Answers ids in no order, the
 * block to go on with, '' at the end, and the time of the latest that is in it or before it.
 */
const LOOK_UP = createScript(
  ACTIVITIES,
  `
local names, isWanted, ids = {}, {}, {}
for i = 4, #ARGV do
  names[#names + 1] = ARGV[i]
  isWanted[ARGV[i]] = true
end
local first, number = math.max(numberOf('first'), 1), tonumber(ARGV[2])
if not number then
  number = numberOf('last')
  for _, lines in ipairs(redis.call('LRANGE', fresh, 0, -1)) do
    for name, id in string.gmatch(lines, '([^\\t\\n]+)\\t(%x+)') do
      if isWanted[name] then ids[#ids + 1] = id end
    end
  end
end
local looked, most = 0, tonumber(ARGV[3])
while number >= first and looked < most and #ids < most do
  for from = 1, #names, 1000 do
    local found = redis.call('HMGET', blockKey(number), unpack(names, from, math.min(from + 999, #names)))
    for _, list in ipairs(found) do
      if list then for id in string.gmatch(list, '%x+') do ids[#ids + 1] = id end end
    end
  end
  looked = looked + 1
  number = number - 1
end
if number < first then return { ids, '', 0 } end
return { ids, string.format('%.0f', number), reachOf(number) }
`,
);

/** ARGV: filter, how many rows, ids. */
const PICK = createScript(
  ACTIVITIES,
  FILTER,
  `
local found, limit = {}, tonumber(ARGV[3])
for i = 4, #ARGV do
  local id = ARGV[i]
  local member = redis.call('ZRANGEBYLEX', rowsKey('all'), '[' .. id .. '\\t', '(' .. id .. '\\n', 'LIMIT', 0, 1)[1]
  local text = member and textOf(member)
  if text and matches(text) then found[#found + 1] = text end
  if #found == limit then break end
end
return found
`,
);

/** Rows that one script may look at or remove: above it, everybody else would wait for Redis noticeably. */
const WALK_BUDGET = 500;
const PRUNED_AT_ONCE = 200;

const indexReply = z.looseObject({
  id: z.string(),
  kind: z.string(),
  system: z.string().nullable(),
  failed: z.boolean(),
  contractId: z.string().nullable(),
  opportunityId: z.string().nullable(),
});
const rowReply = z.string().transform((text) => {
  const border = text.indexOf('\n');
  return toActivity(indexReply.parse(JSON.parse(text.slice(0, border))), text.slice(border + 1));
});
const rowsReply = z.array(rowReply);
const walkReply = z.tuple([rowsReply, z.string()]);
const lookUpReply = z.tuple([z.array(z.string()), z.string(), z.number()]);

export function createActivityLog(connection: RedisConnection): ActivityLog {
  /** Newest first, of one set of rows. */
  async function walk(key: 'all' | 'rejected', filter: ActivityFilter): Promise<Activity[]> {
    const found: Activity[] = [];
    const { since, beforeId, limit } = filter;
    const down = since === undefined ? '-' : `[${activityIdFrom(since)}`;
    let from = beforeId === undefined ? '+' : `(${beforeId}`;
    for (;;) {
      const most = limit - found.length;
      const [rows, last] = await connection.run(
        WALK,
        walkReply,
        filterArgument(filter),
        key,
        from,
        down,
        most,
        Math.max(WALK_BUDGET, most),
      );
      found.push(...rows);
      if (last === '' || found.length >= limit) return found;
      from = `(${last}`;
    }
  }

  /** Of these ids, which are in order, those that exist and fit. */
  async function pick(ids: readonly string[], filter: ActivityFilter, most: number) {
    const found: Activity[] = [];
    for (let start = 0; start < ids.length && found.length < most; start += WALK_BUDGET) {
      const some = ids.slice(start, start + WALK_BUDGET);
      const argument = filterArgument(filter);
      found.push(
        ...(await connection.run(PICK, rowsReply, argument, most - found.length, ...some)),
      );
    }
    return found;
  }

  /** Newest first, of the rows with one of these names. */
  async function lookUp(names: readonly string[], filter: ActivityFilter): Promise<Activity[]> {
    const { since, beforeId, limit } = filter;
    const from = since === undefined ? '' : activityIdFrom(since);
    const found: Activity[] = [];
    let waiting = new Set<string>();
    let block = '';
    for (;;) {
      const [ids, next, reachesMs] = await connection.run(
        LOOK_UP,
        lookUpReply,
        block,
        WALK_BUDGET,
        ...names,
      );
      for (const id of ids)
        if (id >= from && (beforeId === undefined || id < beforeId)) waiting.add(id);
      // Nothing that is still to be read is newer than these.
      const reachesId = activityIdFrom(new Date(reachesMs + 1));
      const inOrder = [...waiting].sort().reverse();
      const ready = next === '' ? inOrder : inOrder.filter((id) => id >= reachesId);
      found.push(...(await pick(ready, filter, limit - found.length)));
      if (next === '' || found.length >= limit || reachesId <= from) return found;
      waiting = new Set(inOrder.slice(ready.length));
      block = next;
    }
  }

  return {
    append: async (rows, bounds) => {
      const isRejected = ({ kind }: Activity) => kind === 'REJECTED_DELIVERY';
      const refused = rows.filter(isRejected);
      const others = rows.filter((row) => !isRejected(row));
      const latestMs = Math.max(0, ...others.map(({ id }) => timeOfActivity(id)?.getTime() ?? 0));
      await connection.run(
        APPEND,
        nothingReply,
        ...boundsArguments(bounds, PRUNED_AT_ONCE + 2 * rows.length),
        others.length,
        refused.length,
        latestMs,
        others.flatMap((row) => namesOf(row).map((name) => `${name}\t${row.id}`)).join('\n'),
        ...[...others, ...refused].map((row) => `${row.id}\t${textOf(row)}`),
      );
    },
    prune: async (bounds) =>
      connection.run(PRUNE, z.number(), ...boundsArguments(bounds, PRUNED_AT_ONCE)),
    list: async (filter) => {
      const { contractIds, kinds, limit } = filter;
      if (limit < 1 || contractIds?.length === 0 || kinds?.length === 0) return [];
      const names = namesToLookUp(filter);
      const lists = await Promise.all([
        names === null ? walk('all', filter) : names.length === 0 ? [] : lookUp(names, filter),
        asksForRejected(filter) ? walk('rejected', filter) : [],
      ]);
      return lists
        .flat()
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .slice(0, limit);
    },
  };
}

function boundsArguments({ keepFrom, maxRows }: ActivityBounds, atOnce: number) {
  return [activityIdFrom(keepFrom), maxRows, MAX_REJECTED_ROWS, atOnce];
}

/** What a row that is in `all` is looked for by. */
function namesOf({ kind, failed, contractId, opportunityId }: Activity): readonly string[] {
  return [
    ...(kind === 'CALL' ? [] : [`kind:${kind}`]),
    ...(failed ? ['failed'] : []),
    ...(contractId === null ? [] : [`contract:${contractId}`]),
    ...(opportunityId === null ? [] : [`deal:${opportunityId}`]),
  ];
}

/** Neither JSON holds a line break, and what the scripts have to read is short. */
function textOf(row: Activity): string {
  const { id, kind, system, failed, contractId, opportunityId } = row;
  const members: IndexedMembers = { id, kind, system, failed, contractId, opportunityId };
  return `${JSON.stringify(members)}\n${detailsOf(row)}`;
}

/** The names that together stand for all that the filter asks for of `all`; null where that is most of it. */
function namesToLookUp({
  contractIds,
  deal,
  kinds,
  failed,
}: ActivityFilter): readonly string[] | null {
  const named = (prefix: string, names: readonly string[]) =>
    [...new Set(names)].map((name) => `${prefix}:${name}`);
  if (contractIds !== undefined) return named('contract', contractIds);
  if (deal !== undefined)
    return [`deal:${deal.opportunityId}`, ...named('contract', deal.contractIds)];
  if (failed === true) return ['failed'];
  if (kinds === undefined || kinds.includes('CALL')) return null;
  return named(
    'kind',
    kinds.filter((kind) => kind !== 'REJECTED_DELIVERY'),
  );
}

/** The filter as the script takes it. */
function filterArgument(filter: ActivityFilter): string {
  const { contractIds, deal, kinds, system, failed } = filter;
  const setOf = (values: readonly string[]) =>
    Object.fromEntries(values.map((value) => [value, true]));
  return JSON.stringify({
    system,
    failed,
    kinds: kinds && setOf(kinds),
    contracts: contractIds && setOf(contractIds),
    deal: deal?.opportunityId,
    ofDeal: deal && setOf(deal.contractIds),
  });
}
