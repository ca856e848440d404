import { systemClock } from '../src/domain/clock.js';
import { silentLog } from '../src/domain/log.js';
import { openStore } from '../src/store/open-store.js';
import type { Store } from '../src/store/store.js';
import type { EngineName } from '../test/chaos/engines.js';
import { startProcessWorld } from '../test/chaos/process-world.js';
import type { ProcessWorld } from '../test/chaos/process-world.js';
import { eventually } from '../test/support/eventually.js';
import { HMAC_KEY } from './acknowledge.js';
import { createDeliveries, sendFlatOut } from './load.js';
import { cpuMsOf, loadOfMachine } from './pairs.js';
import { PAGE } from './page-world.js';
import { times } from './table.js';
import type { Row, Section } from './table.js';

const PROCESSES = [1, 2, 4];
const SEEDED = 600;
const READERS = 8;
const WARM_UP = 500;

/** What more processes on one Redis add, on as many cores as there are. */
export async function benchScale(engine: EngineName, quick: boolean): Promise<Section[]> {
  // Many machines share a Redis; a file is one machine's.
  if (engine !== 'redis') return [];
  const forMs = quick ? 2_000 : 10_000;
  const rows: Row[] = [];
  let alone: Figures | null = null;
  for (const count of PROCESSES) {
    const figures = await measure(count, forMs);
    alone ??= figures;
    for (const [what, { perSecond, cpuMs }] of Object.entries(figures)) {
      const before = alone[what as keyof Figures];
      rows.push({
        what: `${what}, ${count} ${count === 1 ? 'process' : 'processes'}`,
        measured: `${perSecond.toFixed(perSecond < 100 ? 1 : 0)} a second, ${cpuMs.toFixed(2)} ms of CPU each`,
        beside: `${before.perSecond.toFixed(before.perSecond < 100 ? 1 : 0)} a second`,
        ratio: times(perSecond / before.perSecond),
      });
    }
  }
  return [
    {
      title: 'More processes on one Redis',
      how:
        `Deliveries flat out and pages of 50 deals by ${READERS} readers, over all \`serve\` processes alike; contracts looked at again ` +
        'by as many `worker` processes. The CPU is theirs alone. Redis, both sandboxes and whoever sends share the same cores, ' +
        `so that what is free of them bounds what a process more can add. Load of the machine at the end: ${loadOfMachine()}.`,
      rows,
    },
  ];
}

interface Figure {
  readonly perSecond: number;
  /** Of one unit, in all processes together. */
  readonly cpuMs: number;
}

type Figures = Readonly<Record<'deliveries' | 'pages' | 'contracts looked at', Figure>>;

async function measure(count: number, forMs: number): Promise<Figures> {
  await using world = await startProcessWorld({
    engine: 'redis',
    spotdraft: { contracts: SEEDED, rateLimitPerSecond: null },
    env: { SPOTDRAFT_HMAC_KEY: HMAC_KEY, SPOTDRAFT_RATE_LIMIT: '1000', LOG_LEVEL: 'info' },
  });
  const filled = await world.run('backfill');
  if (filled.exitCode !== 0) throw new Error(`backfill failed: ${filled.stderr}`);
  const store = await openStore({ url: world.storeUrl, clock: systemClock, log: silentLog });
  try {
    const looked = await measureWorkers(world, store, count, forMs);
    const servers = await startAll(count, () => world.server({ worker: false }));
    const pids = servers.map((server) => server.pid());
    const urls = servers.map(({ url }) => url);
    const pages = await measureFor(pids, () => askPages(urls, world.apiKey, forMs));
    const deliveries = await measureFor(pids, () => sendAll(urls, forMs));
    return { deliveries, pages, 'contracts looked at': looked };
  } finally {
    await store.close();
  }
}

async function startAll<Started>(count: number, start: () => Promise<Started>): Promise<Started[]> {
  const started: Started[] = [];
  for (let i = 0; i < count; i += 1) started.push(await start());
  return started;
}

async function measureFor(
  pids: readonly number[],
  work: () => Promise<{ readonly units: number; readonly tookMs: number }>,
): Promise<Figure> {
  const before = await cpuMsOf(pids);
  const { units, tookMs } = await work();
  return {
    perSecond: (units / tookMs) * 1_000,
    cpuMs: ((await cpuMsOf(pids)) - before) / units,
  };
}

async function sendAll(urls: readonly string[], forMs: number) {
  const next = createDeliveries(HMAC_KEY, SEEDED);
  const targets = urls.map((url) => `${url}/webhooks/spotdraft`);
  await Promise.all(targets.map((url) => sendFlatOut(url, next, { count: WARM_UP })));
  const startedAt = performance.now();
  const sent = await Promise.all(targets.map((url) => sendFlatOut(url, next, { forMs })));
  return {
    units: sent.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    tookMs: performance.now() - startedAt,
  };
}

async function askPages(urls: readonly string[], apiKey: string, forMs: number) {
  const startedAt = performance.now();
  let units = 0;
  await Promise.all(
    Array.from({ length: READERS }, async (_, reader) => {
      const url = `${urls[reader % urls.length]}/graphql`;
      while (performance.now() - startedAt < forMs) {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
          body: JSON.stringify({ query: PAGE }),
        });
        const text = await answer.text();
        if (!answer.ok || text.includes('"errors"')) throw new Error(text.slice(0, 300));
        units += 1;
      }
    }),
  );
  return { units, tookMs: performance.now() - startedAt };
}

/** All contracts are made due at once, again and again: what a worker does most of the day. */
async function measureWorkers(
  world: ProcessWorld,
  store: Store,
  count: number,
  forMs: number,
): Promise<Figure> {
  const ids = await store.contracts.ids({ limit: SEEDED });
  const workers = await startAll(count, () => world.worker());
  const untilIdle = () =>
    eventually(async () => {
      const { due, later, running } = await store.queues.sync.counts();
      if (due + later + running > 0) throw new Error('not yet');
    }, 120_000);
  await untilIdle();
  const figure = await measureFor(
    workers.map((worker) => worker.pid()),
    async () => {
      const startedAt = performance.now();
      let units = 0;
      while (performance.now() - startedAt < forMs) {
        await store.queues.sync.mark(ids);
        await untilIdle();
        units += ids.length;
      }
      return { units, tookMs: performance.now() - startedAt };
    },
  );
  await Promise.all(workers.map((worker) => worker.end('SIGTERM')));
  return figure;
}
