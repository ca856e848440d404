import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toOpportunityId } from '../../../src/domain/opportunity-id.js';
import type { OpportunityId } from '../../../src/domain/opportunity-id.js';
import type {
  BulkJob,
  BulkStartRules,
  BulkVerdict,
  NewBulkJob,
} from '../../../src/store/bulk-jobs.js';
import type { Store } from '../../../src/store/store.js';
import { T1 } from './samples.js';
import type { Fixture } from './store-suite.js';

const DAY_MS = 24 * 60 * 60_000;
const RULES: BulkStartRules = { repeatMs: DAY_MS, maxOpen: 3, keepEndedMs: 30 * DAY_MS };

function deals(count: number): OpportunityId[] {
  return Array.from({ length: count }, (_, index) =>
    toOpportunityId(`006000000${String(index).padStart(6, '0')}`)!,
  );
}

function newJob(changes: Partial<NewBulkJob> = {}): NewBulkJob {
  const id = randomUUID();
  return {
    id,
    owner: 'user:priya@crm.example',
    starter: { kind: 'user', username: 'priya@crm.example', email: 'priya@example.com' },
    templateId: '1204',
    dryRun: false,
    opportunityIds: deals(5),
    fingerprint: id,
    ...changes,
  };
}

async function started(store: Store, changes: Partial<NewBulkJob> = {}): Promise<BulkJob> {
  const start = await store.bulk.start(newJob(changes), RULES);
  if (start.outcome !== 'started') throw new Error(start.outcome);
  return start.job;
}

function verdict(number: number, changes: Partial<BulkVerdict> = {}) {
  return { number, state: 'CREATED' as const, contractId: T1, userErrors: [], ...changes };
}

const FAILED: BulkVerdict = {
  state: 'FAILED',
  contractId: null,
  userErrors: [
    {
      field: ['data', 'po_number'],
      code: 'REQUIRED',
      message: 'Füll "PO number" aus\n=1+1',
      spotdraftCode: null,
    },
  ],
};

export function describeBulkJobs(fixture: () => Fixture): void {
  describe('bulk jobs', () => {
    it('keeps a job and its rows as they were given, across restarts', async () => {
      const { store, reopen, clock } = fixture();
      const given = newJob({ dryRun: true });
      const start = await store.bulk.start(given, RULES);
      const { opportunityIds, fingerprint: _fingerprint, ...kept } = given;
      const job = {
        ...kept,
        number: 1,
        state: 'RUNNING',
        total: 5,
        counts: { WAITING: 5, CREATABLE: 0, CREATED: 0, EXISTING: 0, FAILED: 0 },
        startedAt: clock.now(),
        endedAt: null,
        revision: 0,
      };
      expect(start).toEqual({ outcome: 'started', job });
      const next = await reopen();
      expect(await next.bulk.get(given.id)).toEqual(job);
      expect(await next.bulk.get(randomUUID())).toBeNull();
      expect(await next.bulk.rows(given.id, { limit: 10 })).toEqual(
        opportunityIds.map((opportunityId, number) => ({
          number,
          opportunityId,
          state: 'WAITING',
          contractId: null,
          userErrors: [],
        })),
      );
    });

    it('takes the same request for the same job, for as long as that counts, also of several at once', async () => {
      const { store, reopen, clock } = fixture();
      const other = await reopen();
      const same = { fingerprint: 'same' };
      const starts = await Promise.all(
        [store, other, store].map(({ bulk }) => bulk.start(newJob(same), RULES)),
      );
      expect(starts.map(({ outcome }) => outcome).sort()).toEqual(['repeat', 'repeat', 'started']);
      const ids = new Set(starts.map((start) => 'job' in start && start.job.id));
      expect(ids.size).toBe(1);
      // Done or not, to the last millisecond of the day.
      const [id] = [...ids].filter((each) => each !== false);
      await store.bulk.change(id!, ['RUNNING'], 'CANCELLED');
      clock.advance(DAY_MS - 1);
      expect(await store.bulk.start(newJob(same), RULES)).toMatchObject({
        outcome: 'repeat',
        job: { id, state: 'CANCELLED' },
      });
      clock.advance(1);
      expect((await store.bulk.start(newJob(same), RULES)).outcome).toBe('started');
      expect((await store.bulk.start(newJob(same), RULES)).outcome).toBe('repeat');
    });

    it('takes a dry run for the same one until it has ended', async () => {
      const { store } = fixture();
      const same = { fingerprint: 'same', dryRun: true, opportunityIds: deals(1) };
      const first = await started(store, same);
      expect(await store.bulk.start(newJob(same), RULES)).toMatchObject({
        outcome: 'repeat',
        job: { id: first.id },
      });
      await store.bulk.change(first.id, ['RUNNING'], 'PAUSED');
      expect((await store.bulk.start(newJob(same), RULES)).outcome).toBe('repeat');
      await store.bulk.settle(first.id, [verdict(0, { state: 'CREATABLE', contractId: null })]);
      await store.bulk.change(first.id, ['PAUSED'], 'RUNNING');
      const second = await started(store, same);
      expect(second.id).not.toBe(first.id);
      await store.bulk.change(second.id, ['RUNNING'], 'CANCELLED');
      expect((await started(store, same)).id).not.toBe(second.id);
      expect(await store.bulk.get(first.id)).toMatchObject({
        state: 'DONE',
        counts: { CREATABLE: 1 },
      });
    });

    it('bounds the jobs of one owner that have not ended', async () => {
      const { store } = fixture();
      const [first] = [await started(store), await started(store), await started(store)];
      expect(await store.bulk.start(newJob(), RULES)).toEqual({ outcome: 'too-many' });
      expect((await store.bulk.start(newJob({ owner: 'key:other' }), RULES)).outcome).toBe(
        'started',
      );
      await store.bulk.change(first.id, ['RUNNING'], 'CANCELLED');
      expect((await store.bulk.start(newJob(), RULES)).outcome).toBe('started');
      expect((await store.bulk.start(newJob(), RULES)).outcome).toBe('too-many');
    });

    it('gives each row its verdict once, counts them, and is done with the last one', async () => {
      const { store, reopen, clock } = fixture();
      const other = await reopen();
      const { id } = await started(store);
      const first = await store.bulk.settle(id, [
        verdict(0),
        { number: 3, ...FAILED },
        verdict(1, { state: 'EXISTING' }),
      ]);
      expect(first).toMatchObject({
        state: 'RUNNING',
        revision: 1,
        counts: { WAITING: 2, CREATABLE: 0, CREATED: 1, EXISTING: 1, FAILED: 1 },
      });
      // Somebody who was taken for dead comes back with another word.
      const late = await other.bulk.settle(id, [{ number: 0, ...FAILED }]);
      expect(late).toEqual(first);
      await Promise.all([
        other.bulk.settle(id, [verdict(4)]),
        store.bulk.settle(id, [verdict(4, { state: 'EXISTING' })]),
      ]);
      clock.advance(5_000);
      const done = await other.bulk.settle(id, [
        verdict(2, { contractId: null, state: 'CREATABLE' }),
      ]);
      expect(done).toMatchObject({
        state: 'DONE',
        endedAt: clock.now(),
        counts: { WAITING: 0, CREATABLE: 1, FAILED: 1 },
      });
      expect(Object.values(done!.counts).reduce((sum, count) => sum + count, 0)).toBe(5);
      const rows = await store.bulk.rows(id, { limit: 10 });
      expect(rows[0]).toMatchObject({
        number: 0,
        state: 'CREATED',
        contractId: T1,
        userErrors: [],
      });
      expect(rows[3]).toMatchObject({ number: 3, ...FAILED });
      expect(await store.bulk.settle(randomUUID(), [verdict(0)])).toBeNull();
    });

    it('pages rows in their order, all of them and those of one state', async () => {
      const { store } = fixture();
      const { id } = await started(store, { opportunityIds: deals(25) });
      await store.bulk.settle(
        id,
        [2, 3, 11, 20].map((number) => ({ number, ...FAILED })),
      );
      const numbers = async (page: Parameters<Store['bulk']['rows']>[1]) =>
        (await store.bulk.rows(id, page)).map(({ number }) => number);
      expect(await numbers({ limit: 3 })).toEqual([0, 1, 2]);
      expect(await numbers({ limit: 3, after: 22 })).toEqual([23, 24]);
      expect(await numbers({ limit: 3, after: 24 })).toEqual([]);
      expect(await numbers({ limit: 2, states: ['FAILED'] })).toEqual([2, 3]);
      expect(await numbers({ limit: 9, states: ['FAILED'], after: 3 })).toEqual([11, 20]);
      expect(await numbers({ limit: 2, states: ['WAITING'], after: 2 })).toEqual([4, 5]);
      expect(await numbers({ limit: 2, states: ['CREATED'] })).toEqual([]);
      await store.bulk.settle(id, [verdict(10)]);
      expect(
        await numbers({ limit: 3, states: ['FAILED', 'CREATED', 'FAILED'], after: 2 }),
      ).toEqual([3, 10, 11]);
      expect(await numbers({ limit: 3, states: [] })).toEqual([]);
      expect(await store.bulk.rows(randomUUID(), { limit: 2 })).toEqual([]);
    });

    it('pauses, cancels and goes on; a job without waiting rows has nothing to go on with', async () => {
      const { store, clock } = fixture();
      const { id } = await started(store, { opportunityIds: deals(2) });
      expect(await store.bulk.change(id, ['PAUSED'], 'RUNNING')).toBeNull();
      expect(await store.bulk.change(id, ['RUNNING'], 'PAUSED')).toMatchObject({
        state: 'PAUSED',
        endedAt: null,
        revision: 1,
      });
      await store.bulk.settle(id, [verdict(0)]);
      const endedAt = clock.now();
      const cancelled = await store.bulk.change(id, ['PAUSED', 'RUNNING'], 'CANCELLED');
      expect(cancelled).toMatchObject({ state: 'CANCELLED', endedAt });
      // What was under way comes to its end, and the job stays as it is.
      clock.advance(5_000);
      expect(await store.bulk.settle(id, [verdict(1)])).toMatchObject({
        state: 'CANCELLED',
        endedAt,
        revision: cancelled!.revision + 1,
        counts: { WAITING: 0, CREATED: 2 },
      });
      expect(await store.bulk.change(id, ['CANCELLED'], 'RUNNING')).toMatchObject({
        state: 'DONE',
      });
      expect(await store.bulk.change(randomUUID(), ['RUNNING'], 'PAUSED')).toBeNull();
    });

    it('has failed rows wait again', async () => {
      const { store } = fixture();
      const { id } = await started(store, { opportunityIds: deals(3) });
      expect(await store.bulk.retryFailed(id)).toBeNull();
      await store.bulk.settle(id, [verdict(0), { number: 1, ...FAILED }, { number: 2, ...FAILED }]);
      expect(await store.bulk.retryFailed(id)).toMatchObject({
        state: 'RUNNING',
        endedAt: null,
        counts: { WAITING: 2, CREATED: 1, FAILED: 0 },
      });
      expect(await store.bulk.rows(id, { limit: 1, states: ['WAITING'] })).toMatchObject([
        { number: 1, contractId: null, userErrors: [] },
      ]);
      expect(await store.bulk.retryFailed(randomUUID())).toBeNull();
    });

    it('lists jobs newest first, by owner, and those to be worked on', async () => {
      const { store } = fixture();
      const mine = [await started(store), await started(store)];
      const theirs = await started(store, { owner: 'key:other' });
      const ids = async (...[filter, page]: Parameters<Store['bulk']['list']>) =>
        (await store.bulk.list(filter, page)).map(({ id }) => id);
      expect(await ids({}, { limit: 9 })).toEqual([theirs.id, mine[1]!.id, mine[0]!.id]);
      expect(await ids({ owner: 'user:priya@crm.example' }, { limit: 1 })).toEqual([mine[1]!.id]);
      expect(
        await ids({ owner: 'user:priya@crm.example' }, { limit: 9, after: mine[1]!.number }),
      ).toEqual([mine[0]!.id]);
      expect(await ids({ owner: 'nobody' }, { limit: 9 })).toEqual([]);
      await store.bulk.change(mine[0]!.id, ['RUNNING'], 'PAUSED');
      await store.bulk.settle(theirs.id, [verdict(0)]);
      expect((await store.bulk.running(9)).map(({ id }) => id)).toEqual([mine[1]!.id, theirs.id]);
      expect(await store.bulk.counts()).toEqual({
        jobs: { RUNNING: 2, PAUSED: 1, CANCELLED: 0, DONE: 0 },
        waitingRows: 9,
      });
    });

    it('forgets jobs that ended long ago when another is started, and no others', async () => {
      const { store, clock } = fixture();
      const [old, running] = [await started(store, { fingerprint: 'old' }), await started(store)];
      await store.bulk.change(old.id, ['RUNNING'], 'CANCELLED');
      clock.advance(30 * DAY_MS);
      const recent = await started(store);
      expect(await store.bulk.get(old.id)).not.toBeNull();
      clock.advance(1);
      await started(store);
      expect(await store.bulk.get(old.id)).toBeNull();
      expect(await store.bulk.rows(old.id, { limit: 9 })).toEqual([]);
      expect(await store.bulk.get(running.id)).not.toBeNull();
      expect(await store.bulk.get(recent.id)).not.toBeNull();
      expect((await store.bulk.counts()).jobs).toMatchObject({ CANCELLED: 0, RUNNING: 3 });
    });

    it('takes ten thousand deals', async () => {
      const { store } = fixture();
      const { id } = await started(store, { opportunityIds: deals(10_000) });
      const job = await store.bulk.settle(
        id,
        Array.from({ length: 200 }, (_, number) => verdict(number)),
      );
      expect(job).toMatchObject({ total: 10_000, counts: { WAITING: 9_800, CREATED: 200 } });
      const rows = await store.bulk.rows(id, { limit: 10_000 });
      expect(rows.map(({ opportunityId }) => opportunityId)).toEqual(deals(10_000));
      // All that is left fails, and waits again.
      await store.bulk.settle(
        id,
        Array.from({ length: 9_800 }, (_, index) => ({ number: 200 + index, ...FAILED })),
      );
      expect(await store.bulk.retryFailed(id)).toMatchObject({
        state: 'RUNNING',
        counts: { WAITING: 9_800, CREATED: 200, FAILED: 0 },
      });
      expect(await store.bulk.rows(id, { limit: 1, after: 9_998 })).toMatchObject([
        { number: 9_999, state: 'WAITING', contractId: null, userErrors: [] },
      ]);
    });
  });
}
