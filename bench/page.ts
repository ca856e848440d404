import { setTimeout as sleep } from 'node:timers/promises';
import { openEngine } from '../src/app/open-engine.js';
import { loadConfig } from '../src/config/config.js';
import { silentLog } from '../src/domain/log.js';
import type { EngineName } from '../test/chaos/engines.js';
import { startProcessWorld } from '../test/chaos/process-world.js';
import { ms, percentile, times } from './table.js';
import type { Row, Section } from './table.js';

const SPOTDRAFT_MS = 80;
const SALESFORCE_MS = 60;
const DEALS = 50;
const UNLIMITED = 1_000;
const RATE_LIMIT = 10;

const PAGE = `query Page {
  opportunities(first: ${DEALS}) {
    nodes { id name stageName amount { value currency } contracts { id name status documentUrl } }
  }
}`;

/** A page of deals with their contracts, beside a resolver that asks SpotDraft for each deal's. */
export async function benchPage(engine: EngineName, quick: boolean): Promise<Section> {
  const repeats = quick ? 5 : 25;
  const rows: Row[] = [];
  for (const limit of [UNLIMITED, RATE_LIMIT]) {
    const { oursMs, lookUpEachMs } = await measure(engine, limit, repeats);
    const what = limit === UNLIMITED ? 'without a rate limit' : `with ${RATE_LIMIT} calls a second`;
    for (const p of [0.5, 0.99]) {
      const [measured, beside] = [percentile(oursMs, p), percentile(lookUpEachMs, p)];
      rows.push({
        what: `p${p * 100}, ${what}`,
        measured: ms(measured),
        beside: ms(beside),
        ratio: times(measured / beside),
      });
    }
  }
  return {
    title: `A page of ${DEALS} deals with contracts (${engine})`,
    how:
      `SpotDraft answers after ${SPOTDRAFT_MS} ms, the CRM after ${SALESFORCE_MS} ms. Beside: the same page of deals, and then one ` +
      "look-up by the deal's id at SpotDraft for each of them, all at once, through the same client.",
    rows,
  };
}

async function measure(engine: EngineName, limit: number, repeats: number) {
  await using world = await startProcessWorld({
    engine,
    spotdraft: { rateLimitPerSecond: limit === UNLIMITED ? null : limit },
    env: { SPOTDRAFT_RATE_LIMIT: String(limit), LOG_LEVEL: 'info' },
  });
  const filled = await world.run('backfill');
  if (filled.exitCode !== 0) throw new Error(`backfill failed: ${filled.stderr}`);
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: SPOTDRAFT_MS });
  world.salesforce.control.faults.add({ kind: 'latency', latencyMs: SALESFORCE_MS });
  const server = await world.server({ worker: false });
  const ask = async () => {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': world.apiKey },
      body: JSON.stringify({ query: PAGE }),
    });
    const text = await answer.text();
    if (answer.status !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 300));
  };
  const config = loadConfig({ ...world.surroundings.env, PORT: '0' });
  await using naive = await openEngine(config, { log: silentLog });
  const lookUpEach = async () => {
    const { rows } = await naive.crm.findOpportunities(
      { kind: 'integration' },
      { criteria: {}, orderBy: 'CLOSE_DATE_DESC', limit: DEALS },
    );
    await Promise.all(
      rows.map(({ opportunity }) =>
        naive.spotdraft.findByExternalId(opportunity.id, { lane: 'interactive' }),
      ),
    );
  };
  // Signing in and describing happen once in a process's life.
  await ask();
  await lookUpEach();
  const oursMs: number[] = [];
  const lookUpEachMs: number[] = [];
  // The look-ups take five seconds each where the limit holds.
  const besideRepeats = limit === UNLIMITED ? repeats : Math.min(repeats, 3);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    oursMs.push(await timed(ask));
    if (repeat < besideRepeats) lookUpEachMs.push(await timed(lookUpEach));
    await sleep(20);
  }
  return { oursMs, lookUpEachMs };
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await action();
  return performance.now() - startedAt;
}
