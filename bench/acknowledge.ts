import path from 'node:path';
import type { EngineName } from '../test/chaos/engines.js';
import { startProcessWorld } from '../test/chaos/process-world.js';
import { RedisServer, isRedisMissing } from '../test/support/redis-server.js';
import { startBaseline } from './child.js';
import { createDeliveries, sendAtRate, sendFlatOut } from './load.js';
import type { LoadResult, NextDelivery } from './load.js';
import { ms, times } from './table.js';
import type { Row, Section } from './table.js';

const PER_SECOND = 500;
const AIM_P99_MS = 20;
const CONTRACTS = 500;
const WARM_UP = 2_000;

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
  const ours = await measure(`${server.url}/webhooks/spotdraft`, next, forMs);

  const file = path.join(world.surroundings.folder, 'baseline.log');
  const sections: Section[] = [];
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
