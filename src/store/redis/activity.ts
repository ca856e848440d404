import { z } from 'zod';

import { activityIdFrom } from '../../domain/activity.js';
import type { Activity } from '../../domain/activity.js';
import { MAX_REJECTED_ROWS } from '../activity.js';
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
 *   line break, its details as JSON;
 * - `activity:lists`: `<list>`, a tab and an id for each list that a row of `all` stands in besides: `failed`, `kind:<kind>`,
 *   `contract:<id>`, `deal:<id>`. Calls are most of it, so they have no list by their kind. One set for all of them, because
 *   a batch is about as many contracts as it has rows, and a command for each costs more than a member.
 *
 * All are sorted sets with one score: what is in them is then sorted by its bytes.
 */
const ACTIVITIES = `
local lists = root .. 'activity:lists'
local function rowsKey(name) return root .. 'activity:' .. name end
local function textOf(member) return string.sub(member, string.find(member, '\\t', 1, true) + 1) end
local function indexOf(text) return cjson.decode(string.match(text, '^[^\\n]*')) end
-- Of a row in 'all'; nothing where it was removed.
local function textAt(id)
  local found = redis.call('ZRANGEBYLEX', rowsKey('all'), '[' .. id .. '\\t', '(' .. id .. '\\n', 'LIMIT', 0, 1)
  return found[1] and textOf(found[1])
end
-- The same as listsOf below, which adds them.
local function listsOf(row)
  if row.kind == 'REJECTED_DELIVERY' then return {} end
  local names = {}
  if row.kind ~= 'CALL' then names[#names + 1] = 'kind:' .. row.kind end
  if row.failed then names[#names + 1] = 'failed' end
  if type(row.contractId) == 'string' then names[#names + 1] = 'contract:' .. row.contractId end
  if type(row.opportunityId) == 'string' then names[#names + 1] = 'deal:' .. row.opportunityId end
  return names
end
local function remove(members, from)
  for _, member in ipairs(members) do
    local id = string.match(member, '^[^\\t]*')
    for _, name in ipairs(listsOf(indexOf(textOf(member)))) do redis.call('ZREM', lists, name .. '\\t' .. id) end
    redis.call('ZREM', rowsKey(from), member)
  end
  return #members
end
-- ARGV: the id from which on rows are kept, how many of either list, how many are removed at once.
local function prune(keepFrom, most, atOnce)
  local removed = 0
  for _, name in ipairs({ 'all', 'rejected' }) do
    local excess = math.min(redis.call('ZCARD', rowsKey(name)) - most[name], atOnce)
    if excess > 0 then removed = removed + remove(redis.call('ZRANGE', rowsKey(name), 0, excess - 1), name) end
    local old = redis.call('ZRANGEBYLEX', rowsKey(name), '-', '(' .. keepFrom, 'LIMIT', 0, atOnce)
    removed = removed + remove(old, name)
  end
  return removed
end
`;

/**
 * ARGV: as for `prune`; how many rows for `all`, how many for `rejected`, those rows; members of `lists`. Few commands with many
 * members each, and nothing to decode: everybody else waits meanwhile. A repeat changes nothing.
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
  inParts('ZADD', name, members)
end
local first = 8
local rejected = first + tonumber(ARGV[6])
local others = rejected + tonumber(ARGV[7])
add(rowsKey('all'), first, rejected - 1)
add(rowsKey('rejected'), rejected, others - 1)
add(lists, others, #ARGV)
prune(ARGV[2], { all = tonumber(ARGV[3]), rejected = tonumber(ARGV[4]) }, tonumber(ARGV[5]))
`,
);
const PRUNE = createScript(
  ACTIVITIES,
  `return prune(ARGV[2], { all = tonumber(ARGV[3]), rejected = tonumber(ARGV[4]) }, tonumber(ARGV[5]))`,
);

/**
 * ARGV: key, what stands there before the ids that are asked for, from where down, how far down, how many rows, how many may be
 * looked at, what they have to be like.
 */
const WALK = createScript(
  ACTIVITIES,
  `
local filter, limit = cjson.decode(ARGV[8]), tonumber(ARGV[6])
local function matches(row)
  if filter.kinds and not filter.kinds[row.kind] then return false end
  if filter.system and row.system ~= filter.system then return false end
  if filter.failed ~= nil and row.failed ~= filter.failed then return false end
  if filter.contracts and not filter.contracts[row.contractId] then return false end
  if filter.deal and row.opportunityId ~= filter.deal and not filter.ofDeal[row.contractId] then return false end
  return true
end
local found, last = {}, ''
local members = redis.call('ZREVRANGEBYLEX', rowsKey(ARGV[2]), ARGV[4], ARGV[5], 'LIMIT', 0, ARGV[7])
for _, member in ipairs(members) do
  local text
  if ARGV[3] == '' then
    last = string.match(member, '^[^\\t]*')
    text = textOf(member)
  else
    last = string.sub(member, #ARGV[3] + 1)
    text = textAt(last)
  end
  if text and matches(indexOf(text)) then found[#found + 1] = text end
  if #found == limit then return { found, '' } end
end
return { found, #members == tonumber(ARGV[7]) and last or '' }
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
const walkReply = z.tuple([z.array(rowReply), z.string()]);

export function createActivityLog(connection: RedisConnection): ActivityLog {
  /** Newest first, of one list. */
  async function walk(name: string, filter: ActivityFilter): Promise<readonly Activity[]> {
    const found: Activity[] = [];
    const { since, beforeId, limit } = filter;
    const { key, before } = placeOf(name);
    const down = `[${before}${since === undefined ? '' : activityIdFrom(since)}`;
    let from = beforeId === undefined ? `[${before}${BEHIND_ALL_IDS}` : `(${before}${beforeId}`;
    for (;;) {
      const most = limit - found.length;
      const [rows, last] = await connection.run(
        WALK,
        walkReply,
        key,
        before,
        from,
        down,
        most,
        Math.max(WALK_BUDGET, most),
        filterArgument(filter),
      );
      found.push(...rows);
      if (last === '' || found.length >= limit) return found;
      from = `(${before}${last}`;
    }
  }

  return {
    append: async (rows, bounds) => {
      const isRejected = ({ kind }: Activity) => kind === 'REJECTED_DELIVERY';
      const refused = rows.filter(isRejected);
      const others = rows.filter((row) => !isRejected(row));
      await connection.run(
        APPEND,
        nothingReply,
        ...boundsArguments(bounds, PRUNED_AT_ONCE + 2 * rows.length),
        others.length,
        refused.length,
        ...[...others, ...refused].map((row) => `${row.id}\t${textOf(row)}`),
        ...others.flatMap((row) => listsOf(row).map((name) => `${name}\t${row.id}`)),
      );
    },
    prune: async (bounds) =>
      connection.run(PRUNE, z.number(), ...boundsArguments(bounds, PRUNED_AT_ONCE)),
    list: async (filter) => {
      const { contractIds, kinds, limit } = filter;
      if (limit < 1 || contractIds?.length === 0 || kinds?.length === 0) return [];
      const lists = await Promise.all(listsToWalk(filter).map((name) => walk(name, filter)));
      const byId = new Map(lists.flat().map((row) => [row.id, row]));
      return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
    },
  };
}

function boundsArguments({ keepFrom, maxRows }: ActivityBounds, atOnce: number) {
  return [activityIdFrom(keepFrom), maxRows, MAX_REJECTED_ROWS, atOnce];
}

/** Ids are hexadecimal digits. */
const BEHIND_ALL_IDS = 'g';

/** Where the rows of a list stand or their ids, and what stands before each of them there. */
function placeOf(name: string): { readonly key: string; readonly before: string } {
  return name === 'all' || name === 'rejected'
    ? { key: name, before: '' }
    : { key: 'lists', before: `${name}\t` };
}

/** Of a row that is in `all`. The same as the script's, which removes it from them. */
function listsOf({ kind, failed, contractId, opportunityId }: Activity): readonly string[] {
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

/** The shortest lists that together hold all that the filter asks for. */
function listsToWalk({ contractIds, deal, kinds, failed }: ActivityFilter): readonly string[] {
  const named = (prefix: string, names: readonly string[]) =>
    [...new Set(names)].map((name) => `${prefix}:${name}`);
  if (contractIds !== undefined) return named('contract', contractIds);
  if (deal !== undefined)
    return [`deal:${deal.opportunityId}`, ...named('contract', deal.contractIds)];
  const asksForRejected = kinds?.includes('REJECTED_DELIVERY') !== false;
  const rejected = asksForRejected ? ['rejected'] : [];
  if (failed === true) return ['failed', ...rejected];
  if (kinds === undefined || kinds.includes('CALL')) return ['all', ...rejected];
  return [
    ...named(
      'kind',
      kinds.filter((kind) => kind !== 'REJECTED_DELIVERY'),
    ),
    ...rejected,
  ];
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
