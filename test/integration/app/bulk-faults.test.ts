import { expect, test } from 'vitest';
import { CancelBulkCreateDocument, CreateContractDocument } from '../../generated/graphql.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import type { World } from '../../support/world.js';
import {
  contractsByDeal,
  creates,
  expectMadeOnce,
  finished,
  jobOf,
  rowsOf,
  start,
  startBulkWorld,
  workersHadATurn,
} from './bulk-support.js';

const POST_CREATE = { method: 'POST', path: '/api/v2.1/public/contracts/' };

/** A world in which what a pause or a lost answer is waited for passes in a tenth of the time. */
function startQuickWorld(): Promise<World> {
  const clock = new SkewedClock({ speed: 10 });
  const now = () => clock.now();
  return startBulkWorld({ adapters: { clock }, salesforce: { now }, spotdraft: { now } });
}

function dealIds(world: World, count: number): string[] {
  return world.salesforce.deals.slice(0, count).map(({ id }) => id);
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
  expectMadeOnce(world, job);
  const made = await rowsOf(world, id, ['CREATED']);
  expect(made.map(({ contract }) => contract)).not.toContain(null);
}, 120_000);

test('makes what was certainly not made, where the request was lost on its way', async () => {
  await using world = await startQuickWorld();
  world.spotdraft.faults.add({ kind: 'drop-before-commit', match: POST_CREATE, times: 2 });
  const { id } = await start(world, { opportunityIds: dealIds(world, 12) });
  expectMadeOnce(world, await finished(world, id, undefined, 60_000));
}, 90_000);

test('what became of a contract is known within five minutes where nothing tells of it, and no row is left', async () => {
  await using world = await startQuickWorld();
  // Not one contract shows how soon this workspace lists what is new.
  world.spotdraft.faults.add({ kind: 'drop-before-commit', match: POST_CREATE, times: 2 });
  const preview = await start(world, { opportunityIds: dealIds(world, 12), dryRun: true });
  await finished(world, preview.id);
  const deals = (await rowsOf(world, preview.id, ['CREATABLE'])).map((row) => row.opportunityId);
  const { id } = await start(world, { opportunityIds: deals.slice(0, 2) });
  await eventually(() => expect(creates(world)).toBe(2), 20_000);
  expect(await jobOf(world, id)).toMatchObject({ state: 'RUNNING', waiting: 2, failed: 0 });
  const job = await finished(world, id, undefined, 80_000);
  expect(job).toMatchObject({ created: 2, failed: 0, waiting: 0 });
  const tookMs = Date.parse(job.endedAt!) - Date.parse(job.startedAt);
  // Its clock goes ten times as fast as the machine does.
  expect(tookMs).toBeLessThan(5 * 60_000 + 30_000);
  expect(creates(world)).toBe(4);
  expectMadeOnce(world, job);
}, 120_000);

test('an outage of SpotDraft holds the job up and is nobody’s verdict', async () => {
  await using world = await startQuickWorld();
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
  // What was lost is looked for again and again, and SpotDraft refuses to tell.
  const looks = () =>
    world.spotdraft.calls.report().byRoute['GET /api/v2.1/public/contracts/'] ?? 0;
  const before = looks();
  await eventually(() => expect(looks()).toBeGreaterThan(before + 5), 30_000);
  const held = await jobOf(world, id);
  expect(held.state).toBe('RUNNING');
  expect(held.waiting).toBeGreaterThan(0);
  expect(held.waiting).toBeLessThan(ids.length);
  // None of it is made again before that is known.
  const asked = creates(world);
  expect(asked).toBeLessThan(30);
  world.spotdraft.faults.clear();
  const job = await finished(world, id, undefined, 60_000);
  for (const { userErrors } of await rowsOf(world, id, ['FAILED']))
    expect(userErrors[0]!.code).toBe('REQUIRED');
  expectMadeOnce(world, job);
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
  const job = await finished(world, id, undefined, 90_000);
  expect(job).toMatchObject({ heldUpBy: null });
  expectMadeOnce(world, job);
}, 120_000);

test('an allowance that is spent, of either system, is waited for', async () => {
  await using world = await startQuickWorld();
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
  expectMadeOnce(world, job);
}, 90_000);

test('what is under way when a job is cancelled comes to its end, and nothing else is begun', async () => {
  await using world = await startBulkWorld();
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: 400, match: POST_CREATE });
  const ids = dealIds(world, 60);
  const { id } = await start(world, { opportunityIds: ids });
  await eventually(async () => {
    expect((await jobOf(world, id)).created).toBeGreaterThan(0);
  }, 20_000);
  const { data } = await world.graphql(CancelBulkCreateDocument, { input: { id } });
  const { endedAt } = data!.cancelBulkCreate.job!;
  await eventually(async () => {
    const { created } = await jobOf(world, id);
    expect(created).toBe(contractsByDeal(world).size);
    expect(created).toBe(creates(world));
  }, 20_000);
  await workersHadATurn(world, ids[0]!);
  const job = await jobOf(world, id);
  // What came late has not moved its end.
  expect(job).toMatchObject({ state: 'CANCELLED', endedAt });
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
  expectMadeOnce(world, job);
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
