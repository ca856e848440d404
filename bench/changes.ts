import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../src/domain/clock.js';
import { silentLog } from '../src/domain/log.js';
import { openStore } from '../src/store/open-store.js';
import type { ControlAction } from '../src/sandbox/spotdraft/index.js';
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
/** Of these more than a thousand are in a status that the next event changes. */
const SEEDED = 3_600;
const CHANGED = 1_000;
const RENAMED = 100;
const AIM_CRM_CALLS = 20;
const AIM_SPOTDRAFT_CALLS = 25;
const BETWEEN_SINGLES_MS = 400;

/** How fast one change reaches the CRM, and how few calls a thousand of them cost. */
export async function benchChanges(engine: EngineName, quick: boolean): Promise<Section[]> {
  await using world = await startProcessWorld({
    engine,
    spotdraft: { contracts: SEEDED, deliveries: { concurrency: 16 } },
    env: { LOG_LEVEL: 'info' },
  });
  const filled = await world.run('backfill');
  if (filled.exitCode !== 0) throw new Error(`backfill failed: ${filled.stderr}`);
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: SPOTDRAFT_MS });
  world.salesforce.control.faults.add({ kind: 'latency', latencyMs: SALESFORCE_MS });
  const server = await world.server();
  const { env, folder } = world.surroundings;
  await runCommand({ folder, env: { ...env, PUBLIC_URL: server.url } }, 'webhooks', 'register');
  return [
    await benchSingles(world, engine, quick ? 15 : 100),
    await benchMany(world, engine, {
      title: 'contracts changed their status at once',
      ids: movable(world).slice(0, CHANGED),
      change: moveOn,
      aims: { crm: AIM_CRM_CALLS, spotdraft: AIM_SPOTDRAFT_CALLS },
    }),
    await benchMany(world, engine, {
      title: 'contracts got another name, and an event',
      ids: movable(world).slice(0, RENAMED),
      change: rename,
    }),
  ];
}

async function benchSingles(
  world: ProcessWorld,
  engine: EngineName,
  count: number,
): Promise<Section> {
  const { spotdraft, salesforce } = world;
  const tookMs: number[] = [];
  resetCalls(world);
  for (const id of movable(world).slice(0, count)) {
    const startedAt = performance.now();
    moveOn(world, id);
    await until(() => isInLine(world, id));
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
      'until its CRM record says so. Beside: the latencies of all calls made for it, those after that moment too, on average.',
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

interface Burst {
  readonly title: string;
  readonly ids: readonly string[];
  readonly change: (world: ProcessWorld, id: string) => void;
  readonly aims?: { readonly crm: number; readonly spotdraft: number };
}

async function benchMany(
  world: ProcessWorld,
  engine: EngineName,
  { title, ids, change, aims }: Burst,
): Promise<Section> {
  const { spotdraft, salesforce, storeUrl } = world;
  const store = await openStore({ url: storeUrl, clock: systemClock, log: silentLog });
  try {
    const untilIdle = () =>
      eventually(async () => {
        const { due, later, running } = await store.queues.sync.counts();
        if (due + later + running > 0) throw new Error('not yet');
      }, 120_000);
    await untilIdle();
    const before = spotdraft.deliveries.records.length;
    resetCalls(world);
    const startedAt = performance.now();
    for (const id of ids) change(world, id);
    await spotdraft.deliveries.flush();
    await untilIdle();
    const tookMs = performance.now() - startedAt;
    const wrong = ids.filter((id) => !isInLine(world, id)).length;
    const events = spotdraft.deliveries.records.length - before;
    const row = (what: string, measured: number, aim: number | undefined) => ({
      what,
      measured: String(measured),
      beside: String(events),
      ratio: times(measured / events),
      ...(aim === undefined ? {} : { aim: `at most ${aim}`, met: measured <= aim }),
    });
    return {
      title: `${ids.length} ${title} (${engine})`,
      how: `${events} deliveries in a burst, worked off in ${ms(tookMs)}; ${wrong} records were wrong afterwards. Beside: one call per delivery.`,
      rows: [
        row('CRM calls', salesforce.control.usage.report().total, aims?.crm),
        row('SpotDraft calls', spotdraft.calls.report().total, aims?.spotdraft),
      ],
    };
  } finally {
    await store.close();
  }
}

const NEXT_STEP: ReadonlyMap<string, ControlAction> = new Map([
  ['DRAFT', 'send'],
  ['REDLINING', 'mark'],
  ['SIGN', 'unmark'],
]);

/** Linked contracts in a status that the next event changes. */
export function movable({ spotdraft }: ProcessWorld): string[] {
  return spotdraft.control
    .list()
    .filter(
      ({ id, deleted, contract_status, external_metadata: metadata }) =>
        !deleted &&
        id.startsWith('T-') &&
        metadata.integration_name === 'salesforce' &&
        NEXT_STEP.has(contract_status),
    )
    .map(({ id }) => id);
}

export function moveOn({ spotdraft }: ProcessWorld, id: string): void {
  const step = NEXT_STEP.get(spotdraft.control.get(id).contract_status);
  if (step !== undefined) spotdraft.control.act(id, step);
}

/** A new name alone is announced by nobody. */
function rename({ spotdraft }: ProcessWorld, id: string): void {
  spotdraft.control.rename(id, `Renamed ${id}`);
  spotdraft.control.act(id, 'update-data', { data: {} });
}

export function isInLine({ spotdraft, salesforce }: ProcessWorld, id: string): boolean {
  const { contract_status, contract_name } = spotdraft.control.get(id);
  const rows = salesforce.control.org.store.rows(RECORD);
  const row = rows.find((candidate) => candidate.SpotDraft_Id__c === id);
  return row?.Status__c === contract_status && row.Name === contract_name.slice(0, 80);
}

export async function until(isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error('A change did not reach the CRM.');
    await sleep(2);
  }
}

export function resetCalls({ spotdraft, salesforce }: ProcessWorld): void {
  spotdraft.calls.reset();
  salesforce.control.usage.clearCalls();
}
