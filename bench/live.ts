import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineName } from '../test/chaos/engines.js';
import { startProcessWorld } from '../test/chaos/process-world.js';
import type { ProcessWorld } from '../test/chaos/process-world.js';
import { runCommand } from '../test/e2e/cli-process.js';
import { EventReader } from '../test/support/event-reader.js';
import { ms, percentile, times } from './table.js';
import type { Section } from './table.js';

const SPOTDRAFT_MS = 80;
const SALESFORCE_MS = 60;
/** Beside the read of SpotDraft, which nobody can do without. */
const AIM_P95_MS = 300;
/** Apart, so that no change waits for the CRM write of the one before. */
const BETWEEN_MS = 400;
/** Changes before it is measured: a server that has just started compiles what it runs for the first time. */
const WARM_UP = 10;
const QUERY = 'subscription { contractChanged { id status } }';
const NEXT_STEP = { DRAFT: 'send', REDLINING: 'mark', SIGN: 'unmark' } as const;

/** How soon a page that watches shows what a delivery announced; also with the worker as a process of its own. */
export async function benchLive(engine: EngineName, quick: boolean): Promise<Section[]> {
  return [
    await measure({ engine, quick, isWorkerApart: false }),
    await measure({ engine, quick, isWorkerApart: true }),
  ];
}

async function measure(options: {
  readonly engine: EngineName;
  readonly quick: boolean;
  readonly isWorkerApart: boolean;
}): Promise<Section> {
  const { engine, quick, isWorkerApart } = options;
  await using world = await startProcessWorld({ engine, spotdraft: { contracts: 600 } });
  const filled = await world.run('backfill');
  if (filled.exitCode !== 0) throw new Error(`backfill failed: ${filled.stderr}`);
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: SPOTDRAFT_MS });
  world.salesforce.control.faults.add({ kind: 'latency', latencyMs: SALESFORCE_MS });
  const server = await world.server({ worker: !isWorkerApart });
  if (isWorkerApart) await world.worker();
  const { env, folder } = world.surroundings;
  await runCommand({ folder, env: { ...env, PUBLIC_URL: server.url } }, 'webhooks', 'register');
  const stream = await EventReader.open(`${server.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': world.apiKey },
    body: JSON.stringify({ query: QUERY }),
  });
  await stream.listening();
  const states = collect(stream);
  const tookMs: number[] = [];
  for (const id of movable(world).slice(0, WARM_UP + (quick ? 40 : 100))) {
    const { contract_status: before } = world.spotdraft.control.get(id);
    const startedAt = performance.now();
    world.spotdraft.control.act(id, NEXT_STEP[stepOf(before)]);
    const { contract_status: after } = world.spotdraft.control.get(id);
    tookMs.push((await states.until(id, after)) - startedAt);
    await sleep(BETWEEN_MS);
  }
  stream.close();
  tookMs.splice(0, WARM_UP);
  const row = (p: number, aimMs?: number) => {
    const measured = percentile(tookMs, p);
    return {
      what: `p${p * 100}`,
      measured: ms(measured),
      beside: ms(SPOTDRAFT_MS),
      ratio: times(measured / SPOTDRAFT_MS),
      ...(aimMs === undefined
        ? {}
        : { aim: `below ${aimMs} ms more`, met: measured - SPOTDRAFT_MS < aimMs }),
    };
  };
  return {
    title: `Delivery to live event${isWorkerApart ? ', worker apart' : ''} (${engine})`,
    how:
      `One contract changes, SpotDraft answers after ${SPOTDRAFT_MS} ms and the CRM after ${SALESFORCE_MS} ms. From the change until a ` +
      'stream of all deals has the event, the reader’s right to its deal asked for in between. Beside: the one read of SpotDraft.',
    rows: [row(0.5), row(0.95, AIM_P95_MS)],
  };
}

/** Keeps when each contract was first heard to be in a status. */
function collect(stream: EventReader) {
  const heardAt = new Map<string, number>();
  let wake = (): void => undefined;
  const reading = (async () => {
    for (;;) {
      const { data } = await stream.data<{
        data: { contractChanged: { id: string; status: string } | null };
      }>();
      const { id, status } = data.contractChanged ?? { id: '', status: '' };
      const key = `${id} ${status}`;
      if (!heardAt.has(key)) heardAt.set(key, performance.now());
      wake();
    }
  })();
  reading.catch(() => undefined);
  return {
    async until(id: string, status: string): Promise<number> {
      for (;;) {
        const at = heardAt.get(`${id} ${status}`);
        if (at !== undefined) return at;
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await Promise.race([woken, reading]);
      }
    },
  };
}

function stepOf(status: string): keyof typeof NEXT_STEP {
  if (status === 'DRAFT' || status === 'REDLINING' || status === 'SIGN') return status;
  throw new Error(`No event changes the status ${status}.`);
}

/** Linked contracts in a status that the next event changes. */
function movable({ spotdraft }: ProcessWorld): string[] {
  return spotdraft.control
    .list()
    .filter(
      ({ id, deleted, contract_status, external_metadata: metadata }) =>
        !deleted &&
        id.startsWith('T-') &&
        metadata.integration_name === 'salesforce' &&
        contract_status in NEXT_STEP,
    )
    .map(({ id }) => id);
}
