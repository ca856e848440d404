import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { deliver, deliveryOf, settled, someContract } from '../integration/app/sync-support.js';
import { DEFAULT_HMAC_KEY } from '../../src/sandbox/spotdraft/options.js';
import { eventually } from '../support/eventually.js';
import { SkewedClock } from '../support/skewed-clock.js';
import { startWorld } from '../support/world.js';
import { crmDifferences, dealDifferences } from './judge.js';
import { createRandom } from './random.js';

const HOUR_MS = 60 * 60_000;
const PUBLIC_URL = 'https://dealdraft.example';
/** Loses three of the first twenty answers. */
const LOST_SEED = 3;
const CREATE = { method: 'POST', path: '/api/v2.1/public/contracts/' };

/** Everything in one process, on a clock that can be set forward. */
async function startSkewed() {
  const clock = new SkewedClock();
  const now = () => clock.now();
  const world = await startWorld({
    backfill: true,
    webhook: true,
    adapters: { clock },
    salesforce: { now },
    spotdraft: { now, rateLimitPerSecond: null },
    env: {
      SPOTDRAFT_RATE_LIMIT: '500',
      PUBLIC_URL,
      SPOTDRAFT_HMAC_KEY: DEFAULT_HMAC_KEY,
      RECONCILE_EVERY_MINUTES: '0',
      RECONCILE_DEEP_EVERY_HOURS: '0',
    },
  });
  return { world, clock };
}

test('what comes while the store is away gets 503, and the ledger has exactly what got 200', async () => {
  await using world = await startWorld({ worker: false });
  const contract = someContract(world, 'SIGN');
  const bodies = Array.from({ length: 120 }, () => deliveryOf(contract, 'CONTRACT_SIGNED'));
  const away = path.join(world.folder, 'away');
  const files = ['dealdraft.db', 'dealdraft.db-wal', 'dealdraft.db-shm'];
  await mkdir(away);
  const statuses = new Map<unknown, number>();
  const send = async (body: unknown) => {
    statuses.set(body, (await deliver(world, body)).status);
  };
  await Promise.all(bodies.slice(0, 40).map(send));
  for (const file of files) await rename(path.join(world.folder, file), path.join(away, file));
  await Promise.all(bodies.slice(40, 80).map(send));
  expect((await fetch(`${world.app.url}/readyz`)).status).toBe(503);
  for (const file of files) await rename(path.join(away, file), path.join(world.folder, file));
  await Promise.all(bodies.slice(80).map(send));

  expect(bodies.map((body) => statuses.get(body))).toEqual(
    bodies.map((_, index) => (index >= 40 && index < 80 ? 503 : 200)),
  );
  expect((await fetch(`${world.app.url}/readyz`)).status).toBe(200);
  expect(await world.app.store.inbox.counts()).toMatchObject({ received: 80, waiting: 80 });
  for (const body of bodies.slice(40, 80)) await send(body);
  expect(await world.app.store.inbox.counts()).toMatchObject({ received: 120, waiting: 120 });
});

test('what comes while another program holds the store waits for it', async () => {
  await using world = await startWorld({
    worker: false,
    env: { SPOTDRAFT_HMAC_KEY: DEFAULT_HMAC_KEY },
  });
  const other = new DatabaseSync(path.join(world.folder, 'dealdraft.db'));
  other.exec('BEGIN IMMEDIATE');
  const contract = someContract(world, 'SIGN');
  const answers = Array.from({ length: 20 }, () =>
    deliver(world, deliveryOf(contract, 'CONTRACT_SIGNED')),
  );
  // The server answers meanwhile.
  expect((await fetch(`${world.app.url}/healthz`)).status).toBe(200);
  expect(await world.app.store.inbox.counts()).toMatchObject({ received: 0 });
  other.exec('ROLLBACK');
  other.close();
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(await world.app.store.inbox.counts()).toMatchObject({ received: 20, waiting: 20 });
});

test('72 hours without SpotDraft lose nothing and park nothing', async () => {
  const { world, clock } = await startSkewed();
  await using _world = world;
  const { spotdraft, app } = world;
  const signing = spotdraft.control
    .list()
    .filter(({ contract_status, deleted }) => contract_status === 'SIGN' && !deleted);
  spotdraft.faults.add({ kind: 'status', status: 503 });
  for (const { id } of signing) spotdraft.control.execute(id);
  await spotdraft.deliveries.flush();
  const { received } = await app.store.inbox.counts();
  expect(received).toBeGreaterThan(signing.length);

  for (let hour = 0; hour < 72; hour += 1) {
    clock.forward(HOUR_MS);
    const callsBefore = spotdraft.calls.report().total;
    // It still asks now and then.
    await eventually(() => {
      expect(spotdraft.calls.report().total).toBeGreaterThan(callsBefore);
    });
  }
  expect(await app.store.inbox.counts()).toMatchObject({ received, waiting: received, parked: 0 });

  spotdraft.faults.clear();
  await eventually(async () => {
    clock.forward(60_000);
    expect(await app.store.inbox.counts()).toMatchObject({ received, waiting: 0, parked: 0 });
  });
  await settled(world);
  expect(crmDifferences(spotdraft, world.salesforce)).toEqual([]);
  expect(dealDifferences(spotdraft, world.salesforce)).toEqual([]);
});

test.each([
  ['answers 503', { kind: 'status', status: 503 }],
  ['has spent its daily allowance', { kind: 'request-limit', times: 1_000_000 }],
] as const)('a CRM that %s for minutes is written to afterwards', async (_what, fault) => {
  const { world, clock } = await startSkewed();
  await using _world = world;
  const { spotdraft, salesforce, app } = world;
  const signing = spotdraft.control
    .list()
    .filter(({ contract_status, deleted }) => contract_status === 'SIGN' && !deleted);
  salesforce.control.addFault(fault);
  for (const { id } of signing) spotdraft.control.execute(id);
  await spotdraft.deliveries.flush();
  const { received } = await app.store.inbox.counts();
  for (let minute = 0; minute < 15; minute += 1) {
    clock.forward(60_000);
    await app.store.checkWritable();
  }
  expect(await app.store.inbox.counts()).toMatchObject({ received, parked: 0 });
  expect((await app.store.queues.sync.counts()).parked).toBe(0);

  salesforce.control.clearFaults();
  await eventually(async () => {
    clock.forward(60_000);
    expect(await app.store.inbox.counts()).toMatchObject({ received, waiting: 0, parked: 0 });
  });
  await settled(world);
  expect(crmDifferences(spotdraft, world.salesforce)).toEqual([]);
  expect(dealDifferences(spotdraft, world.salesforce)).toEqual([]);
});

test('200 creates of 20 intents at once make 20 contracts, though a tenth of the answers is lost', async () => {
  await using world = await startWorld({
    spotdraft: { rateLimitPerSecond: null, contracts: 'none' },
    env: { SPOTDRAFT_RATE_LIMIT: '500', PUBLIC_URL },
  });
  const other = await world.startAnother();
  const deals = world.salesforce.deals.slice(0, 20).map(({ id }) => id);
  const { id: ruleId } = world.spotdraft.faults.add({
    kind: 'drop-after-commit',
    match: CREATE,
    rate: 0.1,
    seed: LOST_SEED,
  });
  const random = createRandom(LOST_SEED);
  const create = async (url: string, opportunityId: string) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...world.as('service') },
      body: JSON.stringify({
        query: CREATE_CONTRACT,
        variables: { input: { opportunityId, templateId: '1204', idempotencyKey: 'parallel' } },
      }),
    });
    // A tenth of our own answers gets lost as well; whoever misses one asks again.
    if (random.next() < 0.1) return null;
    const { data } = (await response.json()) as {
      data: { createContract: { contract: { id: string } | null } } | null;
    };
    return data?.createContract.contract?.id ?? null;
  };
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const deal = deals[index % deals.length]!;
      const url = Math.floor(index / deals.length) % 2 === 0 ? world.app.url : other.url;
      return eventually(async () => {
        const id = await create(url, deal);
        expect(id).not.toBeNull();
        return `${deal} ${id}`;
      }, 30_000);
    }),
  );
  const rule = world.spotdraft.faults.list().find(({ id }) => id === ruleId);
  expect(rule?.struck, 'answers of SpotDraft that were lost').toBeGreaterThan(0);
  expect(new Set(answers).size).toBe(20);
  expect(world.spotdraft.control.list()).toHaveLength(20);
  for (const deal of deals) expect(world.spotdraft.control.list(deal)).toHaveLength(1);
}, 60_000);

const CREATE_CONTRACT = `mutation Create($input: CreateContractInput!) {
  createContract(input: $input) { contract { id } userErrors { code } }
}`;
