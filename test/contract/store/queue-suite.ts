import { describe, expect, it } from 'vitest';

import type { Claim, DirtyKey, Store } from '../../../src/store/store.js';
import type { Fixture } from './store-suite.js';
import { T1, T2, T3 } from './samples.js';

const LEASE_MS = 30_000;

export function describeQueue(fixture: () => Fixture): void {
  describe('dirty queue', () => {
    const claimOne = async (store: Store): Promise<Claim> => {
      const [claim] = await store.queue.claim({ limit: 1, leaseMs: LEASE_MS });
      expect(claim, 'a key should be due').toBeDefined();
      return claim!;
    };
    const dueKeys = async (store: Store): Promise<DirtyKey[]> =>
      (await store.queue.claim({ limit: 100, leaseMs: LEASE_MS })).map(({ key }) => key).sort();

    it('gives each due key once, up to the limit', async () => {
      const { store } = fixture();
      await store.queue.mark([T1, T2, T3, '#9']);
      const first = await store.queue.claim({ limit: 3, leaseMs: LEASE_MS });
      expect(first).toHaveLength(3);
      const rest = await store.queue.claim({ limit: 3, leaseMs: LEASE_MS });
      expect([...first, ...rest].map(({ key }) => key).sort()).toEqual(['#9', T1, T2, T3]);
      expect(await dueKeys(store)).toEqual([]);
    });

    it('never gives one key to two stores at once', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const keys = Array.from({ length: 60 }, (_, i): DirtyKey => `#${i + 1}`);
      await store.queue.mark(keys);
      const claims = await Promise.all(
        Array.from({ length: 12 }, (_, i) =>
          (i % 2 === 0 ? store : other).queue.claim({ limit: 7, leaseMs: LEASE_MS }),
        ),
      );
      const claimed = claims.flat().map(({ key }) => key);
      expect(claimed).toHaveLength(60);
      expect(new Set(claimed)).toEqual(new Set(keys));
    });

    it('makes one run of many marks', async () => {
      const { store } = fixture();
      for (let i = 0; i < 5; i += 1) await store.queue.mark([T1]);
      expect(await store.queue.done(await claimOne(store))).toBe(true);
      expect(await dueKeys(store)).toEqual([]);
      expect((await store.queue.states([T1])).size).toBe(0);
    });

    it('makes exactly one more run of marks during a run', async () => {
      const { store } = fixture();
      await store.queue.mark([T1]);
      const claim = await claimOne(store);
      await store.queue.mark([T1]);
      await store.queue.mark([T1]);
      expect(await dueKeys(store)).toEqual([]);
      expect(await store.queue.done(claim)).toBe(true);
      expect(await store.queue.done(await claimOne(store))).toBe(true);
      expect(await dueKeys(store)).toEqual([]);
    });

    it('honours the due time of a mark during a run', async () => {
      const { store, clock } = fixture();
      await store.queue.mark([T1]);
      const claim = await claimOne(store);
      await store.queue.mark([T1], clock.in(500));
      await store.queue.done(claim);
      expect(await dueKeys(store)).toEqual([]);
      clock.advance(500);
      expect(await dueKeys(store)).toEqual([T1]);
    });

    it('waits for the due time, and brings it forward but never back', async () => {
      const { store, clock } = fixture();
      await store.queue.mark([T1], clock.in(1000));
      await store.queue.mark([T1], clock.in(5000));
      clock.advance(999);
      expect(await dueKeys(store)).toEqual([]);
      clock.advance(1);
      expect(await dueKeys(store)).toEqual([T1]);
      await store.queue.mark([T2], clock.in(1000));
      await store.queue.mark([T2]);
      expect(await dueKeys(store)).toEqual([T2]);
    });

    it('gives a claim whose lease ran out to the next, and refuses the first', async () => {
      const { store, clock, reopen } = fixture();
      await store.queue.mark([T1]);
      const lost = await claimOne(store);
      clock.advance(LEASE_MS - 1);
      expect(await dueKeys(store)).toEqual([]);
      clock.advance(1);
      const held = await claimOne(await reopen());
      expect(held.token).not.toBe(lost.token);
      expect(await store.queue.done(lost)).toBe(false);
      expect(await store.queue.retry(lost, { dueAt: clock.now(), reason: 'late' })).toBe(false);
      expect(await store.queue.again(lost, clock.now())).toBe(false);
      expect(await store.queue.park(lost, 'late')).toBe(false);
      expect((await store.queue.states([T1])).get(T1)).toEqual({ state: 'running', reason: null });
      expect(await store.queue.done(held)).toBe(true);
    });

    it('holds extended claims for longer, and none that was lost or ended', async () => {
      const { store, clock, reopen } = fixture();
      await store.queue.mark([T1, T2, T3]);
      const claims = await store.queue.claim({ limit: 3, leaseMs: LEASE_MS });
      const [first, second, third] = claims;
      await store.queue.done(first!);
      clock.advance(LEASE_MS - 1);
      expect(await store.queue.extend([first!, second!], LEASE_MS)).toBe(1);
      clock.advance(1);
      expect(await dueKeys(await reopen())).toEqual([third!.key]);
      expect(await store.queue.extend([second!, third!], LEASE_MS)).toBe(1);
      clock.advance(LEASE_MS - 1);
      expect(await store.queue.done(second!)).toBe(true);
      expect(await store.queue.extend([], LEASE_MS)).toBe(0);
    });

    it('keeps a mark that came before an extension for the next run', async () => {
      const { store, clock } = fixture();
      await store.queue.mark([T1]);
      const claim = await claimOne(store);
      await store.queue.mark([T1]);
      await store.queue.extend([claim], LEASE_MS);
      expect(await dueKeys(store)).toEqual([]);
      await store.queue.done(claim);
      expect(await dueKeys(store)).toEqual([T1]);
      expect(await store.queue.nextDueAt()).toEqual(clock.in(LEASE_MS));
    });

    it('covers a mark before a take-over by the run that takes over', async () => {
      const { store, clock } = fixture();
      await store.queue.mark([T1]);
      await claimOne(store);
      await store.queue.mark([T1]);
      clock.advance(LEASE_MS);
      await store.queue.done(await claimOne(store));
      expect(await dueKeys(store)).toEqual([]);
    });

    it('counts a run whose lease ran out as one more attempt', async () => {
      const { store, clock } = fixture();
      await store.queue.mark([T1]);
      for (let attempts = 0; attempts < 3; attempts += 1) {
        expect((await claimOne(store)).attempts).toBe(attempts);
        clock.advance(LEASE_MS);
      }
      const claim = await claimOne(store);
      expect(claim.attempts).toBe(3);
      await store.queue.again(claim, clock.now());
      const last = await claimOne(store);
      expect(last.attempts).toBe(3);
      await store.queue.done(last);
      await store.queue.mark([T1]);
      expect((await claimOne(store)).attempts).toBe(0);
    });

    it('refuses to end a run twice', async () => {
      const { store } = fixture();
      await store.queue.mark([T1]);
      const claim = await claimOne(store);
      expect(await store.queue.done(claim)).toBe(true);
      await store.queue.mark([T1]);
      expect(await store.queue.done(claim)).toBe(false);
      expect(await dueKeys(store)).toEqual([T1]);
    });

    it('counts attempts over retries and starts over after a success', async () => {
      const { store, clock } = fixture();
      await store.queue.mark([T1]);
      for (let attempts = 0; attempts < 3; attempts += 1) {
        const claim = await claimOne(store);
        expect(claim.attempts).toBe(attempts);
        await store.queue.retry(claim, { dueAt: clock.in(100), reason: `failure ${attempts}` });
        expect(await dueKeys(store)).toEqual([]);
        clock.advance(100);
      }
      expect((await store.queue.states([T1])).get(T1)).toEqual({
        state: 'due',
        reason: 'failure 2',
      });
      const claim = await claimOne(store);
      await store.queue.mark([T1]);
      await store.queue.done(claim);
      expect((await store.queue.states([T1])).get(T1)?.reason).toBeNull();
      expect((await claimOne(store)).attempts).toBe(0);
    });

    it('runs a key in backoff at once when it is marked, its attempts kept', async () => {
      const { store, clock } = fixture();
      await store.queue.mark([T1]);
      await store.queue.retry(await claimOne(store), { dueAt: clock.in(60_000), reason: 'down' });
      await store.queue.mark([T1]);
      expect((await claimOne(store)).attempts).toBe(1);
    });

    it('does not lose a mark during a run that fails or is too early', async () => {
      const { store, clock } = fixture();
      await store.queue.mark([T1]);
      const failing = await claimOne(store);
      await store.queue.mark([T1]);
      await store.queue.retry(failing, { dueAt: clock.in(60_000), reason: 'down' });
      const early = await claimOne(store);
      await store.queue.mark([T1]);
      await store.queue.again(early, clock.in(60_000));
      expect(await dueKeys(store)).toEqual([T1]);
    });

    it('comes again without counting an attempt', async () => {
      const { store, clock } = fixture();
      await store.queue.mark([T1]);
      expect(await store.queue.again(await claimOne(store), clock.in(100))).toBe(true);
      expect(await dueKeys(store)).toEqual([]);
      clock.advance(100);
      expect((await claimOne(store)).attempts).toBe(0);
    });

    it('leaves a parked key alone until a mark revives it', async () => {
      const { store, clock } = fixture();
      await store.queue.mark([T1]);
      await store.queue.retry(await claimOne(store), { dueAt: clock.now(), reason: 'down' });
      expect(await store.queue.park(await claimOne(store), 'refused')).toBe(true);
      clock.advance(10 * LEASE_MS);
      expect(await dueKeys(store)).toEqual([]);
      expect(await store.queue.nextDueAt()).toBeNull();
      expect((await store.queue.states([T1])).get(T1)).toEqual({
        state: 'parked',
        reason: 'refused',
      });
      await store.queue.mark([T1]);
      expect((await store.queue.states([T1])).get(T1)).toEqual({ state: 'due', reason: 'refused' });
      expect(await store.queue.parked(10)).toEqual([]);
      expect((await claimOne(store)).attempts).toBe(0);
    });

    it('does not park a key that was marked during its run', async () => {
      const { store } = fixture();
      await store.queue.mark([T1]);
      const claim = await claimOne(store);
      await store.queue.mark([T1]);
      expect(await store.queue.park(claim, 'refused')).toBe(true);
      expect((await store.queue.states([T1])).get(T1)).toEqual({ state: 'due', reason: 'refused' });
      expect(await dueKeys(store)).toEqual([T1]);
    });

    it('lists parked keys with reason and time, the latest first', async () => {
      const { store, clock } = fixture();
      const parkedAt: Date[] = [];
      for (const key of [T1, T2]) {
        await store.queue.mark([key]);
        parkedAt.push(clock.now());
        await store.queue.park(await claimOne(store), `refused ${key}`);
        clock.advance(1000);
      }
      expect(await store.queue.parked(10)).toEqual([
        { key: T2, reason: 'refused T-2', since: parkedAt[1] },
        { key: T1, reason: 'refused T-1', since: parkedAt[0] },
      ]);
      expect(await store.queue.parked(1)).toHaveLength(1);
    });

    it('knows since when a key has been parked for longest', async () => {
      const { store, clock } = fixture();
      expect(await store.queue.oldestParkedAt()).toBeNull();
      const parkedAt: Date[] = [];
      for (const key of [T1, T2]) {
        await store.queue.mark([key]);
        parkedAt.push(clock.now());
        await store.queue.park(await claimOne(store), 'refused');
        clock.advance(1000);
      }
      expect(await store.queue.oldestParkedAt()).toEqual(parkedAt[0]);
      await store.queue.mark([T1]);
      expect(await store.queue.oldestParkedAt()).toEqual(parkedAt[1]);
    });

    it('counts what is due, later, running and parked; a lost lease is due', async () => {
      const { store, clock } = fixture();
      await store.queue.mark([T1]);
      await store.queue.park(await claimOne(store), 'refused');
      await store.queue.mark([T2]);
      await claimOne(store);
      await store.queue.mark(['#1', '#2']);
      await store.queue.mark([T3], clock.in(2 * LEASE_MS));
      expect(await store.queue.counts()).toEqual({ due: 2, later: 1, running: 1, parked: 1 });
      clock.advance(LEASE_MS);
      expect(await store.queue.counts()).toEqual({ due: 3, later: 1, running: 0, parked: 1 });
      expect((await store.queue.states([T2])).get(T2)?.state).toBe('due');
    });

    it('knows when the next key falls due, leases included', async () => {
      const { store, clock } = fixture();
      expect(await store.queue.nextDueAt()).toBeNull();
      await store.queue.mark([T1]);
      await claimOne(store);
      expect(await store.queue.nextDueAt()).toEqual(clock.in(LEASE_MS));
      await store.queue.mark([T2], clock.in(700));
      expect(await store.queue.nextDueAt()).toEqual(clock.in(700));
    });

    it('answers states for the asked keys that it has', async () => {
      const { store } = fixture();
      await store.queue.mark([T1, T2]);
      expect([...(await store.queue.states([T1, T3])).keys()]).toEqual([T1]);
      expect((await store.queue.states([])).size).toBe(0);
      await store.queue.mark([]);
    });

    it('survives a restart', async () => {
      const { store, reopen, clock } = fixture();
      await store.queue.mark([T1, T2]);
      await store.queue.retry(await claimOne(store), { dueAt: clock.in(100), reason: 'down' });
      const next = await reopen();
      clock.advance(100);
      expect(await dueKeys(next)).toEqual([T1, T2]);
    });
  });
}
