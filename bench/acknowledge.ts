import path from 'node:path';
import type { EngineName } from '../test/chaos/engines.js';
import { startProcessWorld } from '../test/chaos/process-world.js';
import { startBaseline } from './child.js';
import { createDeliveries, sendAtRate, sendFlatOut } from './load.js';
import { ms, times } from './table.js';
import type { Row, Section } from './table.js';

const PER_SECOND = 500;
const AIM_P99_MS = 20;
const CONTRACTS = 500;
const WARM_UP = 2_000;

/** Deliveries acknowledged per second, beside a bare handler that appends and flushes. */
export async function benchAcknowledge(engine: EngineName, quick: boolean): Promise<Section> {
  const forMs = quick ? 3_000 : 15_000;
  await using world = await startProcessWorld({
    engine,
    spotdraft: { contracts: 'none' },
    env: { SPOTDRAFT_HMAC_KEY: HMAC_KEY, LOG_LEVEL: 'info' },
  });
  const server = await world.server({ worker: false });
  const file = path.join(world.surroundings.folder, 'baseline.log');
  await using baseline = await startBaseline('fastify-fsync.ts', file);
  const next = createDeliveries(HMAC_KEY, CONTRACTS);
  const ours = `${server.url}/webhooks/spotdraft`;
  const bare = `${baseline.url}/`;
  // Both processes compile their hot paths first.
  for (const url of [ours, bare]) await sendFlatOut(url, next, { count: WARM_UP });

  const steady = await sendAtRate(ours, next, { perSecond: PER_SECOND, forMs });
  const bareSteady = await sendAtRate(bare, next, { perSecond: PER_SECOND, forMs });
  const flatOut = await sendFlatOut(ours, next, { forMs });
  const bareFlatOut = await sendFlatOut(bare, next, { forMs });
  const rows: Row[] = [
    {
      what: `p50 at ${PER_SECOND}/s`,
      measured: ms(steady.p50Ms),
      beside: ms(bareSteady.p50Ms),
      ratio: times(steady.p50Ms / bareSteady.p50Ms),
    },
    {
      what: `p99 at ${PER_SECOND}/s`,
      measured: ms(steady.p99Ms),
      beside: ms(bareSteady.p99Ms),
      ratio: times(steady.p99Ms / bareSteady.p99Ms),
      aim: `below ${AIM_P99_MS} ms`,
      met: steady.p99Ms < AIM_P99_MS,
    },
    {
      what: 'per second, flat out',
      measured: String(Math.round(flatOut.perSecond)),
      beside: String(Math.round(bareFlatOut.perSecond)),
      ratio: times(flatOut.perSecond / bareFlatOut.perSecond),
    },
    {
      what: 'p99, flat out',
      measured: ms(flatOut.p99Ms),
      beside: ms(bareFlatOut.p99Ms),
      ratio: times(flatOut.p99Ms / bareFlatOut.p99Ms),
    },
    {
      what: 'not acknowledged',
      measured: String(steady.failed + flatOut.failed),
      beside: String(bareSteady.failed + bareFlatOut.failed),
      aim: '0',
      met: steady.failed + flatOut.failed === 0,
    },
  ];
  return {
    title: `Deliveries acknowledged (${engine})`,
    how:
      'A second process sends signed deliveries over loopback. Beside: a bare Fastify handler that appends the body and ' +
      'flushes the file, without checking or recognising anything.',
    rows,
  };
}

/** 64 bytes, as the real key has; signs nothing but made-up deliveries. */
const HMAC_KEY = Buffer.from(
  'dealdraft-benchmark-signing-key-of-64-bytes-0123456789-abcdefghi',
).toString('base64');
