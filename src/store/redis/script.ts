import { createHash } from 'node:crypto';

/** A Lua script; Redis runs it as a whole, with nothing of anybody else in between. */
export interface Script {
  readonly lua: string;
  readonly sha1: string;
}

/**
 * What every script begins with. `root` is the one declared key, the common beginning of all the others: they share its
 * hash tag, so they share its slot. Times are milliseconds since 1970. Strings are never compared with `<`, which in
 * Redis depends on the locale of the server.
 */
const PRELUDE = `
local root = KEYS[1]
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
`;

/**
 * For scripts that write many values of one key: a command for a thousand of them each, since everybody else waits meanwhile and Lua
 * hands over no more than some thousands. Values that belong together are pairs.
 */
export const IN_PARTS = `
local function inParts(command, key, values)
  for first = 1, #values, 1000 do
    redis.call(command, key, unpack(values, first, math.min(first + 999, #values)))
  end
end
`;

/** Builds a script of the prelude and `parts`, which share their local functions. */
export function createScript(...parts: readonly string[]): Script {
  const lua = [PRELUDE, ...parts].join('\n');
  return { lua, sha1: createHash('sha1').update(lua).digest('hex') };
}
