import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../../../src/mapping/index.js';
import type { ContractId } from '../../../../../src/domain/contract-id.js';
import { ConfigError, ForbiddenError } from '../../../../../src/domain/errors.js';
import { reconciledAt, runBackfill, runReconcile } from '../../../../../src/sync/index.js';
import { contract, DEAL_A, T1, T2, T3 } from '../../../../contract/store/samples.js';
import { openPassWorld, RECORDS } from '../../../../support/pass-world.js';

type Passes = Awaited<ReturnType<typeof openPassWorld>>;

async function inLine(...contracts: ReturnType<typeof contract>[]): Promise<Passes> {
  const passes = await openPassWorld();
  passes.has(...contracts);
  await runBackfill({ ...passes.parts, onProgress: () => undefined });
  return passes;
}

const causes = async (passes: Passes) => {
  const { found } = await runReconcile(passes.parts, { dryRun: true });
  return found;
};

it('names the fields that the CRM lacks, and compares nothing', async () => {
  await using passes = await inLine(contract({ id: T1, opportunityId: DEAL_A }));
  passes.world.fields = ['Id__c', 'Deal__c'];
  const pass = runReconcile(passes.parts, { dryRun: false });
  await expect(pass).rejects.toThrow(ConfigError);
  await expect(pass).rejects.toThrow(/Status__c/);
});

it('vouches by the clock of dealdraft where SpotDraft does not tell the time', async () => {
  await using passes = await inLine(contract({ id: T1 }));
  const { store, clock, parts, world } = passes;
  const since = (await reconciledAt(store.settings))!;
  clock.advance(60_000);
  await runReconcile(parts, { since, dryRun: false });
  expect(await reconciledAt(store.settings)).toEqual(clock.now());
  world.time = clock.in(30_000);
  await runReconcile(parts, { since: clock.now(), dryRun: false });
  expect(await reconciledAt(store.settings)).toEqual(world.time);
});

describe('contracts that the list does not show', () => {
  it('are no drift when SpotDraft shows them as they are known', async () => {
    await using passes = await inLine(contract({ id: T1 }), contract({ id: T2 }));
    const { world } = passes;
    world.unlisted.add(T1).add(T2);
    expect(await causes(passes)).toEqual({});
    passes.has(contract({ id: T2, status: 'EXECUTED' }));
    expect(await causes(passes)).toEqual({ 'missed-delivery': 1 });
  });

  it('are looked at once more when they are too new to be judged', async () => {
    await using passes = await openPassWorld();
    const { store, clock, parts } = passes;
    passes.has(contract({ id: T1, createdAt: clock.now().toISOString() }));
    await runBackfill({ ...parts, onProgress: () => undefined });
    passes.world.contracts.delete(T1);
    expect(await runReconcile(parts, { dryRun: true })).toMatchObject({ undecided: 1, found: {} });
    expect((await store.queues.sync.states([T1])).size).toBe(0);
    expect(await runReconcile(parts, { dryRun: false })).toMatchObject({ undecided: 1, found: {} });
    expect(await store.queues.sync.counts()).toMatchObject({ due: 0, later: 1 });
  });
});

it('of records without a contract, marks those as deleted that SpotDraft neither shows nor refuses', async () => {
  await using passes = await inLine(contract({ id: T1 }));
  const { world, parts } = passes;
  for (const id of [T2, T3]) world.held.set(`${RECORDS} ${id}`, { Status__c: 'SIGN' });
  world.refusals.set(T2, new ForbiddenError('No.', { service: 'spotdraft', status: 403 }));
  world.held.set(`${RECORDS} T-9`, { Status__c: 'DELETED' });
  const { found, repaired } = await runReconcile(parts, { dryRun: false });
  expect(found).toEqual({ unreadable: 1, 'record-without-contract': 1 });
  expect(repaired).toEqual({ 'record-without-contract': 1 });
  expect(world.held.get(`${RECORDS} ${T3}`)).toMatchObject({ Status__c: 'DELETED' });
  expect(world.held.get(`${RECORDS} ${T2}`)).toMatchObject({ Status__c: 'SIGN' });
});

it('of records that nobody knew, takes up the contract that SpotDraft shows after all', async () => {
  await using passes = await inLine(contract({ id: T1 }));
  const { world, parts, store } = passes;
  world.held.set(`${RECORDS} ${T2}`, { Status__c: 'DRAFT' });
  passes.has(contract({ id: T2, status: 'SIGN' }));
  world.unlisted.add(T2);
  const { found, adrift } = await runReconcile(parts, { dryRun: false });
  expect({ found, adrift }).toEqual({ found: { 'unknown-contract': 1 }, adrift: 0 });
  expect((await store.contracts.get([T2])).get(T2)?.contract.status).toBe('SIGN');
});

it('tells whoever archives of each update once, and of all else what is missing', async () => {
  await using passes = await inLine(
    contract({ id: T1, status: 'EXECUTED' }),
    contract({ id: T2, status: 'DRAFT' }),
  );
  const { store, parts, clock, world } = passes;
  const told = { changed: [] as ContractId[], missing: [] as ContractId[] };
  const documents = {
    scope: 'a folder',
    changed: async (ids: readonly ContractId[]) => told.changed.push(...ids),
    missing: async (ids: readonly ContractId[]) => told.missing.push(...ids),
  };
  const since = (await reconciledAt(store.settings))!;
  const sweep = () => runReconcile({ ...parts, documents }, { since, dryRun: false });
  await sweep();
  expect(told).toEqual({ changed: [T1], missing: [] });
  clock.advance(60 * 60_000);
  await sweep();
  // Another pass from the same time on asks for what is news since the one before.
  clock.advance(60 * 60_000);
  world.queries.length = 0;
  await sweep();
  const asked = world.queries.map(({ updatedSince }) => updatedSince?.getTime());
  expect(new Set(asked).size).toBe(2);
  expect(Math.max(...asked.map(Number))).toBeGreaterThan(since.getTime());
  await runReconcile({ ...parts, documents }, { dryRun: true, since });
  expect(told.missing).toEqual([]);
  // A pass over everything asks what was updated, too, because the next one begins where it did. Of all else, what is missing is told.
  told.changed = [];
  await runReconcile({ ...parts, documents }, { dryRun: false });
  expect(told).toEqual({ changed: [T1], missing: [] });
  world.notUpdated.add(T1);
  await runReconcile({ ...parts, documents }, { dryRun: false });
  expect(told).toEqual({ changed: [T1], missing: [T1] });
});

it('asks once what was updated for all that are told of it', async () => {
  await using passes = await inLine(contract({ id: T1, status: 'EXECUTED' }));
  const { store, parts, clock, world } = passes;
  const documents = { scope: 'a folder', changed: async () => {}, missing: async () => {} };
  const renewals = new Map([['12', { readsKeyPointers: true }]]) as unknown as Mapping['renewals'];
  const since = (await reconciledAt(store.settings))!;
  const told = { ...parts, documents, mapping: { ...parts.mapping, renewals } };
  await runReconcile(told, { since, dryRun: false });
  clock.advance(60 * 60_000);
  await runReconcile(told, { since, dryRun: false });
  clock.advance(60 * 60_000);
  world.queries.length = 0;
  await runReconcile(told, { since, dryRun: false });
  const news = world.queries.filter(({ updatedSince }) => updatedSince! > since);
  expect(news).toHaveLength(1);
});
