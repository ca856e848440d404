import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster, Redis } from 'ioredis';
import { z } from 'zod';

import type { Log } from '../../domain/log.js';
import {
  epochText,
  isComplete,
  KEEP_CHANGES,
  KEEP_CHANGES_MS,
  parsePosition,
  toPosition,
} from '../change-position.js';
import type { ChangeLog } from '../change-log.js';
import { ROOT, untilReady } from './connection.js';
import type { RedisConnection } from './connection.js';
import { contractIdReply, jsonField, numberField, opportunityIdReply } from './replies.js';
import { createScript } from './script.js';

/** Shorter than the time after which a silent socket counts as dead. */
const BLOCK_MS = 2_000;
const READY_MS = 2_000;
const AFTER_ERROR_MS = 250;
/** Entries that one append looks at for their age; more go with the next one. */
const PRUNE_AT_ONCE = 100;

/**
 * `changes`: a stream with the ids 1-0, 2-0, …, so that its positions are ours and not the server's time;
 * `changes:last`: the number of the newest entry there ever was; `changes:epoch`: names this store.
 */
const LOG = `
local stream, lastKey, epochKey = root .. 'changes', root .. 'changes:last', root .. 'changes:epoch'
local function open(newEpoch)
  redis.call('SET', epochKey, newEpoch, 'NX')
  return redis.call('GET', epochKey), tonumber(redis.call('GET', lastKey) or '0')
end
`;
const APPEND = createScript(
  LOG,
  `
local epoch, last = open(ARGV[2])
local keepMs, keep, atOnce = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
for i = 6, #ARGV, 2 do
  last = last + 1
  redis.call('XADD', stream, string.format('%.0f-0', last),
    'at', string.format('%.0f', now), 'contract', ARGV[i], 'deals', ARGV[i + 1])
end
redis.call('SET', lastKey, string.format('%.0f', last))
redis.call('XTRIM', stream, 'MAXLEN', keep)
local kept = nil
for _, entry in ipairs(redis.call('XRANGE', stream, '-', '+', 'COUNT', atOnce)) do
  if tonumber(entry[2][2]) >= now - keepMs then break end
  kept = tonumber(string.match(entry[1], '^%d+')) + 1
end
if kept then redis.call('XTRIM', stream, 'MINID', string.format('%.0f-0', kept)) end
return { epoch, last }
`,
);
const LATEST = createScript(
  LOG,
  `
local epoch, last = open(ARGV[2])
return { epoch, last }
`,
);
const READ = createScript(
  LOG,
  `
local epoch, last = open(ARGV[2])
local first = redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)[1]
local entries = redis.call('XRANGE', stream, ARGV[3] .. '-1', '+', 'COUNT', ARGV[4])
return { epoch, last, first and first[1] or false, entries }
`,
);

const numberOfId = z
  .string()
  .regex(/^[0-9]+-0$/)
  .transform((id) => Number(id.slice(0, -2)));
const latestReply = z.tuple([epochText, z.number()]);
const deals = jsonField(z.array(opportunityIdReply));
const entryReply = z
  .tuple([
    numberOfId,
    z.tuple([
      z.literal('at'),
      numberField,
      z.literal('contract'),
      z.union([z.literal('').transform(() => null), contractIdReply]),
      z.literal('deals'),
      deals,
    ]),
  ])
  .transform(([number, [, , , contractId, , opportunityIds]]) => ({
    number,
    contractId,
    opportunityIds,
  }));
const readReply = z.tuple([epochText, z.number(), numberOfId.nullable(), z.array(entryReply)]);

export function createChangeLog(
  connection: RedisConnection,
  parts: { readonly openClient: () => Redis | Cluster; readonly log: Log },
): ChangeLog & { stop(): void } {
  const watchers = new Set<() => void>();
  let watching: AbortController | null = null;

  async function latest(): Promise<readonly [epoch: string, number: number]> {
    return connection.run(LATEST, latestReply, newEpoch());
  }

  /** Waits on a connection of its own, which Redis keeps until the log grows. */
  async function watchLog(signal: AbortSignal): Promise<void> {
    const client = parts.openClient();
    // Without a listener the driver prints each failed attempt; the loop reports what it meets.
    client.on('error', () => undefined);
    const close = () => {
      client.disconnect();
    };
    signal.addEventListener('abort', close);
    const isOver = () => signal.aborted;
    let isInStep = false;
    let isReported = false;
    let last = 0;
    try {
      client.connect().catch(() => undefined);
      while (!isOver()) {
        try {
          await untilReady(client, READY_MS);
          if (!isInStep) {
            [, last] = await latest();
            // What was appended while nobody waited.
            notify();
            isInStep = true;
            isReported = false;
          }
          const answer = await client.xread(
            'BLOCK',
            BLOCK_MS,
            'STREAMS',
            `${ROOT}changes`,
            `${last}-0`,
          );
          const newest = answer?.[0]?.[1].at(-1)?.[0];
          if (newest === undefined) continue;
          last = numberOfId.parse(newest);
          notify();
        } catch (error) {
          if (isOver()) return;
          if (!isReported) parts.log.warn({ err: error }, 'changes are not heard of for now');
          isReported = true;
          isInStep = false;
          await delay(AFTER_ERROR_MS, undefined, { signal }).catch(() => undefined);
        }
      }
    } finally {
      signal.removeEventListener('abort', close);
      client.disconnect();
    }
  }

  function notify(): void {
    for (const onAppended of watchers) onAppended();
  }

  function stop(): void {
    watching?.abort();
    watching = null;
    watchers.clear();
  }

  return {
    append: async (changes) => {
      const entries = changes.flatMap(({ contractId, opportunityIds }) => [
        contractId ?? '',
        JSON.stringify(opportunityIds),
      ]);
      const [epoch, number] = await connection.run(
        APPEND,
        latestReply,
        newEpoch(),
        KEEP_CHANGES_MS,
        KEEP_CHANGES,
        PRUNE_AT_ONCE,
        ...entries,
      );
      return toPosition(epoch, number);
    },
    latest: async () => toPosition(...(await latest())),
    read: async (after, limit) => {
      const from = parsePosition(after);
      if (from === null) return 'too-old';
      const [epoch, last, first, entries] = await connection.run(
        READ,
        readReply,
        newEpoch(),
        from.number,
        limit,
      );
      if (from.epoch !== epoch || !isComplete(from.number, { first, last })) return 'too-old';
      return entries.map(({ number, ...change }) => ({
        position: toPosition(epoch, number),
        ...change,
      }));
    },
    watch: (onAppended) => {
      const watcher = () => {
        onAppended();
      };
      watchers.add(watcher);
      if (watching === null) {
        watching = new AbortController();
        void watchLog(watching.signal);
      }
      return () => {
        watchers.delete(watcher);
        if (watchers.size === 0) stop();
      };
    },
    stop,
  };
}

/** Taken only by a store that has none yet. */
function newEpoch(): string {
  return randomBytes(8).toString('hex');
}
