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
 * - `activity:rows`: hash of every row by its id, as JSON of the members it is looked for by, and its details as a text;
 * - `activity:all`, `activity:rejected`: ids of the rows, in their order; a row is in one of the two;
 * - `activity:failed`, `activity:kind:<kind>`, `activity:contract:<id>`, `activity:deal:<id>`: ids of some of `all`. Calls are
 *   most of it, so they have no list by their kind.
 *
 * The ids stand in sorted sets under one score: they are then sorted by their bytes.
 */
const ACTIVITIES = `
local rows = root .. 'activity:rows'
local function list(name) return root .. 'activity:' .. name end
-- The same as listsOf below, which adds them.
local function listsOf(row)
  if row.kind == 'REJECTED_DELIVERY' then return { list('rejected') } end
  local lists = { list('all') }
  if row.kind ~= 'CALL' then lists[#lists + 1] = list('kind:' .. row.kind) end
  if row.failed then lists[#lists + 1] = list('failed') end
  if type(row.contractId) == 'string' then lists[#lists + 1] = list('contract:' .. row.contractId) end
  if type(row.opportunityId) == 'string' then lists[#lists + 1] = list('deal:' .. row.opportunityId) end
  return lists
end
local function removeRow(id, from)
  local text = redis.call('HGET', rows, id)
  redis.call('ZREM', list(from), id)
  if not text then return end
  for _, name in ipairs(listsOf(cjson.decode(text))) do redis.call('ZREM', name, id) end
  redis.call('HDEL', rows, id)
end
-- ARGV: the id from which on rows are kept, how many of either list, how many are removed at once.
local function prune(keepFrom, most, atOnce)
  local removed = 0
  for _, name in ipairs({ 'all', 'rejected' }) do
    local excess = math.min(redis.call('ZCARD', list(name)) - most[name], atOnce)
    local old = {}
    if excess > 0 then old = redis.call('ZRANGE', list(name), 0, excess - 1) end
    for _, id in ipairs(old) do removeRow(id, name) end
    removed = removed + #old
    old = redis.call('ZRANGEBYLEX', list(name), '-', '(' .. keepFrom, 'LIMIT', 0, atOnce)
    for _, id in ipairs(old) do removeRow(id, name) end
    removed = removed + #old
  end
  return removed
end
`;

/**
 * ARGV: as for `prune`, how many rows, id and text of each; then, as one text, a line for each list: its name, a tab, and the numbers
 * of the rows that stand in it. Few calls with many members each, and nothing to decode: everybody else waits meanwhile. A repeat
 * changes nothing.
 */
const APPEND = createScript(
  ACTIVITIES,
  IN_PARTS,
  `
local last = 6 + 2 * tonumber(ARGV[6])
inParts('HSET', rows, ARGV, 7, last)
for name, numbers in string.gmatch(ARGV[last + 1], '([^\\t\\n]+)\\t([^\\n]+)\\n') do
  local members = {}
  for number in string.gmatch(numbers, '%d+') do
    members[#members + 1] = 0
    members[#members + 1] = ARGV[5 + 2 * tonumber(number)]
  end
  inParts('ZADD', list(name), members)
end
prune(ARGV[2], { all = tonumber(ARGV[3]), rejected = tonumber(ARGV[4]) }, tonumber(ARGV[5]))
`,
);
const PRUNE = createScript(
  ACTIVITIES,
  `return prune(ARGV[2], { all = tonumber(ARGV[3]), rejected = tonumber(ARGV[4]) }, tonumber(ARGV[5]))`,
);

/** ARGV: list, from where down, how far down, how many rows, how many may be looked at, what they have to be like. */
const WALK = createScript(
  ACTIVITIES,
  `
local filter, limit = cjson.decode(ARGV[7]), tonumber(ARGV[5])
local function matches(row)
  if filter.kinds and not filter.kinds[row.kind] then return false end
  if filter.system and row.system ~= filter.system then return false end
  if filter.failed ~= nil and row.failed ~= filter.failed then return false end
  if filter.contracts and not filter.contracts[row.contractId] then return false end
  if filter.deal and row.opportunityId ~= filter.deal and not filter.ofDeal[row.contractId] then return false end
  return true
end
local found, last = {}, ''
local ids = redis.call('ZREVRANGEBYLEX', list(ARGV[2]), ARGV[3], ARGV[4], 'LIMIT', 0, ARGV[6])
for _, id in ipairs(ids) do
  local text = redis.call('HGET', rows, id)
  if text and matches(cjson.decode(text)) then found[#found + 1] = text end
  last = id
  if #found == limit then return { found, '' } end
end
return { found, #ids == tonumber(ARGV[6]) and last or '' }
`,
);

/** Rows that one script may look at or remove: above it, everybody else would wait for Redis noticeably. */
const WALK_BUDGET = 500;
const PRUNED_AT_ONCE = 200;

const rowReply = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      system: z.string().nullable(),
      failed: z.boolean(),
      contractId: z.string().nullable(),
      opportunityId: z.string().nullable(),
      details: z.string(),
    }),
  )
  .transform(({ details, ...members }) => toActivity(members, details));
const walkReply = z.tuple([z.array(rowReply), z.string()]);

export function createActivityLog(connection: RedisConnection): ActivityLog {
  /** Newest first, of one list. */
  async function walk(name: string, filter: ActivityFilter): Promise<readonly Activity[]> {
    const found: Activity[] = [];
    const { since, beforeId, limit } = filter;
    const down = since === undefined ? '-' : `[${activityIdFrom(since)}`;
    let from = beforeId === undefined ? '+' : `(${beforeId}`;
    for (;;) {
      const most = limit - found.length;
      const [rows, last] = await connection.run(
        WALK,
        walkReply,
        name,
        from,
        down,
        most,
        Math.max(WALK_BUDGET, most),
        filterArgument(filter),
      );
      found.push(...rows);
      if (last === '' || found.length >= limit) return found;
      from = `(${last}`;
    }
  }

  return {
    append: async (rows, bounds) =>
      connection.run(
        APPEND,
        nothingReply,
        ...boundsArguments(bounds, PRUNED_AT_ONCE + 2 * rows.length),
        rows.length,
        ...rows.flatMap((row) => [row.id, textOf(row)]),
        listsText(rows),
      ),
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

/** Rows are numbered from one. */
function listsText(rows: readonly Activity[]): string {
  const lists = new Map<string, string>();
  for (const [index, row] of rows.entries()) {
    for (const name of listsOf(row)) lists.set(name, `${lists.get(name) ?? ''} ${index + 1}`);
  }
  return [...lists].map(([name, numbers]) => `${name}\t${numbers}\n`).join('');
}

/** The same as the script's, which removes a row from where it stands. */
function listsOf({ kind, failed, contractId, opportunityId }: Activity): readonly string[] {
  if (kind === 'REJECTED_DELIVERY') return ['rejected'];
  return [
    'all',
    ...(kind === 'CALL' ? [] : [`kind:${kind}`]),
    ...(failed ? ['failed'] : []),
    ...(contractId === null ? [] : [`contract:${contractId}`]),
    ...(opportunityId === null ? [] : [`deal:${opportunityId}`]),
  ];
}

function textOf(row: Activity): string {
  const { id, kind, system, failed, contractId, opportunityId } = row;
  const members: IndexedMembers = { id, kind, system, failed, contractId, opportunityId };
  return JSON.stringify({ ...members, details: detailsOf(row) });
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
