import { expect, test } from 'vitest';
import { systemClock } from '../../src/domain/clock.js';
import { parseContractId } from '../../src/domain/contract-id.js';
import { silentLog } from '../../src/domain/log.js';
import { openStore } from '../../src/store/open-store.js';
import { eventually } from '../support/eventually.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand, startCommand, startServe } from './cli-process.js';
import type { RunningProcess } from './cli-process.js';

/** Sandboxes, a store that knows every contract, and no process of ours. */
async function startSandboxes(): Promise<World> {
  const world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { contracts: 24 },
    env: { PUBLIC_URL: 'http://dealdraft.example', RECONCILE_EVERY_MINUTES: '0' },
  });
  await world.app.close();
  return world;
}

const startWorker = (world: World): Promise<RunningProcess> =>
  startCommand(world, ['worker'], (line) => line.includes('dealdraft is syncing'));

async function openQueue(world: World) {
  return openStore({ url: world.env.STORE_URL ?? '', clock: systemClock, log: silentLog });
}

function statusOf(world: World, id: string): unknown {
  const records = world.salesforce.control.org.store.rows('SpotDraft_Contract__c');
  return records.find((row) => row.SpotDraft_Id__c === id)?.Status__c;
}

const linked = (world: World) =>
  world.spotdraft.control
    .list()
    .filter(
      ({ id, external_metadata: metadata, contract_status: status }) =>
        statusOf(world, id) !== undefined &&
        metadata.id !== undefined &&
        ['DRAFT', 'REDLINING', 'SIGN'].includes(status),
    )
    .map(({ id }) => parseContractId(id));

test('several workers beside a server that does not sync work off what it takes in', async () => {
  await using world = await startSandboxes();
  await using serving = await startServe(world, '--no-worker');
  await using first = await startWorker(world);
  await using second = await startWorker(world);
  expect((await fetch(`${serving.url}/readyz`)).status).toBe(200);
  const store = await openQueue(world);
  const ids = linked(world);
  expect(ids.length).toBeGreaterThan(5);
  for (const id of ids) world.spotdraft.control.hold(id);
  await store.queues.sync.mark(ids);
  await eventually(() => {
    expect(ids.filter((id) => statusOf(world, id) !== 'ON_HOLD')).toEqual([]);
  }, 15_000);
  await store.close();
  for (const worker of [first, second]) {
    const { exitCode, tookMs } = await worker.end('SIGTERM');
    expect(exitCode).toBe(0);
    expect(tookMs).toBeLessThan(10_000);
  }
}, 60_000);

test('a worker tells of itself at a port of its own', async () => {
  await using world = await startSandboxes();
  await using worker = await startCommand(
    { ...world, env: { ...world.env, METRICS_PORT: '1' } },
    ['worker', '--metrics-port', '0'],
    (line) => line.includes('dealdraft is syncing'),
  );
  const { metrics: url } = JSON.parse(worker.ready) as { metrics: string };
  expect(new URL(url).hostname).toBe('127.0.0.1');
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ ready: true, store: 'ok' });
  expect((await fetch(`${url}/graphql`)).status).toBe(404);

  const store = await openQueue(world);
  const [id] = linked(world);
  world.spotdraft.control.hold(id!);
  await store.queues.sync.mark([id!]);
  await eventually(async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('dealdraft_sync_results_total{result="done",cause=""} 1');
  });
  await store.close();

  const port = new URL(url).port;
  const second = await runCommand(world, 'worker', '--metrics-port', port);
  expect(second.exitCode).toBe(1);
  expect(second.stderr).toContain('EADDRINUSE');
  const wrong = await runCommand(world, 'worker', '--metrics-port', 'many');
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain('METRICS_PORT: must be a whole number from 0 to 65535.');
  expect((await worker.end('SIGTERM')).exitCode).toBe(0);
}, 60_000);

test('a worker told to stop gives its keys back at once, although SpotDraft has not answered', async () => {
  await using world = await startSandboxes();
  await using worker = await startWorker(world);
  const store = await openQueue(world);
  const ids = linked(world);
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: 60_000, match: { path: '/api/v2.1' } });
  await store.queues.sync.mark(ids);
  await eventually(async () => {
    expect((await store.queues.sync.counts()).running).toBe(ids.length);
  });
  const { exitCode, tookMs } = await worker.end('SIGTERM');
  expect(exitCode).toBe(0);
  expect(tookMs).toBeLessThan(10_000);
  const claims = await store.queues.sync.claim({ limit: 200, leaseMs: 1_000 });
  expect(claims.map(({ key }) => key).sort()).toEqual([...ids].sort());
  expect(claims.filter(({ attempts }) => attempts > 0)).toEqual([]);
  await store.close();
}, 60_000);
