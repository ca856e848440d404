import { expect, test } from 'vitest';
import {
  BulkJobDocument,
  BulkJobsDocument,
  CancelBulkCreateDocument,
  CreateContractDocument,
  PauseBulkCreateDocument,
  ResumeBulkCreateDocument,
  RetryBulkCreateDocument,
  StartBulkCreateDocument,
  VoidContractDocument,
} from '../../generated/graphql.js';
import { ONE_PER_DEAL_KEY } from '../../../src/services/contracts/one-per-deal.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import type { World } from '../../support/world.js';
import {
  contractsByDeal,
  creates,
  finished,
  jobOf,
  rowsOf,
  start,
  startBulkWorld,
  withoutAccounts,
  workersHadATurn,
} from './bulk-support.js';

const REP = 'priya.raman@meridian-cloud.example';
const OTHER_REP = 'tom.keller@meridian-cloud.example';

function dealIds(world: World, count = Infinity): string[] {
  return world.salesforce.deals.slice(0, count).map(({ id }) => id);
}

test('has each deal have its contract once, with one look at the CRM, and says why there is none', async () => {
  await using world = await startBulkWorld({ worker: false });
  const ids = dealIds(world, 60);
  const { id } = await start(world, { opportunityIds: [...ids, ids[0]!.slice(0, 15), ids[1]!] });
  const { usage } = world.salesforce.control;
  usage.clearCalls();
  await world.startAnother();
  const job = await finished(world, id);
  // All of them in one query; single deals are asked for by nobody.
  const looks = usage.report().soql.filter((soql) => ids.some((deal) => soql.includes(deal)));
  const looksAtDeals = looks.filter((soql) => / FROM Opportunity /iu.test(soql));
  expect(looksAtDeals.map((soql) => ids.filter((deal) => soql.includes(deal)).length)).toEqual([
    60,
  ]);
  expect(job).toMatchObject({ total: 60, waiting: 0, creatable: 0, existing: 0, dryRun: false });
  expect(job.created + job.failed).toBe(60);
  expect(job.created).toBeGreaterThan(40);
  expect(job.failed).toBeGreaterThan(0);
  const rows = await rowsOf(world, id);
  expect(rows.map(({ opportunityId }) => opportunityId)).toEqual(ids);
  const made = await rowsOf(world, id, ['CREATED']);
  expect(made).toHaveLength(job.created);
  for (const { contract, opportunity, opportunityId, userErrors } of made) {
    expect(contract).not.toBeNull();
    expect(opportunity?.id).toBe(opportunityId);
    expect(userErrors).toEqual([]);
  }
  for (const { contract, userErrors } of await rowsOf(world, id, ['FAILED'])) {
    expect(contract).toBeNull();
    expect(userErrors[0]).toMatchObject({ code: 'REQUIRED', message: expect.any(String) });
  }
  const byDeal = contractsByDeal(world);
  expect(byDeal.size).toBe(job.created);
  expect([...byDeal.values()].every((count) => count === 1)).toBe(true);
  expect(creates(world)).toBe(job.created);

  // A second job finds what the first one made.
  const again = await start(world, { opportunityIds: ids.slice(0, 59) });
  expect(again.id).not.toBe(id);
  const second = await finished(world, again.id);
  expect(second).toMatchObject({ created: 0 });
  expect(second.existing + second.failed).toBe(59);
  const contractOf = new Map(made.map((row) => [row.opportunityId, row.contract?.id]));
  for (const row of await rowsOf(world, again.id, ['EXISTING']))
    expect(row.contract?.id).toBe(contractOf.get(row.opportunityId));
  expect(creates(world)).toBe(job.created);
}, 90_000);

test('two jobs over the same deals at once, on two workers, make one contract a deal', async () => {
  await using world = await startBulkWorld();
  await world.startAnother();
  const ids = dealIds(world, 40);
  const jobs = await Promise.all([
    start(world, { opportunityIds: ids }),
    start(world, { opportunityIds: ids.slice(1) }),
    start(world, { opportunityIds: ids.slice(2).reverse() }, world.as('admin')),
  ]);
  const done = await Promise.all(jobs.map(({ id }) => finished(world, id, world.as('admin'))));
  const byDeal = contractsByDeal(world);
  expect([...byDeal.values()].every((count) => count === 1)).toBe(true);
  const created = done.reduce((sum, job) => sum + job.created, 0);
  expect(created).toBe(byDeal.size);
  for (const { created: made, existing, failed, total } of done)
    expect(made + existing + failed).toBe(total);
}, 90_000);

test('a job and what the Flow action and the automations ask for at the same time are one contract a deal', async () => {
  await using world = await startBulkWorld();
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: 300 });
  const ids = (
    await finished(
      world,
      (await start(world, { opportunityIds: dealIds(world, 12), dryRun: true })).id,
    )
  ).id;
  const deals = (await rowsOf(world, ids, ['CREATABLE'])).map(({ opportunityId }) => opportunityId);
  const { id } = await start(world, { opportunityIds: deals });
  // Some are to be sent: what was asked for first stands.
  const answers = await Promise.all(
    deals.map((opportunityId, index) =>
      world.graphql(CreateContractDocument, {
        input: {
          opportunityId,
          templateId: '1204',
          idempotencyKey: ONE_PER_DEAL_KEY,
          sendToCounterparties: index % 3 === 0,
        },
      }),
    ),
  );
  const job = await finished(world, id);
  expect(job).toMatchObject({ total: deals.length, failed: 0 });
  expect(job.created + job.existing).toBe(deals.length);
  for (const { data, errors } of answers) {
    expect(errors).toEqual([]);
    expect(['IDEMPOTENCY_MISMATCH', undefined]).toContain(data!.createContract.userErrors[0]?.code);
  }
  expect([...contractsByDeal(world).values()]).toEqual(deals.map(() => 1));
  expect(creates(world)).toBe(deals.length);
});

test('a dry run tells what would become of each deal, and asks SpotDraft for the template alone', async () => {
  await using world = await startBulkWorld();
  const ids = dealIds(world);
  const first = await start(world, { opportunityIds: ids.slice(0, 5) });
  const { created } = await finished(world, first.id);
  const before = creates(world);
  world.spotdraft.calls.reset();
  world.salesforce.control.usage.clearCalls();
  const { id } = await start(world, { opportunityIds: ids, dryRun: true });
  const job = await finished(world, id);
  expect(job).toMatchObject({ dryRun: true, created: 0, existing: created, total: ids.length });
  expect(job.creatable + job.existing + job.failed).toBe(ids.length);
  expect(job.creatable).toBeGreaterThan(0);
  expect(creates(world)).toBe(0);
  expect(before).toBe(created);
  // The first job's contracts are being synced meanwhile.
  const { 'GET /api/v2.1/public/contracts/': _sync, ...others } =
    world.spotdraft.calls.report().byRoute;
  expect(others).toEqual({});
  const [creatable] = await rowsOf(world, id, ['CREATABLE']);
  expect(creatable).toMatchObject({ contract: null, userErrors: [] });
  // What can be created is created then.
  const real = await start(world, { ofJob: id });
  expect((await start(world, { opportunityIds: ids })).id).toBe(real.id);
  const { errors } = await world.graphql(
    StartBulkCreateDocument,
    { input: { templateId: '1204', ofJob: id } },
    world.as('admin'),
  );
  expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
  const made = await finished(world, real.id);
  expect(made).toMatchObject({
    created: job.creatable,
    existing: job.existing,
    failed: job.failed,
  });
}, 120_000);

test('the same request is the same job, whatever the order of its deals; another caller’s is another', async () => {
  await using world = await startBulkWorld({ worker: false });
  const ids = dealIds(world, 4);
  const job = await start(world, { opportunityIds: ids });
  const repeats = [
    await start(world, { opportunityIds: [...ids].reverse() }),
    await start(world, { opportunityIds: ids.map((id) => id.slice(0, 15)) }),
  ];
  expect(repeats.map(({ id }) => id)).toEqual([job.id, job.id]);
  const others = [
    await start(world, { opportunityIds: ids, dryRun: true }),
    await start(world, { opportunityIds: ids.slice(1) }),
    await start(world, { opportunityIds: ids }, world.as('admin')),
  ];
  expect(new Set([job, ...others].map(({ id }) => id)).size).toBe(4);
});

test('the same request is the same job for a day; the same preview is judged anew once it is done', async () => {
  const clock = new SkewedClock();
  const now = () => clock.now();
  const signedInForMs = 7 * 24 * 60 * 60_000;
  await using world = await startBulkWorld({
    adapters: { clock },
    salesforce: { now, sessionTtlMs: signedInForMs },
    spotdraft: { now },
  });
  const ids = dealIds(world, 60);
  const preview = await start(world, { opportunityIds: ids, dryRun: true });
  await finished(world, preview.id);
  const [lacking] = await rowsOf(world, preview.id, ['CREATABLE']);
  const giveBack = withoutAccounts(world, [lacking!.opportunityId]);
  const real = await start(world, { ofJob: preview.id });
  const made = await finished(world, real.id);
  expect(made.created).toBeGreaterThan(40);

  clock.forward(24 * 60 * 60_000 - 60_000);
  const repeat = await start(world, { opportunityIds: [...ids].reverse() });
  expect(repeat).toMatchObject({ id: real.id, state: 'DONE', created: made.created });
  giveBack();
  const anew = await start(world, { opportunityIds: ids, dryRun: true });
  expect(anew.id).not.toBe(preview.id);
  expect(await finished(world, anew.id)).toMatchObject({
    creatable: 1,
    existing: made.created,
    failed: made.failed - 1,
  });

  clock.forward(60_000);
  const next = await start(world, { opportunityIds: ids });
  expect(next.id).not.toBe(real.id);
  expect(await finished(world, next.id)).toMatchObject({ created: 1, existing: made.created });
}, 90_000);

test('takes the deals that match a filter', async () => {
  await using world = await startBulkWorld({ worker: false });
  const stage = 'Negotiation/Review';
  const matching = world.salesforce.control.org.store
    .rows('Opportunity')
    .filter(({ StageName }) => StageName === stage);
  const job = await start(world, { filter: { stageName: [stage] }, dryRun: true });
  expect(job.total).toBe(matching.length);
  const owner = world.salesforce.users.find(({ username }) => username === REP)!;
  const mine = await start(
    world,
    { filter: { stageName: [stage] }, dryRun: true },
    await world.asUser(OTHER_REP),
  );
  expect(mine.total).toBeLessThan(job.total);
  const rows = await rowsOf(world, mine.id, undefined, world.as('admin'));
  const ofOwner = matching.filter(({ OwnerId }) => OwnerId === owner.id).map(({ Id }) => Id);
  expect(rows.some(({ opportunityId }) => ofOwner.includes(opportunityId))).toBe(false);
});

test('refuses what can not be a job, before anything is asked', async () => {
  await using world = await startBulkWorld({ worker: false });
  const [deal] = dealIds(world);
  const refusal = async (input: object) => {
    const { data, errors } = await world.graphql(StartBulkCreateDocument, {
      input: { templateId: '1204', ...input },
    });
    return (
      errors[0]?.extensions.code ??
      `${data!.startBulkCreate.userErrors[0]?.code}: ${data!.startBulkCreate.userErrors[0]?.message}`
    );
  };
  expect(await refusal({})).toMatch(/INVALID_INPUT: Give either/);
  expect(await refusal({ opportunityIds: [deal], filter: {} })).toMatch(/INVALID_INPUT: Give/);
  expect(await refusal({ opportunityIds: [] })).toMatch(/INVALID_INPUT: There is no deal/);
  expect(await refusal({ filter: { search: 'nobody has such a deal' } })).toMatch(
    /No deal matches/,
  );
  expect(await refusal({ opportunityIds: ['nonsense'] })).toBe('BAD_USER_INPUT');
  const { errors: malformed } = await world.graphql(StartBulkCreateDocument, {
    input: { templateId: '1204', opportunityIds: ['nonsense', deal!, 'rubbish'] },
  });
  expect(malformed[0]?.message).toContain('"nonsense", "rubbish"');
  expect(await refusal({ opportunityIds: [deal], templateId: 'x' })).toBe('BAD_USER_INPUT');
  expect(await refusal({ opportunityIds: [deal], templateId: '999999' })).toBe('NOT_FOUND');
  expect(await refusal({ opportunityIds: [deal], templateId: '1201' })).toMatch(/MAPPING_MISSING/);
  const many = Array.from(
    { length: 10_001 },
    (_, index) => `006000000${String(index).padStart(6, '0')}`,
  );
  expect(await refusal({ opportunityIds: many })).toMatch(
    /INVALID_INPUT: These are 10001 deals; a job takes at most 10000/,
  );
  const { errors } = await world.graphql(BulkJobDocument, { id: 'no-id' });
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('pauses, goes on, ends, and takes up what was cancelled', async () => {
  await using world = await startBulkWorld({ worker: false });
  const ids = dealIds(world, 6);
  const { id } = await start(world, { opportunityIds: ids });
  const lead = async (document: typeof PauseBulkCreateDocument) => {
    const { data } = await world.graphql(document, { input: { id } });
    const payload = Object.values(data!)[0]!;
    return payload.userErrors[0]?.code ?? payload.job!.state;
  };
  const [cancel, resume, retry] = [
    CancelBulkCreateDocument,
    ResumeBulkCreateDocument,
    RetryBulkCreateDocument,
  ] as unknown as (typeof PauseBulkCreateDocument)[];
  expect(await lead(PauseBulkCreateDocument)).toBe('PAUSED');
  await world.startAnother();
  await workersHadATurn(world, ids[0]!);
  expect(await jobOf(world, id)).toMatchObject({ state: 'PAUSED', waiting: 6 });
  expect(await lead(cancel!)).toBe('CANCELLED');
  expect(await lead(cancel!)).toBe('CANCELLED');
  expect(await lead(PauseBulkCreateDocument)).toBe('INVALID_STATE');
  expect(await lead(retry!)).toBe('INVALID_STATE');
  expect(creates(world)).toBe(0);
  expect(await lead(resume!)).toBe('RUNNING');
  const done = await finished(world, id);
  expect(done.created).toBe(creates(world));
  expect(await lead(cancel!)).toBe('INVALID_STATE');
  expect(await lead(resume!)).toBe('INVALID_STATE');
}, 60_000);

test('a job is its starter’s and the admins’; nobody else is told of it', async () => {
  await using world = await startBulkWorld({ worker: false });
  const rep = await world.asUser(REP);
  const { id } = await start(world, { opportunityIds: dealIds(world, 2) }, rep);
  const seen = async (headers: Record<string, string>) => {
    const one = await world.graphql(BulkJobDocument, { id }, headers);
    const list = await world.graphql(BulkJobsDocument, {}, headers);
    return [one.data?.bulkJob?.startedBy ?? null, list.data?.bulkJobs.nodes.length];
  };
  expect(await seen(rep)).toEqual([REP, 1]);
  expect(await seen(await world.asUser(REP.toUpperCase()))).toEqual([REP, 1]);
  expect(await seen(world.as('admin'))).toEqual([REP, 1]);
  expect(await seen(await world.asUser(OTHER_REP))).toEqual([null, 0]);
  expect(await seen(world.as('service'))).toEqual([null, 0]);
});

test('each row has the rights that its starter has then', async () => {
  await using world = await startBulkWorld({ worker: false });
  const { store } = world.salesforce.control.org;
  const owner = world.salesforce.users.find(({ username }) => username === REP)!;
  const other = world.salesforce.users.find(({ username }) => username === OTHER_REP)!;
  const rep = await world.asUser(REP);
  const visible = await start(world, { filter: { isClosed: false }, dryRun: true }, rep);
  const [lost, kept] = (await rowsOf(world, visible.id, undefined, rep)).filter(
    ({ opportunityId }) => store.find('Opportunity', opportunityId)!.OwnerId === owner.id,
  );
  const foreign = store
    .rows('Opportunity')
    .find(({ OwnerId, IsClosed }) => OwnerId === other.id && IsClosed === false)!;
  const ids = [lost!.opportunityId, kept!.opportunityId, String(foreign.Id)];
  const { id } = await start(world, { opportunityIds: ids }, rep);
  store.find('Opportunity', ids[0]!)!.OwnerId = other.id;
  await world.startAnother();
  await finished(world, id, rep);
  const rows = await rowsOf(world, id, undefined, world.as('admin'));
  expect(rows[0]).toMatchObject({ state: 'FAILED', contract: null });
  expect(rows[0]!.userErrors).toMatchObject([
    { code: 'NOT_FOUND', message: expect.stringContaining('no access to it in the CRM') },
  ]);
  expect(rows[1]!.state).not.toBe('WAITING');
  expect(rows[2]).toMatchObject({ state: 'FAILED', userErrors: [{ code: 'NOT_FOUND' }] });
  expect(contractsByDeal(world).has(ids[2]!)).toBe(false);
}, 60_000);

test('whoever may not sign in any more has failed rows that say so', async () => {
  await using world = await startBulkWorld({ worker: false });
  const rep = await world.asUser(REP);
  const { id } = await start(world, { opportunityIds: dealIds(world, 3) }, rep);
  world.salesforce.control.org.store
    .rows('User')
    .find(({ Username }) => Username === REP)!.IsActive = false;
  await world.startAnother();
  const job = await finished(world, id, world.as('admin'));
  expect(job).toMatchObject({ failed: 3, created: 0 });
  for (const { userErrors } of await rowsOf(world, id, undefined, world.as('admin')))
    expect(userErrors).toMatchObject([{ code: 'FORBIDDEN', message: expect.any(String) }]);
  expect(creates(world)).toBe(0);
}, 60_000);

test('makes another one where the only one was voided, and retries what failed', async () => {
  await using world = await startBulkWorld();
  const ids = dealIds(world, 60);
  const preview = await start(world, { opportunityIds: ids, dryRun: true });
  await finished(world, preview.id);
  const failed = (await rowsOf(world, preview.id, ['CREATABLE'])).at(-1)!.opportunityId;
  const giveBack = withoutAccounts(world, [failed]);
  const first = await start(world, { opportunityIds: ids });
  await finished(world, first.id);
  const [made] = await rowsOf(world, first.id, ['CREATED']);
  await world.graphql(VoidContractDocument, {
    input: { contractId: made!.contract!.id, note: 'wrong terms' },
  });
  const deals = [made!.opportunityId, failed];
  const { id } = await start(world, { opportunityIds: deals });
  expect(await finished(world, id)).toMatchObject({ created: 1, existing: 0, failed: 1 });
  expect(world.spotdraft.control.list(made!.opportunityId)).toHaveLength(2);

  giveBack();
  await world.graphql(RetryBulkCreateDocument, { input: { id } });
  expect(await finished(world, id)).toMatchObject({ created: 2, failed: 0 });
  expect(world.spotdraft.control.list(failed)).toHaveLength(1);
}, 60_000);

test('a job whose process died before it was marked as work is taken up', async () => {
  await using world = await startBulkWorld({ worker: false });
  const { id } = await start(world, { opportunityIds: dealIds(world, 3) });
  const { bulk } = world.app.store.queues;
  for (const claim of await bulk.claim({ limit: 10, leaseMs: 1_000 })) await bulk.done(claim);
  await world.startAnother();
  await eventually(async () => {
    expect(await jobOf(world, id)).toMatchObject({ state: 'DONE' });
  }, 30_000);
}, 60_000);
