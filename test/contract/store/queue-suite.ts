import { describe, expect, it } from 'vitest';

import type { Claim, DirtyKey } from '../../../src/store/queue.js';
import type { Store } from '../../../src/store/store.js';
import type { Fixture } from './store-suite.js';
import { DEAL_A, T1, T2, T3 } from './samples.js';

const LEASE_MS = 30_000;

export function describeQueue(fixture: () => Fixture): void {
  describe('dirty queue', () => {
    const claimOne = async (store: Store): Promise<Claim> => {
      const [claim] = await store.queues.sync.claim({ limit: 1, leaseMs: LEASE_MS });
      expect(claim, 'a key should be due').toBeDefined();
      return claim!;
    };
    const dueKeys = async (store: Store): Promise<DirtyKey[]> =>
      (await store.queues.sync.claim({ limit: 100, leaseMs: LEASE_MS }))
        .map(({ key }) => key)
        .sort();

    it('gives each due key once, up to the limit', async () => {
      const { store } = fixture();
      await store.queues.sync.mark([T1, T2, T3, '#9']);
      const first = await store.queues.sync.claim({ limit: 3, leaseMs: LEASE_MS });
      expect(first).toHaveLength(3);
      const rest = await store.queues.sync.claim({ limit: 3, leaseMs: LEASE_MS });
      expect([...first, ...rest].map(({ key }) => key).sort()).toEqual(['#9', T1, T2, T3]);
      expect(await dueKeys(store)).toEqual([]);
    });

    it('never gives one key to two stores at once', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const keys = Array.from({ length: 60 }, (_, i): DirtyKey => `#${i + 1}`);
      await store.queues.sync.mark(keys);
      const claims = await Promise.all(
        Array.from({ length: 12 }, (_, i) =>
          (i % 2 === 0 ? store : other).queues.sync.claim({ limit: 7, leaseMs: LEASE_MS }),
        ),
      );
      const claimed = claims.flat().map(({ key }) => key);
      expect(claimed).toHaveLength(60);
      expect(new Set(claimed)).toEqual(new Set(keys));
    });

    it('makes one run of many marks', async () => {
      const { store } = fixture();
      for (let i = 0; i < 5; i += 1) await store.queues.sync.mark([T1]);
      expect(await store.queues.sync.done(await claimOne(store))).toBe(true);
      expect(await dueKeys(store)).toEqual([]);
      expect((await store.queues.sync.states([T1])).size).toBe(0);
    });

    it('makes exactly one more run of marks during a run', async () => {
      const { store } = fixture();
      await store.queues.sync.mark([T1]);
      const claim = await claimOne(store);
      await store.queues.sync.mark([T1]);
      await store.queues.sync.mark([T1]);
      expect(await dueKeys(store)).toEqual([]);
      expect(await store.queues.sync.done(claim)).toBe(true);
      expect(await store.queues.sync.done(await claimOne(store))).toBe(true);
      expect(await dueKeys(store)).toEqual([]);
    });

    it('honours the due time of a mark during a run', async () => {
      const { store, clock } = fixture();
      await store.queues.sync.mark([T1]);
      const claim = await claimOne(store);
      await store.queues.sync.mark([T1], clock.in(500));
      await store.queues.sync.done(claim);
      expect(await dueKeys(store)).toEqual([]);
      clock.advance(500);
      expect(await dueKeys(store)).toEqual([T1]);
    });

    it('waits for the due time, and brings it forward but never back', async () => {
      const { store, clock } = fixture();
      await store.queues.sync.mark([T1], clock.in(1000));
      await store.queues.sync.mark([T1], clock.in(5000));
      clock.advance(999);
      expect(await dueKeys(store)).toEqual([]);
      clock.advance(1);
      expect(await dueKeys(store)).toEqual([T1]);
      await store.queues.sync.mark([T2], clock.in(1000));
      await store.queues.sync.mark([T2]);
      expect(await dueKeys(store)).toEqual([T2]);
    });

    it('gives a claim whose lease ran out to the next, and refuses the first', async () => {
      const { store, clock, reopen } = fixture();
      await store.queues.sync.mark([T1]);
      const lost = await claimOne(store);
      clock.advance(LEASE_MS - 1);
      expect(await dueKeys(store)).toEqual([]);
      clock.advance(1);
      const held = await claimOne(await reopen());
      expect(held.token).not.toBe(lost.token);
      expect(await store.queues.sync.done(lost)).toBe(false);
      expect(await store.queues.sync.retry(lost, { dueAt: clock.now(), reason: 'late' })).toBe(
        false,
      );
      expect(await store.queues.sync.again(lost, clock.now())).toBe(false);
      expect(await store.queues.sync.park(lost, 'late')).toBe(false);
      expect((await store.queues.sync.states([T1])).get(T1)).toEqual({
        state: 'running',
        reason: null,
      });
      expect(await store.queues.sync.done(held)).toBe(true);
    });

    it('holds extended claims for longer, and none that was lost or ended', async () => {
      const { store, clock, reopen } = fixture();
      await store.queues.sync.mark([T1, T2, T3]);
      const claims = await store.queues.sync.claim({ limit: 3, leaseMs: LEASE_MS });
      const [first, second, third] = claims;
      await store.queues.sync.done(first!);
      clock.advance(LEASE_MS - 1);
      expect(await store.queues.sync.extend([first!, second!], LEASE_MS)).toBe(1);
      clock.advance(1);
      expect(await dueKeys(await reopen())).toEqual([third!.key]);
      expect(await store.queues.sync.extend([second!, third!], LEASE_MS)).toBe(1);
      clock.advance(LEASE_MS - 1);
      expect(await store.queues.sync.done(second!)).toBe(true);
      expect(await store.queues.sync.extend([], LEASE_MS)).toBe(0);
    });

    it('keeps a mark that came before an extension for the next run', async () => {
      const { store, clock } = fixture();
      await store.queues.sync.mark([T1]);
      const claim = await claimOne(store);
      await store.queues.sync.mark([T1]);
      await store.queues.sync.extend([claim], LEASE_MS);
      expect(await dueKeys(store)).toEqual([]);
      await store.queues.sync.done(claim);
      expect(await dueKeys(store)).toEqual([T1]);
      expect(await store.queues.sync.nextDueAt()).toEqual(clock.in(LEASE_MS));
    });

    it('covers a mark before a take-over by the run that takes over', async () => {
      const { store, clock } = fixture();
      await store.queues.sync.mark([T1]);
      await claimOne(store);
      await store.queues.sync.mark([T1]);
      clock.advance(LEASE_MS);
      await store.queues.sync.done(await claimOne(store));
      expect(await dueKeys(store)).toEqual([]);
    });

    it('counts a run whose lease ran out as one more attempt', async () => {
      const { store, clock } = fixture();
      await store.queues.sync.mark([T1]);
      for (let attempts = 0; attempts < 3; attempts += 1) {
        expect((await claimOne(store)).attempts).toBe(attempts);
        clock.advance(LEASE_MS);
      }
      const claim = await claimOne(store);
      expect(claim.attempts).toBe(3);
      await store.queues.sync.again(claim, clock.now());
      const last = await claimOne(store);
      expect(last.attempts).toBe(3);
      await store.queues.sync.done(last);
      await store.queues.sync.mark([T1]);
      expect((await claimOne(store)).attempts).toBe(0);
    });

    it('refuses to end a run twice', async () => {
      const { store } = fixture();
      await store.queues.sync.mark([T1]);
      const claim = await claimOne(store);
      expect(await store.queues.sync.done(claim)).toBe(true);
      await store.queues.sync.mark([T1]);
      expect(await store.queues.sync.done(claim)).toBe(false);
      expect(await dueKeys(store)).toEqual([T1]);
    });

    it('counts attempts over retries and starts over after a success', async () => {
      const { store, clock } = fixture();
      await store.queues.sync.mark([T1]);
      for (let attempts = 0; attempts < 3; attempts += 1) {
        const claim = await claimOne(store);
        expect(claim.attempts).toBe(attempts);
        await store.queues.sync.retry(claim, {
          dueAt: clock.in(100),
          reason: `failure ${attempts}`,
        });
        expect(await dueKeys(store)).toEqual([]);
        clock.advance(100);
      }
      expect((await store.queues.sync.states([T1])).get(T1)).toEqual({
        state: 'due',
        reason: 'failure 2',
      });
      const claim = await claimOne(store);
      await store.queues.sync.mark([T1]);
      await store.queues.sync.done(claim);
      expect((await store.queues.sync.states([T1])).get(T1)?.reason).toBeNull();
      expect((await claimOne(store)).attempts).toBe(0);
    });

    it('runs a key in backoff at once when it is marked, its attempts kept', async () => {
      const { store, clock } = fixture();
      await store.queues.sync.mark([T1]);
      await store.queues.sync.retry(await claimOne(store), {
        dueAt: clock.in(60_000),
        reason: 'down',
      });
      await store.queues.sync.mark([T1]);
      expect((await claimOne(store)).attempts).toBe(1);
    });

    it('does not lose a mark during a run that fails or is too early', async () => {
      const { store, clock } = fixture();
      await store.queues.sync.mark([T1]);
      const failing = await claimOne(store);
      await store.queues.sync.mark([T1]);
      await store.queues.sync.retry(failing, { dueAt: clock.in(60_000), reason: 'down' });
      const early = await claimOne(store);
      await store.queues.sync.mark([T1]);
      await store.queues.sync.again(early, clock.in(60_000));
      expect(await dueKeys(store)).toEqual([T1]);
    });

    it('comes again without counting an attempt', async () => {
      const { store, clock } = fixture();
      await store.queues.sync.mark([T1]);
      expect(await store.queues.sync.again(await claimOne(store), clock.in(100))).toBe(true);
      expect(await dueKeys(store)).toEqual([]);
      clock.advance(100);
      expect((await claimOne(store)).attempts).toBe(0);
    });

    it('leaves a parked key alone until a mark revives it', async () => {
      const { store, clock } = fixture();
      await store.queues.sync.mark([T1]);
      await store.queues.sync.retry(await claimOne(store), { dueAt: clock.now(), reason: 'down' });
      expect(await store.queues.sync.park(await claimOne(store), 'refused')).toBe(true);
      clock.advance(10 * LEASE_MS);
      expect(await dueKeys(store)).toEqual([]);
      expect(await store.queues.sync.nextDueAt()).toBeNull();
      expect((await store.queues.sync.states([T1])).get(T1)).toEqual({
        state: 'parked',
        reason: 'refused',
      });
      await store.queues.sync.mark([T1]);
      expect((await store.queues.sync.states([T1])).get(T1)).toEqual({
        state: 'due',
        reason: 'refused',
      });
      expect(await store.queues.sync.parked(10)).toEqual([]);
      expect((await claimOne(store)).attempts).toBe(0);
    });

    it('does not park a key that was marked during its run', async () => {
      const { store } = fixture();
      await store.queues.sync.mark([T1]);
      const claim = await claimOne(store);
      await store.queues.sync.mark([T1]);
      expect(await store.queues.sync.park(claim, 'refused')).toBe(true);
      expect((await store.queues.sync.states([T1])).get(T1)).toEqual({
        state: 'due',
        reason: 'refused',
      });
      expect(await dueKeys(store)).toEqual([T1]);
    });

    it('lists parked keys with reason and time, the latest first', async () => {
      const { store, clock } = fixture();
      const parkedAt: Date[] = [];
      for (const key of [T1, T2]) {
        await store.queues.sync.mark([key]);
        parkedAt.push(clock.now());
        await store.queues.sync.park(await claimOne(store), `refused ${key}`);
        clock.advance(1000);
      }
      expect(await store.queues.sync.parked(10)).toEqual([
        { key: T2, reason: 'refused T-2', since: parkedAt[1] },
        { key: T1, reason: 'refused T-1', since: parkedAt[0] },
      ]);
      expect(await store.queues.sync.parked(1)).toHaveLength(1);
    });

    it('knows since when a key has been parked for longest', async () => {
      const { store, clock } = fixture();
      expect(await store.queues.sync.oldestParkedAt()).toBeNull();
      const parkedAt: Date[] = [];
      for (const key of [T1, T2]) {
        await store.queues.sync.mark([key]);
        parkedAt.push(clock.now());
        await store.queues.sync.park(await claimOne(store), 'refused');
        clock.advance(1000);
      }
      expect(await store.queues.sync.oldestParkedAt()).toEqual(parkedAt[0]);
      await store.queues.sync.mark([T1]);
      expect(await store.queues.sync.oldestParkedAt()).toEqual(parkedAt[1]);
    });

    it('counts what is due, later, running and parked; a lost lease is due', async () => {
      const { store, clock } = fixture();
      await store.queues.sync.mark([T1]);
      await store.queues.sync.park(await claimOne(store), 'refused');
      await store.queues.sync.mark([T2]);
      await claimOne(store);
      await store.queues.sync.mark(['#1', '#2']);
      await store.queues.sync.mark([T3], clock.in(2 * LEASE_MS));
      expect(await store.queues.sync.counts()).toEqual({ due: 2, later: 1, running: 1, parked: 1 });
      clock.advance(LEASE_MS);
      expect(await store.queues.sync.counts()).toEqual({ due: 3, later: 1, running: 0, parked: 1 });
      expect((await store.queues.sync.states([T2])).get(T2)?.state).toBe('due');
    });

    it('knows when the next key falls due, leases included', async () => {
      const { store, clock } = fixture();
      expect(await store.queues.sync.nextDueAt()).toBeNull();
      await store.queues.sync.mark([T1]);
      await claimOne(store);
      expect(await store.queues.sync.nextDueAt()).toEqual(clock.in(LEASE_MS));
      await store.queues.sync.mark([T2], clock.in(700));
      expect(await store.queues.sync.nextDueAt()).toEqual(clock.in(700));
    });

    it('answers states for the asked keys that it has', async () => {
      const { store } = fixture();
      await store.queues.sync.mark([T1, T2]);
      expect([...(await store.queues.sync.states([T1, T3])).keys()]).toEqual([T1]);
      expect((await store.queues.sync.states([])).size).toBe(0);
      await store.queues.sync.mark([]);
    });

    it('keeps its queues apart: a key of one is no key of another', async () => {
      const { store, reopen, clock } = fixture();
      const { sync, recheck } = store.queues;
      await sync.mark([T1, '#9']);
      await recheck.mark([T1, DEAL_A], clock.in(500));
      expect(await sync.counts()).toEqual({ due: 2, later: 0, running: 0, parked: 0 });
      expect(await recheck.counts()).toEqual({ due: 0, later: 2, running: 0, parked: 0 });
      const [claim] = (await sync.claim({ limit: 9, leaseMs: LEASE_MS })).filter(
        ({ key }) => key === T1,
      );
      await sync.park(claim!, 'no such contract');
      clock.advance(500);
      expect((await recheck.states([T1])).get(T1)).toEqual({ state: 'due', reason: null });
      expect(await recheck.oldestParkedAt()).toBeNull();
      const others = await (await reopen()).queues.recheck.claim({ limit: 9, leaseMs: LEASE_MS });
      expect(others.map(({ key }) => key).sort()).toEqual([DEAL_A, T1]);
      for (const other of others) expect(await recheck.done(other)).toBe(true);
      expect((await recheck.states([T1, DEAL_A])).size).toBe(0);
      expect((await sync.states([T1])).get(T1)?.state).toBe('parked');
    });

    it('tells of a claim whether the run before it ever ended', async () => {
      const { store, clock } = fixture();
      const { sync } = store.queues;
      await sync.mark([T1]);
      const first = await claimOne(store);
      expect(first.isTakenOver).toBe(false);
      clock.advance(LEASE_MS);
      const second = await claimOne(store);
      expect(second).toMatchObject({ isTakenOver: true, attempts: 1 });
      await sync.again(second, clock.now());
      expect((await claimOne(store)).isTakenOver).toBe(false);
    });

    it('survives a restart', async () => {
      const { store, reopen, clock } = fixture();
      await store.queues.sync.mark([T1, T2]);
      await store.queues.sync.retry(await claimOne(store), {
        dueAt: clock.in(100),
        reason: 'down',
      });
      const next = await reopen();
      clock.advance(100);
      expect(await dueKeys(next)).toEqual([T1, T2]);
    });
  });
}
