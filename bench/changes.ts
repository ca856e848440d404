import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../src/domain/clock.js';
import { silentLog } from '../src/domain/log.js';
import { openStore } from '../src/store/open-store.js';
import type { EngineName } from '../test/chaos/engines.js';
import { startProcessWorld } from '../test/chaos/process-world.js';
import type { ProcessWorld } from '../test/chaos/process-world.js';
import { runCommand } from '../test/e2e/cli-process.js';
import { eventually } from '../test/support/eventually.js';
import { ms, percentile, times } from './table.js';
import type { Section } from './table.js';

const SPOTDRAFT_MS = 80;
const SALESFORCE_MS = 60;
const RECORD = 'SpotDraft_Contract__c';
const CHANGED = 1_000;
const AIM_CRM_CALLS = 20;
const AIM_SPOTDRAFT_CALLS = 25;
const BETWEEN_SINGLES_MS = 400;

/** How fast one change reaches the CRM, and how few calls a thousand of them cost. */
export async function benchChanges(engine: EngineName, quick: boolean): Promise<Section[]> {
  await using world = await startProcessWorld({
    engine,
    spotdraft: { contracts: 1_200, deliveries: { concurrency: 16 } },
    env: { LOG_LEVEL: 'info' },
  });
  const filled = await world.run('backfill');
  if (filled.exitCode !== 0) throw new Error(`backfill failed: ${filled.stderr}`);
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: SPOTDRAFT_MS });
  world.salesforce.control.faults.add({ kind: 'latency', latencyMs: SALESFORCE_MS });
  const server = await world.server();
  const { env, folder } = world.surroundings;
  await runCommand({ folder, env: { ...env, PUBLIC_URL: server.url } }, 'webhooks', 'register');
  return [await benchSingles(world, engine, quick ? 15 : 100), await benchThousand(world, engine)];
}

async function benchSingles(
  world: ProcessWorld,
  engine: EngineName,
  count: number,
): Promise<Section> {
  const { spotdraft, salesforce } = world;
  const contracts = linkedContracts(world).slice(0, count);
  const tookMs: number[] = [];
  resetCalls(world);
  for (const { id } of contracts) {
    const startedAt = performance.now();
    change(world, id, `Single ${tookMs.length}`);
    await until(() => nameInCrm(world, id) === `Single ${tookMs.length}`);
    tookMs.push(performance.now() - startedAt);
    await sleep(BETWEEN_SINGLES_MS);
  }
  const sumMs =
    (spotdraft.calls.report().total * SPOTDRAFT_MS +
      salesforce.control.usage.report().total * SALESFORCE_MS) /
    count;
  return {
    title: `Delivery to CRM write (${engine})`,
    how:
      `One contract changes, SpotDraft answers after ${SPOTDRAFT_MS} ms and the CRM after ${SALESFORCE_MS} ms. From the change ` +
      'until its CRM record says so. Beside: the sum of the latencies of the calls made for it, on average.',
    rows: [0.5, 0.95, 0.99].map((p) => {
      const measured = percentile(tookMs, p);
      return {
        what: `p${p * 100}`,
        measured: ms(measured),
        beside: ms(sumMs),
        ratio: times(measured / sumMs),
      };
    }),
  };
}

async function benchThousand(world: ProcessWorld, engine: EngineName): Promise<Section> {
  const { spotdraft, salesforce, storeUrl } = world;
  const contracts = linkedContracts(world).slice(0, CHANGED);
  const store = await openStore({ url: storeUrl, clock: systemClock, log: silentLog });
  try {
    const before = spotdraft.deliveries.records.length;
    resetCalls(world);
    const startedAt = performance.now();
    for (const { id } of contracts) change(world, id, `Many ${id}`);
    await spotdraft.deliveries.flush();
    await eventually(async () => {
      const { due, later, running } = await store.queue.counts();
      if (due + later + running > 0) throw new Error('not yet');
    }, 120_000);
    const tookMs = performance.now() - startedAt;
    const wrong = contracts.filter(({ id }) => nameInCrm(world, id) !== `Many ${id}`).length;
    const events = spotdraft.deliveries.records.length - before;
    const spotdraftCalls = spotdraft.calls.report().total;
    const crmCalls = salesforce.control.usage.report().total;
    return {
      title: `${contracts.length} contracts changed at once (${engine})`,
      how: `${events} deliveries in a burst, drained in ${ms(tookMs)}; ${wrong} records were not as they should be afterwards. Beside: one call per delivery.`,
      rows: [
        {
          what: 'CRM calls',
          measured: String(crmCalls),
          beside: String(events),
          ratio: times(crmCalls / events),
          aim: `at most ${AIM_CRM_CALLS}`,
          met: crmCalls <= AIM_CRM_CALLS,
        },
        {
          what: 'SpotDraft calls',
          measured: String(spotdraftCalls),
          beside: String(events),
          ratio: times(spotdraftCalls / events),
          aim: `at most ${AIM_SPOTDRAFT_CALLS}`,
          met: spotdraftCalls <= AIM_SPOTDRAFT_CALLS,
        },
      ],
    };
  } finally {
    await store.close();
  }
}

function linkedContracts({ spotdraft }: ProcessWorld) {
  return spotdraft.control.list().filter(({ id, deleted, external_metadata: metadata }) => {
    return !deleted && id.startsWith('T-') && metadata.integration_name === 'salesforce';
  });
}

/** A new name alone is announced by nobody. */
function change({ spotdraft }: ProcessWorld, id: string, name: string): void {
  spotdraft.control.rename(id, name);
  spotdraft.control.act(id, 'update-data', { data: {} });
}

function nameInCrm({ salesforce }: ProcessWorld, id: string): unknown {
  const rows = salesforce.control.org.store.rows(RECORD);
  return rows.find((row) => row.SpotDraft_Id__c === id)?.Name;
}

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error('A change did not reach the CRM.');
    await sleep(2);
  }
}

function resetCalls({ spotdraft, salesforce }: ProcessWorld): void {
  spotdraft.calls.reset();
  salesforce.control.usage.clearCalls();
}
