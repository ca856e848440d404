import { z } from 'zod';

import { BULK_JOB_STATES, BULK_ROW_STATES } from '../../domain/bulk.js';
import type { BulkJobState } from '../../domain/bulk.js';
import type { BulkJob, BulkJobs, BulkRow } from '../bulk-jobs.js';
import {
  NO_VERDICT,
  storedBulkStarter,
  storedBulkVerdict,
  toBulkCounts,
  toStoredVerdict,
} from '../bulk-values.js';
import type { RedisConnection } from './connection.js';
import { dateField, jsonField, numberField, opportunityIdReply } from './replies.js';
import { createScript, IN_PARTS } from './script.js';

/**
 * Keys of Redis, each behind `bulk:`:
 *
 * - `last`: the last number given out; `numbers`: hash from number to the job's id;
 * - `job:<id>`: hash of one job; `jobs` and `jobs:<owner>`: numbers; `state:<state>`: numbers of jobs in it;
 *   `ended`: numbers by when they ended; `open:<owner>`: numbers of those that have not;
 * - `same`: hash from fingerprint to the id of the latest job of it;
 * - `rows:<id>`: hash of one job's rows: `o<n>` its deal, `s<n>` its state, `v<n>` its verdict;
 *   `rows:<id>:<state>`: numbers of rows in that state.
 */
const JOBS = `
local base = root .. 'bulk:'
local function jobKey(id) return base .. 'job:' .. id end
local function rowsKey(id) return base .. 'rows:' .. id end
local ROW_STATES = { '${BULK_ROW_STATES.join("', '")}' }
local function jobOf(id)
  local job = redis.call('HMGET', jobKey(id), 'number', 'owner', 'starter', 'template', 'dryRun', 'state', 'total',
    'startedAt', 'endedAt', 'revision')
  if not job[1] then return false end
  local counts = {}
  for i, state in ipairs(ROW_STATES) do counts[i] = redis.call('ZCARD', rowsKey(id) .. ':' .. state) end
  return { id, job[1], job[2], job[3], job[4], job[5], job[6], job[7], job[8], job[9], job[10], counts }
end
local function waitingOf(id) return redis.call('ZCARD', rowsKey(id) .. ':WAITING') end
-- A job without waiting rows has nothing to run for.
local function become(id, wanted)
  local to = wanted
  if waitingOf(id) == 0 and (wanted == 'RUNNING' or wanted == 'PAUSED') then to = 'DONE' end
  local job = redis.call('HMGET', jobKey(id), 'number', 'owner', 'state')
  redis.call('ZREM', base .. 'state:' .. job[3], job[1])
  redis.call('ZADD', base .. 'state:' .. to, job[1], job[1])
  redis.call('HSET', jobKey(id), 'state', to)
  redis.call('HINCRBY', jobKey(id), 'revision', 1)
  -- What comes late does not move the end.
  if to == job[3] then return jobOf(id) end
  if to == 'DONE' or to == 'CANCELLED' then
    local at = string.format('%.0f', now)
    redis.call('HSET', jobKey(id), 'endedAt', at)
    redis.call('ZADD', base .. 'ended', at, job[1])
    redis.call('ZREM', base .. 'open:' .. job[2], job[1])
  else
    redis.call('HDEL', jobKey(id), 'endedAt')
    redis.call('ZREM', base .. 'ended', job[1])
    redis.call('ZADD', base .. 'open:' .. job[2], job[1], job[1])
  end
  return jobOf(id)
end
local function moveRow(id, number, from, to)
  redis.call('ZREM', rowsKey(id) .. ':' .. from, number)
  redis.call('ZADD', rowsKey(id) .. ':' .. to, number, number)
  redis.call('HSET', rowsKey(id), 's' .. number, to)
end
local function forget(number)
  local id = redis.call('HGET', base .. 'numbers', number)
  local job = redis.call('HMGET', jobKey(id), 'owner', 'state', 'fingerprint')
  if redis.call('HGET', base .. 'same', job[3]) == id then redis.call('HDEL', base .. 'same', job[3]) end
  redis.call('ZREM', base .. 'jobs', number)
  redis.call('ZREM', base .. 'jobs:' .. job[1], number)
  redis.call('ZREM', base .. 'state:' .. job[2], number)
  redis.call('ZREM', base .. 'ended', number)
  redis.call('HDEL', base .. 'numbers', number)
  for _, state in ipairs(ROW_STATES) do redis.call('UNLINK', rowsKey(id) .. ':' .. state) end
  redis.call('UNLINK', rowsKey(id), jobKey(id))
end
`;

/** ARGV: id, fingerprint, owner, starter, template, dry run, how long a repeat counts, most open jobs, how long ended ones are kept, deals. */
const START = createScript(
  JOBS,
  IN_PARTS,
  `
local id, fingerprint, owner, starter, template, dryRun = unpack(ARGV, 2, 7)
local repeatMs, maxOpen, keepEndedMs = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
local same = redis.call('HGET', base .. 'same', fingerprint)
if same and tonumber(redis.call('HGET', jobKey(same), 'startedAt')) > now - repeatMs
  and (dryRun == '0' or redis.call('HEXISTS', jobKey(same), 'endedAt') == 0) then
  return { 'repeat', jobOf(same) }
end
if redis.call('ZCARD', base .. 'open:' .. owner) >= maxOpen then return { 'too-many', false } end
local before = '(' .. string.format('%.0f', now - keepEndedMs)
for _, number in ipairs(redis.call('ZRANGEBYSCORE', base .. 'ended', '-inf', before, 'LIMIT', 0, 20)) do forget(number) end
local number = tostring(redis.call('INCR', base .. 'last'))
local total = #ARGV - 10
redis.call('HSET', jobKey(id), 'number', number, 'owner', owner, 'starter', starter, 'template', template, 'dryRun', dryRun,
  'state', 'RUNNING', 'total', total, 'startedAt', string.format('%.0f', now), 'revision', 0, 'fingerprint', fingerprint)
redis.call('HSET', base .. 'numbers', number, id)
redis.call('HSET', base .. 'same', fingerprint, id)
for _, key in ipairs({ 'jobs', 'jobs:' .. owner, 'state:RUNNING', 'open:' .. owner }) do
  redis.call('ZADD', base .. key, number, number)
end
local fields, waiting = {}, {}
for i = 1, total do
  local row = string.format('%.0f', i - 1)
  for _, value in ipairs({ 'o' .. row, ARGV[10 + i], 's' .. row, 'WAITING' }) do fields[#fields + 1] = value end
  waiting[2 * i - 1], waiting[2 * i] = row, row
end
inParts('HSET', rowsKey(id), fields)
inParts('ZADD', rowsKey(id) .. ':WAITING', waiting)
return { 'started', jobOf(id) }
`,
);

const GET = createScript(JOBS, `return jobOf(ARGV[2])`);

/** ARGV: which set of numbers, below which number, how many. */
const LIST = createScript(
  JOBS,
  `
local jobs = {}
for _, number in ipairs(redis.call('ZREVRANGEBYSCORE', base .. ARGV[2], '(' .. ARGV[3], '-inf', 'LIMIT', 0, ARGV[4])) do
  jobs[#jobs + 1] = jobOf(redis.call('HGET', base .. 'numbers', number))
end
return jobs
`,
);

const RUNNING = createScript(
  JOBS,
  `
local jobs = {}
for _, number in ipairs(redis.call('ZRANGE', base .. 'state:RUNNING', 0, ARGV[2] - 1)) do
  jobs[#jobs + 1] = jobOf(redis.call('HGET', base .. 'numbers', number))
end
return jobs
`,
);

/** ARGV: id, after which row, how many, then the states; all without any. */
const ROWS = createScript(
  JOBS,
  `
local id, after, limit = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local numbers = {}
if not ARGV[5] then
  local total = tonumber(redis.call('HGET', jobKey(id), 'total') or '0')
  for number = after + 1, math.min(after + limit, total - 1) do numbers[#numbers + 1] = number end
end
for i = 5, #ARGV do
  local key = rowsKey(id) .. ':' .. ARGV[i]
  for _, number in ipairs(redis.call('ZRANGEBYSCORE', key, '(' .. ARGV[3], '+inf', 'LIMIT', 0, limit)) do
    numbers[#numbers + 1] = tonumber(number)
  end
end
table.sort(numbers)
local rows = {}
for i = 1, math.min(limit, #numbers) do
  local number = string.format('%.0f', numbers[i])
  local row = redis.call('HMGET', rowsKey(id), 'o' .. number, 's' .. number, 'v' .. number)
  rows[i] = { number, row[1], row[2], row[3] }
end
return rows
`,
);

/** ARGV: id, then number, state and verdict of each row. */
const SETTLE = createScript(
  JOBS,
  `
local id = ARGV[2]
local state = redis.call('HGET', jobKey(id), 'state')
if not state then return false end
local changed = 0
for i = 3, #ARGV, 3 do
  local number = ARGV[i]
  if redis.call('HGET', rowsKey(id), 's' .. number) == 'WAITING' then
    moveRow(id, number, 'WAITING', ARGV[i + 1])
    redis.call('HSET', rowsKey(id), 'v' .. number, ARGV[i + 2])
    changed = changed + 1
  end
end
if changed == 0 then return jobOf(id) end
return become(id, state)
`,
);

/** ARGV: id, to which state, then from which ones. */
const CHANGE = createScript(
  JOBS,
  `
local id = ARGV[2]
local state = redis.call('HGET', jobKey(id), 'state')
for i = 4, #ARGV do
  if state == ARGV[i] then return become(id, ARGV[3]) end
end
return false
`,
);

const RETRY_FAILED = createScript(
  JOBS,
  IN_PARTS,
  `
local id = ARGV[2]
local failed = redis.call('ZRANGE', rowsKey(id) .. ':FAILED', 0, -1)
if #failed == 0 then return false end
local states, verdicts, waiting = {}, {}, {}
for i, number in ipairs(failed) do
  states[2 * i - 1], states[2 * i] = 's' .. number, 'WAITING'
  verdicts[i] = 'v' .. number
  waiting[2 * i - 1], waiting[2 * i] = number, number
end
inParts('HSET', rowsKey(id), states)
inParts('HDEL', rowsKey(id), verdicts)
inParts('ZADD', rowsKey(id) .. ':WAITING', waiting)
redis.call('UNLINK', rowsKey(id) .. ':FAILED')
return become(id, 'RUNNING')
`,
);

const COUNTS = createScript(
  JOBS,
  `
local jobs = {}
for i = 2, #ARGV do jobs[i - 1] = redis.call('ZCARD', base .. 'state:' .. ARGV[i]) end
local waiting = 0
for _, number in ipairs(redis.call('ZRANGE', base .. 'state:RUNNING', 0, -1)) do
  waiting = waiting + waitingOf(redis.call('HGET', base .. 'numbers', number))
end
return { jobs, waiting }
`,
);

const jobReply = z
  .tuple([
    z.string(),
    numberField,
    z.string(),
    jsonField(storedBulkStarter),
    z.string(),
    z.string(),
    z.enum(BULK_JOB_STATES),
    numberField,
    dateField,
    dateField.nullable(),
    numberField,
    z.array(z.number()),
  ])
  .transform(
    ([
      id,
      number,
      owner,
      starter,
      templateId,
      dryRun,
      state,
      total,
      startedAt,
      endedAt,
      revision,
      counts,
    ]): BulkJob => ({
      id,
      number,
      owner,
      starter,
      templateId,
      dryRun: dryRun === '1',
      state,
      total,
      counts: toBulkCounts(
        new Map(BULK_ROW_STATES.map((rowState, index) => [rowState, counts[index] ?? 0])),
      ),
      startedAt,
      endedAt,
      revision,
    }),
  );
const startReply = z.union([
  z.tuple([z.enum(['started', 'repeat']), jobReply]),
  z.tuple([z.literal('too-many'), z.null()]),
]);
const rowReply = z
  .tuple([
    numberField,
    opportunityIdReply,
    z.enum(BULK_ROW_STATES),
    jsonField(storedBulkVerdict).nullable(),
  ])
  .transform(([number, opportunityId, state, verdict]): BulkRow => ({
    number,
    opportunityId,
    state,
    ...(verdict ?? NO_VERDICT),
  }));
const countsReply = z.tuple([z.array(z.number()), z.number()]);

export function createBulkJobs(connection: RedisConnection): BulkJobs {
  return {
    async start(job, { repeatMs, maxOpen, keepEndedMs }) {
      const [outcome, started] = await connection.run(
        START,
        startReply,
        job.id,
        job.fingerprint,
        job.owner,
        JSON.stringify(job.starter),
        job.templateId,
        job.dryRun ? 1 : 0,
        repeatMs,
        maxOpen,
        keepEndedMs,
        ...job.opportunityIds,
      );
      return outcome === 'too-many' ? { outcome } : { outcome, job: started };
    },
    get: async (id) => connection.run(GET, jobReply.nullable(), id),
    list: async ({ owner }, { limit, after = Number.MAX_SAFE_INTEGER }) =>
      connection.run(
        LIST,
        z.array(jobReply),
        owner === undefined ? 'jobs' : `jobs:${owner}`,
        after,
        limit,
      ),
    running: async (limit) => connection.run(RUNNING, z.array(jobReply), limit),
    rows: async (id, { states, limit, after = -1 }) =>
      // No state at all is in no row.
      states?.length === 0
        ? []
        : connection.run(ROWS, z.array(rowReply), id, after, limit, ...new Set(states)),
    settle: async (id, verdicts) =>
      connection.run(
        SETTLE,
        jobReply.nullable(),
        id,
        ...verdicts.flatMap((verdict) => [verdict.number, verdict.state, toStoredVerdict(verdict)]),
      ),
    change: async (id, from, to) => connection.run(CHANGE, jobReply.nullable(), id, to, ...from),
    retryFailed: async (id) => connection.run(RETRY_FAILED, jobReply.nullable(), id),
    async counts() {
      const [jobs, waitingRows] = await connection.run(COUNTS, countsReply, ...BULK_JOB_STATES);
      return {
        jobs: Object.fromEntries(
          BULK_JOB_STATES.map((state, index) => [state, jobs[index] ?? 0]),
        ) as Record<BulkJobState, number>,
        waitingRows,
      };
    },
  };
}
