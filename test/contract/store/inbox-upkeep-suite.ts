import { describe, expect, it } from 'vitest';

import type { DeliveryFilter } from '../../../src/store/inbox.js';
import type { DirtyKey } from '../../../src/store/queue.js';
import type { Store } from '../../../src/store/store.js';
import type { Fixture } from './store-suite.js';
import { T1, T2, T3, delivery } from './samples.js';

/** What people do with the inbox: look at a time span, replay, prune. */
export function describeInboxUpkeep(fixture: () => Fixture): void {
  const idsOf = async (store: Store, filter: DeliveryFilter) =>
    (await store.inbox.list(filter)).map(({ id }) => id);
  const stateOf = async (store: Store, id: number) => (await store.inbox.get(id))?.state;
  const dueKeys = async (store: Store) =>
    (await store.queues.sync.claim({ limit: 100, leaseMs: 1000 })).map(({ key }) => key).sort();

  /** A delivery that a run ended in `state`; its key is out of the queue, or parked. */
  async function ended(
    store: Store,
    key: DirtyKey,
    body: string,
    state: 'applied' | 'ignored' | 'parked',
    receivedAt?: Date,
  ): Promise<number> {
    const { id } = await store.inbox.accept(
      delivery(key, body, receivedAt === undefined ? {} : { receivedAt }),
    );
    const [claim] = await store.queues.sync.claim({ limit: 1, leaseMs: 1000 });
    expect(claim?.key).toBe(key);
    await store.inbox.settle(key, id, { state, reason: state === 'applied' ? null : 'because' });
    if (state === 'parked') await store.queues.sync.park(claim!, 'because');
    else await store.queues.sync.done(claim!);
    return id;
  }

  describe('inbox by time', () => {
    it('lists from a time on and up to a time', async () => {
      const { store, clock } = fixture();
      const ids: number[] = [];
      for (let minute = 0; minute < 5; minute += 1) {
        const receivedAt = clock.in(minute * 60_000);
        ids.push((await store.inbox.accept(delivery(T1, `${minute}`, { receivedAt }))).id);
      }
      const since = clock.in(60_000);
      const until = clock.in(180_000);
      expect(await idsOf(store, { since, limit: 9 })).toEqual([ids[4], ids[3], ids[2], ids[1]]);
      expect(await idsOf(store, { until, limit: 9 })).toEqual([ids[2], ids[1], ids[0]]);
      expect(await idsOf(store, { since, until, limit: 9 })).toEqual([ids[2], ids[1]]);
      expect(await idsOf(store, { since, until, limit: 9, beforeId: ids[2]! })).toEqual([ids[1]]);
      expect(await idsOf(store, { since: clock.in(600_000), limit: 9 })).toEqual([]);
      expect(await idsOf(store, { until: clock.in(-1), limit: 9 })).toEqual([]);
    });

    it('goes by the time of each delivery when the clock was set back', async () => {
      const { store, clock } = fixture();
      const minutes = [10, 0, 10, 0];
      const ids: number[] = [];
      for (const [index, minute] of minutes.entries()) {
        const receivedAt = clock.in(minute * 60_000);
        ids.push((await store.inbox.accept(delivery(T1, `${index}`, { receivedAt }))).id);
      }
      const middle = clock.in(300_000);
      expect(await idsOf(store, { since: middle, limit: 9 })).toEqual([ids[2], ids[0]]);
      expect(await idsOf(store, { until: middle, limit: 9 })).toEqual([ids[3], ids[1]]);
    });
  });

  describe('inbox replay', () => {
    it.each(['applied', 'ignored', 'parked'] as const)(
      'makes a delivery that was %s waiting again and its key due',
      async (state) => {
        const { store } = fixture();
        const id = await ended(store, T1, 'a', state);
        const other = await ended(store, T2, 'b', state);
        expect(await store.inbox.replay({ ids: [id], limit: 10 })).toEqual({
          replayed: 1,
          nextBeforeId: null,
        });
        expect(await store.inbox.get(id)).toMatchObject({ state: 'waiting', reason: null });
        expect(await stateOf(store, other)).toBe(state);
        expect(await dueKeys(store)).toEqual([T1]);
        expect(await store.inbox.counts()).toMatchObject({ received: 2, waiting: 1, [state]: 1 });
      },
    );

    it('brings forward the key of a delivery that waits already', async () => {
      const { store, clock } = fixture();
      const { id } = await store.inbox.accept(delivery(T1, 'a'));
      const [claim] = await store.queues.sync.claim({ limit: 1, leaseMs: 1000 });
      await store.queues.sync.retry(claim!, { dueAt: clock.in(60_000), reason: 'down' });
      expect((await store.inbox.replay({ ids: [id], limit: 10 })).replayed).toBe(1);
      expect(await stateOf(store, id)).toBe('waiting');
      expect(await dueKeys(store)).toEqual([T1]);
    });

    it('runs a key once more when it is running', async () => {
      const { store } = fixture();
      const { id } = await store.inbox.accept(delivery(T1, 'a'));
      const [claim] = await store.queues.sync.claim({ limit: 1, leaseMs: 1000 });
      await store.inbox.settle(T1, id, { state: 'applied', reason: null });
      await store.inbox.replay({ ids: [id], limit: 10 });
      await store.queues.sync.done(claim!);
      expect(await dueKeys(store)).toEqual([T1]);
    });

    it('passes over deliveries without a key, and ids that nobody knows', async () => {
      const { store } = fixture();
      const { id } = await store.inbox.accept(delivery(null, 'a'));
      expect(await store.inbox.replay({ ids: [id, 404], limit: 10 })).toEqual({
        replayed: 0,
        nextBeforeId: null,
      });
      expect(await stateOf(store, id)).toBe('ignored');
      expect(await dueKeys(store)).toEqual([]);
    });

    it('chooses by key, state and time, all together', async () => {
      const { store, clock } = fixture();
      await ended(store, T1, 'too early', 'parked', clock.in(-1));
      const chosen = await ended(store, T1, 'chosen', 'parked', clock.now());
      await ended(store, T1, 'applied', 'applied', clock.now());
      await ended(store, T2, 'another key', 'parked', clock.now());
      await ended(store, T1, 'too late', 'parked', clock.in(1000));
      const answer = await store.inbox.replay({
        keys: [T1, T3],
        states: ['parked'],
        since: clock.now(),
        until: clock.in(1000),
        limit: 10,
      });
      expect(answer.replayed).toBe(1);
      expect(await idsOf(store, { states: ['waiting'], limit: 10 })).toEqual([chosen]);
      expect(await dueKeys(store)).toEqual([T1]);
    });

    it('goes on where the limit cut off, until nothing is left', async () => {
      const { store } = fixture();
      const ids: number[] = [];
      for (let i = 0; i < 5; i += 1) ids.push(await ended(store, T1, `${i}`, 'applied'));
      const first = await store.inbox.replay({ limit: 2 });
      expect(first).toEqual({ replayed: 2, nextBeforeId: ids[3] });
      expect(await idsOf(store, { states: ['waiting'], limit: 9 })).toEqual([ids[4], ids[3]]);
      const second = await store.inbox.replay({ limit: 2, beforeId: first.nextBeforeId! });
      expect(second).toEqual({ replayed: 2, nextBeforeId: ids[1] });
      const third = await store.inbox.replay({ limit: 2, beforeId: second.nextBeforeId! });
      expect(third).toEqual({ replayed: 1, nextBeforeId: null });
      expect((await store.inbox.counts()).waiting).toBe(5);
    });

    it('is counted before it is done, without what names no contract', async () => {
      const { store } = fixture();
      const ids: number[] = [];
      for (let i = 0; i < 5; i += 1) ids.push(await ended(store, T1, `${i}`, 'applied'));
      const parked = await ended(store, T2, 'p', 'parked');
      await store.inbox.accept(delivery(null, 'nothing to do'));
      const { inbox } = store;
      expect(await inbox.countReplayable({})).toBe(6);
      expect(await inbox.countReplayable({ states: ['parked'] })).toBe(1);
      expect(await inbox.countReplayable({ keys: [T1], states: ['applied'] })).toBe(5);
      expect(await inbox.countReplayable({ ids: [ids[0]!, parked, 404] })).toBe(2);
      expect(await inbox.countReplayable({ states: [] })).toBe(0);
      expect((await inbox.counts()).waiting).toBe(0);
    });

    it('survives a restart', async () => {
      const { store, reopen } = fixture();
      const id = await ended(store, T1, 'a', 'parked');
      await store.inbox.replay({ ids: [id], limit: 10 });
      const next = await reopen();
      expect(await stateOf(next, id)).toBe('waiting');
      expect(await dueKeys(next)).toEqual([T1]);
    });
  });

  describe('inbox pruning', () => {
    it('deletes finished deliveries of before a time and keeps what is open', async () => {
      const { store, clock } = fixture();
      const old = clock.in(-1000);
      const applied = await ended(store, T1, 'a', 'applied', old);
      const ignored = await ended(store, T1, 'b', 'ignored', old);
      const parked = await ended(store, T1, 'c', 'parked', old);
      const young = await ended(store, T1, 'd', 'applied', clock.now());
      const waiting = (await store.inbox.accept(delivery(T1, 'e', { receivedAt: old }))).id;
      expect(await store.inbox.prune({ before: clock.now(), limit: 10 })).toBe(2);
      expect(await idsOf(store, { limit: 10 })).toEqual([waiting, young, parked]);
      expect(await store.inbox.get(applied)).toBeNull();
      expect(await store.inbox.get(ignored)).toBeNull();
    });

    it('deletes no more at once than it is told to', async () => {
      const { store, clock } = fixture();
      for (let i = 0; i < 6; i += 1) await ended(store, T1, `${i}`, 'applied', clock.in(-1000));
      const prune = () => store.inbox.prune({ before: clock.now(), limit: 2 });
      expect([await prune(), await prune(), await prune(), await prune()]).toEqual([2, 2, 1, 0]);
    });

    it('keeps the totals, so that the ledger still balances', async () => {
      const { store, clock, reopen } = fixture();
      for (let i = 0; i < 3; i += 1) await ended(store, T1, `${i}`, 'applied', clock.in(-1000));
      await store.inbox.accept(delivery(null, 'x', { receivedAt: clock.in(-1000) }));
      await store.inbox.accept(delivery(T1, 'y'));
      expect(await store.inbox.prune({ before: clock.now(), limit: 10 })).toBe(4);
      expect(await (await reopen()).inbox.counts()).toEqual({
        received: 5,
        applied: 3,
        ignored: 1,
        waiting: 1,
        parked: 0,
      });
    });

    it('never uses an id again, and still knows when the last delivery came', async () => {
      const { store, clock, reopen } = fixture();
      const receivedAt = clock.in(-1000);
      await ended(store, T1, 'a', 'applied', receivedAt);
      const last = await ended(store, T1, 'b', 'applied', receivedAt);
      await store.inbox.prune({ before: clock.now(), limit: 10 });
      const next = await reopen();
      expect(await next.inbox.lastReceivedAt()).toEqual(receivedAt);
      expect((await next.inbox.accept(delivery(T1, 'c'))).id).toBeGreaterThan(last);
    });

    it('runs a repeat of a pruned delivery as a new one', async () => {
      const { store, clock } = fixture();
      await ended(store, T1, 'a', 'applied', clock.in(-1000));
      await ended(store, T1, 'b', 'applied', clock.now());
      await store.inbox.prune({ before: clock.now(), limit: 10 });
      const again = await store.inbox.accept(delivery(T1, 'a'));
      expect(again.repeated).toBe(false);
      expect(await dueKeys(store)).toEqual([T1]);
    });
  });
}
