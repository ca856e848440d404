import path from 'node:path';
import type { EngineName } from '../test/chaos/engines.js';
import { startProcessWorld } from '../test/chaos/process-world.js';
import { RedisServer, isRedisMissing } from '../test/support/redis-server.js';
import { startBaseline } from './child.js';
import { createDeliveries, sendAtRate, sendFlatOut } from './load.js';
import type { LoadResult, NextDelivery } from './load.js';
import { measureInTurns, rowsOfPairs } from './pairs.js';
import type { Contestant } from './pairs.js';
import { ms, times } from './table.js';
import type { Row, Section } from './table.js';

const PER_SECOND = 500;
const AIM_P99_MS = 8;
const CONTRACTS = 500;
const WARM_UP = 2_000;
const BURST_MS = 1_000;
/** Of a handler that stores nothing, by the processor time of a delivery. */
const AIM_BESIDE_NOTHING = { sqlite: 0.75, redis: 0.65 } as const;

const NOTHING = 'nothing stored';
const GROUP_COMMIT = 'group commit alone';

interface Measured {
  readonly steady: LoadResult;
  readonly flatOut: LoadResult;
}

/** Deliveries acknowledged per second, beside bare handlers that keep the body in the plainest durable ways. */
export async function benchAcknowledge(engine: EngineName, quick: boolean): Promise<Section[]> {
  const forMs = quick ? 3_000 : 15_000;
  await using world = await startProcessWorld({
    engine,
    spotdraft: { contracts: 'none' },
    env: { SPOTDRAFT_HMAC_KEY: HMAC_KEY, LOG_LEVEL: 'info' },
  });
  const server = await world.server({ worker: false });
  const next = createDeliveries(HMAC_KEY, CONTRACTS);
  const url = `${server.url}/webhooks/spotdraft`;
  const file = path.join(world.surroundings.folder, 'baseline.log');
  const sections = [
    await inTurns(engine, quick, { name: 'dealdraft', url, pids: [server.pid()] }, next, file),
  ];
  const ours = await measure(url, next, forMs);

  {
    await using baseline = await startBaseline('fastify-fsync.ts', file);
    sections.push({
      title: `Deliveries acknowledged (${engine}), beside a handler that flushes a file`,
      how:
        'A second process sends signed deliveries over loopback. Beside: a bare Fastify handler that appends the body and ' +
        'flushes the file, without checking or recognising anything.',
      rows: toRows(ours, await measure(`${baseline.url}/`, next, forMs)),
    });
  }
  if (!isRedisMissing()) {
    const redis = await RedisServer.start();
    try {
      await using baseline = await startBaseline('fastify-bullmq.ts', redis.url);
      sections.push({
        title: `Deliveries acknowledged (${engine}), beside BullMQ`,
        how:
          'The same measurement. Beside: a bare Fastify handler that adds the body as a job of BullMQ, on a Redis which ' +
          'flushes every write, as the store on Redis asks for.',
        rows: toRows(ours, await measure(`${baseline.url}/`, next, forMs)),
      });
    } finally {
      await redis.dispose();
    }
  }
  return sections;
}

async function inTurns(
  engine: EngineName,
  quick: boolean,
  ours: Omit<Contestant, 'burst'> & { readonly url: string },
  next: NextDelivery,
  file: string,
): Promise<Section> {
  await using nothing = await startBaseline('fastify-nothing.ts');
  await using groupCommit = await startBaseline('fastify-group-commit.ts', file);
  const rounds = quick ? 5 : 15;
  const contestants = [
    ours,
    { name: NOTHING, url: `${nothing.url}/`, pids: [nothing.pid] },
    { name: GROUP_COMMIT, url: `${groupCommit.url}/`, pids: [groupCommit.pid] },
  ].map(({ url, ...one }) => ({
    ...one,
    burst: async () => (await sendFlatOut(url, next, { forMs: BURST_MS })).acknowledged,
  }));
  // Each process compiles its hot path first.
  for (const { burst } of contestants) await burst();
  const found = await measureInTurns(contestants, rounds);
  return {
    title: `Deliveries acknowledged (${engine}), in turns with a handler that stores nothing`,
    how:
      `${rounds} rounds of bursts over 64 connections, one after the other; medians, and of the ratios the quartiles, above 1 in our favour. ` +
      'Beside: a bare Fastify handler that takes the body and answers, and one that appends and flushes what arrived together. ' +
      `Load of the machine at the end: ${found.load}.`,
    rows: rowsOfPairs(found, 'of a delivery', { [NOTHING]: AIM_BESIDE_NOTHING[engine] }),
  };
}

async function measure(url: string, next: NextDelivery, forMs: number): Promise<Measured> {
  // The process compiles its hot path first.
  await sendFlatOut(url, next, { count: WARM_UP });
  const steady = await sendAtRate(url, next, { perSecond: PER_SECOND, forMs });
  const flatOut = await sendFlatOut(url, next, { forMs });
  return { steady, flatOut };
}

function toRows(ours: Measured, bare: Measured): readonly Row[] {
  const failed = ours.steady.failed + ours.flatOut.failed;
  return [
    {
      what: `p50 at ${PER_SECOND}/s`,
      measured: ms(ours.steady.p50Ms),
      beside: ms(bare.steady.p50Ms),
      ratio: times(ours.steady.p50Ms / bare.steady.p50Ms),
    },
    {
      what: `p99 at ${PER_SECOND}/s`,
      measured: ms(ours.steady.p99Ms),
      beside: ms(bare.steady.p99Ms),
      ratio: times(ours.steady.p99Ms / bare.steady.p99Ms),
      aim: `below ${AIM_P99_MS} ms`,
      met: ours.steady.p99Ms < AIM_P99_MS,
    },
    {
      what: 'per second, flat out',
      measured: String(Math.round(ours.flatOut.perSecond)),
      beside: String(Math.round(bare.flatOut.perSecond)),
      ratio: times(ours.flatOut.perSecond / bare.flatOut.perSecond),
    },
    {
      what: 'p99, flat out',
      measured: ms(ours.flatOut.p99Ms),
      beside: ms(bare.flatOut.p99Ms),
      ratio: times(ours.flatOut.p99Ms / bare.flatOut.p99Ms),
    },
    {
      what: 'not acknowledged',
      measured: String(failed),
      beside: String(bare.steady.failed + bare.flatOut.failed),
      aim: '0',
      met: failed === 0,
    },
  ];
}

/** 64 bytes, as the real key has; signs nothing but made-up deliveries. */
export const HMAC_KEY = Buffer.from(
  'dealdraft-benchmark-signing-key-of-64-bytes-0123456789-abcdefghi',
).toString('base64');
