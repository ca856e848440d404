import { describe, expect, it } from 'vitest';

import type { NewDelivery } from '../../../src/store/inbox.js';
import type { DirtyKey } from '../../../src/store/queue.js';
import type { Store } from '../../../src/store/store.js';
import type { Fixture } from './store-suite.js';
import { T1, T2, T3, delivery } from './samples.js';

const APPLIED = { state: 'applied', reason: null } as const;
const DRAFT = { title: 'NDA', typeId: '7', externalId: null, kind: null, status: 'DRAFT' };
const SIGNED = { ...DRAFT, status: 'SIGN' };

export function describeInbox(fixture: () => Fixture): void {
  describe('inbox', () => {
    it('stores a delivery and makes its key due', async () => {
      const { store } = fixture();
      const sent = delivery(T1, '{"a":1}', {
        identity: { title: 'NDA', typeId: '7', externalId: null, kind: null, status: 'SIGN' },
      });
      const { id, repeated } = await store.inbox.accept(sent);
      expect(repeated).toBe(false);
      expect(await store.inbox.get(id)).toEqual({ ...sent, id, state: 'waiting', reason: null });
      expect(await store.queues.sync.states([T1])).toEqual(
        new Map([[T1, { state: 'due', reason: null }]]),
      );
    });

    it('keeps a delivery without a key as ignored and makes nothing due', async () => {
      const { store } = fixture();
      const { id } = await store.inbox.accept(delivery(null, 'x'));
      const kept = await store.inbox.get(id);
      expect(kept).toMatchObject({ state: 'ignored', key: null });
      expect(kept?.reason).toBeTruthy();
      expect(await store.queues.sync.nextDueAt()).toBeNull();
    });

    it('numbers deliveries in the order of their arrival, also across a restart', async () => {
      const { store, reopen } = fixture();
      const first = await store.inbox.accept(delivery(T1, 'a'));
      const second = await store.inbox.accept(delivery(T1, 'b'));
      const third = await (await reopen()).inbox.accept(delivery(T1, 'c'));
      expect(second.id).toBeGreaterThan(first.id);
      expect(third.id).toBeGreaterThan(second.id);
    });

    it.each([
      ['the same body', { semanticKey: 'another meaning' }],
      ['the same meaning', { bodySha256: 'f'.repeat(64) }],
    ])('ignores a repeat with %s of a delivery that was applied', async (_name, difference) => {
      const { store } = fixture();
      await runOnce(store);
      const again = await store.inbox.accept(delivery(T1, 'a', difference));
      expect(again.repeated).toBe(true);
      expect(await store.inbox.get(again.id)).toMatchObject({ state: 'ignored' });
      expect((await store.inbox.get(again.id))?.reason).toBeTruthy();
      expect((await store.queues.sync.states([T1])).size).toBe(0);
    });

    it('runs a repeat again while the first is waiting', async () => {
      const { store } = fixture();
      await store.inbox.accept(delivery(T1, 'a'));
      const again = await store.inbox.accept(delivery(T1, 'a'));
      expect(again.repeated).toBe(true);
      expect(await store.inbox.counts()).toMatchObject({ waiting: 2 });
    });

    it('runs a repeat again after the first was parked, and revives its key', async () => {
      const { store } = fixture();
      const { id } = await store.inbox.accept(delivery(T1, 'a'));
      const [claim] = await store.queues.sync.claim({ limit: 1, leaseMs: 1000 });
      await store.inbox.settle(T1, id, { state: 'parked', reason: 'no such contract' });
      await store.queues.sync.park(claim!, 'no such contract');
      const again = await store.inbox.accept(delivery(T1, 'a'));
      expect(again.repeated).toBe(true);
      expect((await store.inbox.waiting(T1)).map((waiting) => waiting.id)).toEqual([again.id]);
      expect((await store.queues.sync.states([T1])).get(T1)?.state).toBe('due');
    });

    it('runs a repeat again when the first was ignored by a run', async () => {
      const { store } = fixture();
      const { id } = await store.inbox.accept(delivery(T1, 'a'));
      await store.inbox.settle(T1, id, { state: 'ignored', reason: 'another workspace' });
      const again = await store.inbox.accept(delivery(T1, 'a'));
      expect(again.repeated).toBe(true);
      expect(await store.inbox.waiting(T1)).toHaveLength(1);
    });

    it('tells of two repeats at the same time that one is the first', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const answers = await Promise.all(
        [store, other, store, other].map((one) => one.inbox.accept(delivery(T1, 'a'))),
      );
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(new Set(answers.map(({ id }) => id)).size).toBe(4);
    });

    it('accepts many at once, each with its own answer', async () => {
      const { store } = fixture();
      const answers = await Promise.all(
        Array.from({ length: 700 }, (_, i) => store.inbox.accept(delivery(T1, `body ${i}`))),
      );
      const stored = await store.inbox.list({ keys: [T1], states: ['waiting'], limit: 1_000 });
      expect(stored.toReversed().map(({ id, body }) => [id, body])).toEqual(
        answers.map(({ id }, i) => [id, `body ${i}`]),
      );
    });

    it('lists what the waiting deliveries of a key say, each thing once, the latest last', async () => {
      const { store } = fixture();
      const receivedAt = new Date('2026-03-02T10:00:00.000Z');
      await store.inbox.accept(delivery(T1, 'a', { identity: SIGNED }));
      const b = await store.inbox.accept(delivery(T1, 'b', { activity: 'CONTRACT_DELETED' }));
      await store.inbox.accept(delivery(T2, 'c', { identity: SIGNED }));
      const d = await store.inbox.accept(delivery(T1, 'd', { identity: DRAFT }));
      const e = await store.inbox.accept(delivery(T1, 'e', { identity: SIGNED, receivedAt }));
      const activity = 'CONTRACT_EXECUTED';
      expect(await store.inbox.waiting(T1)).toMatchObject([
        { id: b.id, activity: 'CONTRACT_DELETED', identity: null },
        { id: d.id, activity, identity: DRAFT },
        { id: e.id, activity, identity: SIGNED, receivedAt },
      ]);
      expect(await store.inbox.waiting('#5')).toEqual([]);
    });

    it('moves waiting deliveries to another key, which becomes due', async () => {
      const { store } = fixture();
      const a = await store.inbox.accept(delivery('#1', 'a', { identity: SIGNED }));
      const b = await store.inbox.accept(delivery('#1', 'b', { identity: DRAFT }));
      await store.inbox.rekey([a.id], T1);
      expect((await store.inbox.waiting(T1)).map(({ id }) => id)).toEqual([a.id]);
      expect((await store.inbox.waiting('#1')).map(({ id }) => id)).toEqual([b.id]);
      expect((await store.queues.sync.states([T1])).get(T1)?.state).toBe('due');
    });

    it('moves with a delivery the earlier ones that say the same, and no later one', async () => {
      const { store } = fixture();
      const accept = async (body: string, over: Partial<NewDelivery>) =>
        (await store.inbox.accept(delivery('#1', body, over))).id;
      const first = await accept('a', { identity: SIGNED });
      const other = await accept('b', { identity: DRAFT });
      const deleted = await accept('c', { identity: SIGNED, activity: 'CONTRACT_DELETED' });
      const second = await accept('d', { identity: SIGNED });
      const [nothing, late] = [await accept('e', {}), await accept('f', { identity: SIGNED })];
      await store.inbox.rekey([second, nothing], T1);
      const idsOf = async (key: DirtyKey) =>
        (await store.inbox.list({ keys: [key], limit: 10 })).map(({ id }) => id);
      expect(await idsOf(T1)).toEqual([nothing, second, first]);
      expect(await idsOf('#1')).toEqual([late, deleted, other]);
    });

    it('moves no delivery that is no longer waiting', async () => {
      const { store } = fixture();
      const { id } = await store.inbox.accept(delivery('#1', 'a'));
      await store.inbox.settle('#1', id, APPLIED);
      await store.inbox.rekey([id], T1);
      expect(await store.inbox.get(id)).toMatchObject({ key: '#1', state: 'applied' });
    });

    it('settles the waiting deliveries of one key up to an id', async () => {
      const { store } = fixture();
      const a = await store.inbox.accept(delivery(T1, 'a'));
      const other = await store.inbox.accept(delivery(T2, 'b'));
      const c = await store.inbox.accept(delivery(T1, 'c'));
      const late = await store.inbox.accept(delivery(T1, 'd'));
      await store.inbox.settle(T1, c.id, APPLIED);
      const states = await Promise.all([a, other, c, late].map(({ id }) => store.inbox.get(id)));
      expect(states.map((found) => found?.state)).toEqual([
        'applied',
        'waiting',
        'applied',
        'waiting',
      ]);
    });

    it('settles with a reason and never a second time', async () => {
      const { store } = fixture();
      const { id } = await store.inbox.accept(delivery(T1, 'a'));
      await store.inbox.settle(T1, id, { state: 'parked', reason: 'refused' });
      await store.inbox.settle(T1, id, APPLIED);
      expect(await store.inbox.get(id)).toMatchObject({ state: 'parked', reason: 'refused' });
    });

    it('settles parked deliveries of contracts that are in line now, and no others', async () => {
      const { store } = fixture();
      const parked = { state: 'parked', reason: 'refused' } as const;
      const a = await store.inbox.accept(delivery(T1, 'a'));
      const b = await store.inbox.accept(delivery(T1, 'b'));
      const other = await store.inbox.accept(delivery(T2, 'c'));
      const nobodys = await store.inbox.accept(delivery('#1', 'd'));
      const done = await store.inbox.accept(delivery(T3, 'e'));
      await store.inbox.settle(T1, b.id, parked);
      await store.inbox.settle(T2, other.id, parked);
      await store.inbox.settle('#1', nobodys.id, parked);
      await store.inbox.settle(T3, done.id, { state: 'ignored', reason: 'foreign' });
      const late = await store.inbox.accept(delivery(T1, 'f'));
      expect(await store.inbox.settleParked([T1, T3])).toBe(2);
      expect(await store.inbox.settleParked([T1, T3])).toBe(0);
      expect(await store.inbox.settleParked([])).toBe(0);
      const stateOf = async ({ id }: { id: number }) => (await store.inbox.get(id))?.state;
      expect(await stateOf(a)).toBe('applied');
      expect(await store.inbox.get(b.id)).toMatchObject({ state: 'applied', reason: null });
      expect(await stateOf(late)).toBe('waiting');
      expect(await stateOf(other)).toBe('parked');
      expect(await stateOf(nobodys)).toBe('parked');
      expect(await stateOf(done)).toBe('ignored');
      expect(await store.inbox.counts()).toEqual({
        received: 6,
        waiting: 1,
        applied: 2,
        ignored: 1,
        parked: 2,
      });
      // A repeat of it needs no work from now on, and a replay still does.
      const again = await store.inbox.accept(delivery(T1, 'a'));
      expect(await store.inbox.get(again.id)).toMatchObject({ state: 'ignored' });
      expect((await store.inbox.replay({ ids: [a.id], limit: 1 })).replayed).toBe(1);
      expect(await store.inbox.settleParked([T1])).toBe(0);
    });

    it('balances: received = applied + ignored + waiting + parked', async () => {
      const { store, reopen } = fixture();
      for (let i = 0; i < 12; i += 1) {
        const { id } = await store.inbox.accept(
          delivery(i % 4 === 3 ? null : T1, `body ${i === 9 ? 0 : i}`),
        );
        if (i === 4) await store.inbox.settle(T1, id, APPLIED);
        if (i === 6) await store.inbox.settle(T1, id, { state: 'parked', reason: 'refused' });
        if (i === 8) await store.inbox.settle(T1, id, { state: 'ignored', reason: 'foreign' });
      }
      const listed = await store.inbox.list({ limit: 100 });
      const counts = await (await reopen()).inbox.counts();
      for (const state of ['waiting', 'applied', 'ignored', 'parked'] as const) {
        expect(counts[state], state).toBe(listed.filter((one) => one.state === state).length);
        expect(counts[state], state).toBeGreaterThan(0);
      }
      expect(counts.received).toBe(12);
      expect(counts.waiting + counts.applied + counts.ignored + counts.parked).toBe(12);
    });

    it('keeps why a delivery without a key needs no work', async () => {
      const { store } = fixture();
      const { id } = await store.inbox.accept(delivery(null, 'x', { reason: 'an e-mail event' }));
      expect((await store.inbox.get(id))?.reason).toBe('an e-mail event');
    });

    it('lists newest first, by states and keys, in pages', async () => {
      const { store } = fixture();
      const ids: number[] = [];
      for (let i = 0; i < 7; i += 1) {
        ids.push((await store.inbox.accept(delivery(i % 2 === 0 ? T1 : T2, `body ${i}`))).id);
      }
      await store.inbox.settle(T1, ids[2]!, APPLIED);
      const idsOf = async (filter: Parameters<Store['inbox']['list']>[0]) =>
        (await store.inbox.list(filter)).map(({ id }) => id);
      expect(await idsOf({ limit: 3 })).toEqual([ids[6], ids[5], ids[4]]);
      expect(await idsOf({ limit: 3, beforeId: ids[4]! })).toEqual([ids[3], ids[2], ids[1]]);
      expect(await idsOf({ limit: 9, keys: [T2] })).toEqual([ids[5], ids[3], ids[1]]);
      expect(await idsOf({ limit: 9, states: ['applied'] })).toEqual([ids[2], ids[0]]);
      expect(await idsOf({ limit: 9, states: ['waiting'], keys: [T1] })).toEqual([ids[6], ids[4]]);
      expect(await idsOf({ limit: 2, keys: [T1, T2, '#1'] })).toEqual([ids[6], ids[5]]);
      expect(await idsOf({ limit: 9, states: ['applied', 'parked'] })).toEqual([ids[2], ids[0]]);
      expect(await idsOf({ limit: 9, ids: [ids[1]!, ids[4]!, 404] })).toEqual([ids[4], ids[1]]);
      expect(await idsOf({ limit: 9, keys: [] })).toEqual([]);
      expect(await idsOf({ limit: 9, activities: ['CONTRACT_VOIDED'] })).toEqual([]);
      expect(await idsOf({ limit: 9, activities: [] })).toEqual([]);
      const voided = delivery(T1, 'voided', { activity: 'CONTRACT_VOIDED' });
      const { id: voidedId } = await store.inbox.accept(voided);
      for (const more of [{}, { keys: [T1] }, { states: ['waiting' as const] }]) {
        const activities = ['CONTRACT_VOIDED', 'NOBODY_SAYS_THIS'];
        expect(await idsOf({ limit: 9, activities, ...more })).toEqual([voidedId]);
      }
    });

    it('answers null for an unknown id and before the first delivery', async () => {
      const { store } = fixture();
      expect(await store.inbox.get(404)).toBeNull();
      expect(await store.inbox.lastReceivedAt()).toBeNull();
    });

    it('knows when the last delivery came', async () => {
      const { store, clock } = fixture();
      await store.inbox.accept(delivery(T1, 'a'));
      await store.inbox.accept(delivery(null, 'b', { receivedAt: clock.in(5000) }));
      expect(await store.inbox.lastReceivedAt()).toEqual(clock.in(5000));
    });

    it('keeps bodies as they are', async () => {
      const { store } = fixture();
      const body = '{"name":"Zoë ✍️ \\u0000 \'; DROP TABLE deliveries; --"}';
      const { id } = await store.inbox.accept(delivery(T1, body));
      expect((await store.inbox.get(id))?.body).toBe(body);
    });
  });
}

async function runOnce(store: Store): Promise<void> {
  const { id } = await store.inbox.accept(delivery(T1, 'a'));
  const [claim] = await store.queues.sync.claim({ limit: 1, leaseMs: 1000 });
  await store.inbox.settle(T1, id, APPLIED);
  await store.queues.sync.done(claim!);
}
