import { expect, test } from 'vitest';
import { CancelBulkCreateDocument, CreateContractDocument } from '../../generated/graphql.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import type { World } from '../../support/world.js';
import { creates, finished, jobOf, rowsOf, start, startBulkWorld } from './bulk-support.js';

const POST_CREATE = { method: 'POST', path: '/api/v2.1/public/contracts/' };

/** A world in which what a pause or a lost answer is waited for passes in a tenth of the time. */
async function startQuickWorld() {
  const clock = new SkewedClock({ speed: 10 });
  const now = () => clock.now();
  const world = await startBulkWorld({
    adapters: { clock },
    salesforce: { now },
    spotdraft: { now },
  });
  return { world, clock };
}

function dealIds(world: World, count: number): string[] {
  return world.salesforce.deals.slice(0, count).map(({ id }) => id);
}

/** How many contracts SpotDraft has for each deal that has any. */
function contractCounts(world: World): readonly number[] {
  const counts = new Map<string, number>();
  for (const { external_metadata: metadata } of world.spotdraft.control.list()) {
    const deal = String(metadata.id);
    counts.set(deal, (counts.get(deal) ?? 0) + 1);
  }
  return [...counts.values()];
}

test('settles answers that were lost: each deal has its contract once, and the job knows it as its own', async () => {
  await using world = await startBulkWorld();
  world.spotdraft.faults.add({ kind: 'drop-after-commit', match: POST_CREATE, times: 3 });
  world.spotdraft.faults.add({
    kind: 'status-after-commit',
    status: 502,
    match: POST_CREATE,
    times: 2,
    skip: 3,
  });
  const { id } = await start(world, { opportunityIds: dealIds(world, 25) });
  const job = await finished(world, id, undefined, 90_000);
  expect(job.existing).toBe(0);
  expect(contractCounts(world)).toEqual(Array.from({ length: job.created }, () => 1));
  expect((await rowsOf(world, id, ['CREATED'])).every(({ contract }) => contract !== null)).toBe(
    true,
  );
}, 120_000);

test('makes what was certainly not made, where the request was lost on its way', async () => {
  const { world: started } = await startQuickWorld();
  await using world = started;
  world.spotdraft.faults.add({ kind: 'drop-before-commit', match: POST_CREATE, times: 2 });
  const { id } = await start(world, { opportunityIds: dealIds(world, 12) });
  const job = await finished(world, id, undefined, 60_000);
  expect(contractCounts(world)).toEqual(Array.from({ length: job.created }, () => 1));
  expect(job.created + job.failed).toBe(12);
}, 90_000);

test('an outage of SpotDraft holds the job up and is nobody’s verdict', async () => {
  const { world: started, clock } = await startQuickWorld();
  await using world = started;
  const ids = dealIds(world, 50);
  world.spotdraft.faults.add({
    kind: 'status',
    status: 503,
    body: '<html>edge</html>',
    match: { path: '/contracts/' },
    skip: 4,
  });
  const { id } = await start(world, { opportunityIds: ids });
  await eventually(async () => {
    expect((await jobOf(world, id)).waiting).toBeLessThan(ids.length);
  }, 20_000);
  await clock.sleep(15_000);
  const held = await jobOf(world, id);
  expect(held.state).toBe('RUNNING');
  expect(held.waiting).toBeGreaterThan(0);
  // What is lost is not asked for again and again.
  const asked = creates(world);
  expect(asked).toBeLessThan(30);
  world.spotdraft.faults.clear();
  const job = await finished(world, id, undefined, 60_000);
  for (const { userErrors } of await rowsOf(world, id, ['FAILED']))
    expect(userErrors[0]!.code).toBe('REQUIRED');
  expect(contractCounts(world)).toEqual(Array.from({ length: job.created }, () => 1));
  expect(job.created + job.failed).toBe(ids.length);
}, 120_000);

test('an outage of Salesforce pauses the job, which says so and goes on by itself', async () => {
  await using world = await startBulkWorld({ worker: false });
  const { id } = await start(world, { opportunityIds: dealIds(world, 8) });
  world.salesforce.control.faults.add({ kind: 'status', status: 503, match: { path: '/query' } });
  await world.startAnother();
  await eventually(async () => {
    const { heldUpBy, state, waiting } = await jobOf(world, id);
    expect([state, waiting]).toEqual(['RUNNING', 8]);
    expect(heldUpBy).toMatch(/^Salesforce can't be worked with at the moment/);
  }, 20_000);
  world.salesforce.control.faults.clear();
  expect(await finished(world, id, undefined, 90_000)).toMatchObject({ heldUpBy: null });
}, 120_000);

test('an allowance that is spent, of either system, is waited for', async () => {
  const { world: started } = await startQuickWorld();
  await using world = started;
  world.spotdraft.faults.add({
    kind: 'status',
    status: 429,
    headers: { 'retry-after': '1' },
    match: POST_CREATE,
    times: 5,
  });
  world.salesforce.control.faults.add({
    kind: 'status',
    status: 403,
    body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }],
    match: { path: '/query' },
    times: 1,
  });
  const { id } = await start(world, { opportunityIds: dealIds(world, 10) });
  const job = await finished(world, id, undefined, 60_000);
  for (const { userErrors } of await rowsOf(world, id, ['FAILED']))
    expect(userErrors[0]!.code).toBe('REQUIRED');
  expect(contractCounts(world)).toEqual(Array.from({ length: job.created }, () => 1));
}, 90_000);

test('what is under way when a job is cancelled comes to its end, and nothing else is begun', async () => {
  await using world = await startBulkWorld();
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: 400, match: POST_CREATE });
  const { id } = await start(world, { opportunityIds: dealIds(world, 60) });
  await eventually(async () => {
    expect((await jobOf(world, id)).created).toBeGreaterThan(0);
  }, 20_000);
  await world.graphql(CancelBulkCreateDocument, { input: { id } });
  await eventually(async () => {
    const { created } = await jobOf(world, id);
    expect(created).toBe(contractCounts(world).length);
    expect(created).toBe(creates(world));
  }, 20_000);
  // Nothing follows: what was begun has ended, and a worker would begin more at once.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const job = await jobOf(world, id);
  expect(job).toMatchObject({ state: 'CANCELLED' });
  expect(job.waiting).toBeGreaterThan(0);
  expect(creates(world)).toBe(job.created);
}, 90_000);

test('a deal that is gone by then has a failed row', async () => {
  await using world = await startBulkWorld({ worker: false });
  const ids = dealIds(world, 3);
  const { id } = await start(world, { opportunityIds: ids });
  const { store } = world.salesforce.control.org;
  store.find('Opportunity', ids[1]!)!.IsDeleted = true;
  await world.startAnother();
  await finished(world, id);
  const rows = await rowsOf(world, id);
  expect(rows[1]).toMatchObject({
    state: 'FAILED',
    opportunity: null,
    userErrors: [{ code: 'NOT_FOUND' }],
  });
}, 60_000);

test('what SpotDraft refuses of one deal is its row’s, in SpotDraft’s words', async () => {
  await using world = await startBulkWorld();
  world.spotdraft.faults.add({
    kind: 'status',
    status: 400,
    body: { contract_data: ['The signatory has no e-mail address.'] },
    match: POST_CREATE,
    times: 1,
  });
  const { id } = await start(world, { opportunityIds: dealIds(world, 12) });
  const job = await finished(world, id);
  const refused = (await rowsOf(world, id, ['FAILED'])).filter(({ userErrors }) =>
    userErrors.some(({ code }) => code === 'SPOTDRAFT_REFUSED'),
  );
  expect(refused).toHaveLength(1);
  expect(refused[0]!.userErrors[0]!.message).toContain('The signatory has no e-mail address.');
  expect(job.created).toBe(contractCounts(world).length);
}, 60_000);

test('people’s own requests go before a job’s', async () => {
  await using world = await startBulkWorld({
    spotdraft: { rateLimitPerSecond: 10 },
    env: { SPOTDRAFT_RATE_LIMIT: '10' },
  });
  const ids = dealIds(world, 80);
  const { id } = await start(world, { opportunityIds: ids.slice(1) });
  await eventually(async () => {
    expect((await jobOf(world, id)).created).toBeGreaterThan(10);
  }, 30_000);
  const beganAtMs = performance.now();
  const { data } = await world.graphql(CreateContractDocument, {
    input: { opportunityId: ids[0]!, templateId: '1204' },
  });
  expect(data!.createContract.created).toBe(true);
  expect(performance.now() - beganAtMs).toBeLessThan(5_000);
  expect((await jobOf(world, id)).waiting).toBeGreaterThan(0);
}, 60_000);
