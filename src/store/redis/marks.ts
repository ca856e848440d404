import { z } from 'zod';

import type { Mark, Marks } from '../marks.js';
import type { RedisConnection } from './connection.js';
import { flagReply, nothingReply } from './replies.js';
import { createScript } from './script.js';

/**
 * Keys of Redis:
 *
 * - `marks:<scope>`: hash from key to value;
 * - `marks:<scope>:order`: its keys with one score, so that Redis keeps them by their bytes.
 */
const MARKS = `
local marks = root .. 'marks:' .. ARGV[2]
local order = marks .. ':order'
local function put(key, value)
  redis.call('HSET', marks, key, value)
  redis.call('ZADD', order, 0, key)
end
`;

const PUT = createScript(
  MARKS,
  `
for index = 3, #ARGV, 2 do put(ARGV[index], ARGV[index + 1]) end
`,
);
const PUT_IF_ABSENT = createScript(
  MARKS,
  `
if redis.call('HEXISTS', marks, ARGV[3]) == 1 then return 0 end
put(ARGV[3], ARGV[4])
return 1
`,
);
const REPLACE = createScript(
  MARKS,
  `
if redis.call('HGET', marks, ARGV[3]) ~= ARGV[4] then return 0 end
put(ARGV[3], ARGV[5])
return 1
`,
);
const REMOVE = createScript(
  MARKS,
  `
for index = 3, #ARGV do
  redis.call('HDEL', marks, ARGV[index])
  redis.call('ZREM', order, ARGV[index])
end
`,
);
const PAGE = createScript(
  MARKS,
  `
local from = ARGV[3] == '' and '-' or '(' .. ARGV[3]
local page = {}
for _, key in ipairs(redis.call('ZRANGEBYLEX', order, from, '+', 'LIMIT', 0, ARGV[4])) do
  page[#page + 1] = { key, redis.call('HGET', marks, key) }
end
return page
`,
);

/** Keys that one command asks for: one with more would hold up everybody else. */
const AT_ONCE = 1_000;

const pageReply = z.array(
  z.tuple([z.string(), z.string()]).transform(([key, value]): Mark => ({ key, value })),
);
const valuesReply = z.array(z.string().nullable());

export function createMarks(connection: RedisConnection): Marks {
  return {
    get: async (scope, keys) => {
      const found = new Map<string, string>();
      for (let start = 0; start < keys.length; start += AT_ONCE) {
        const asked = keys.slice(start, start + AT_ONCE);
        const values = await connection.send(valuesReply, 'HMGET', `marks:${scope}`, ...asked);
        for (const [index, key] of asked.entries()) {
          const value = values[index] ?? null;
          if (value !== null) found.set(key, value);
        }
      }
      return found;
    },
    put: async (scope, marks) => {
      if (marks.length === 0) return;
      const values = marks.flatMap(({ key, value }) => [key, value]);
      await connection.run(PUT, nothingReply, scope, ...values);
    },
    putIfAbsent: async (scope, { key, value }) =>
      connection.run(PUT_IF_ABSENT, flagReply, scope, key, value),
    replace: async (scope, key, { from, to }) =>
      connection.run(REPLACE, flagReply, scope, key, from, to),
    remove: async (scope, keys) => {
      if (keys.length === 0) return;
      await connection.run(REMOVE, nothingReply, scope, ...keys);
    },
    page: async (scope, { after = '', first }) =>
      connection.run(PAGE, pageReply, scope, after, first),
    count: async (scope) => connection.send(z.number(), 'ZCARD', `marks:${scope}:order`),
  };
}
