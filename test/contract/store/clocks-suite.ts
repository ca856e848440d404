import { describe, expect, it } from 'vitest';

import type { Fixture } from './store-suite.js';
import { H1, T1, T2, T3, contract } from './samples.js';

const DAY_MS = 24 * 60 * 60_000;
const LEASE_MS = 30_000;

/** No order, lease or due time is derived from two clocks, and a clock that was wrong leaves nothing behind. */
export function describeClocks(fixture: () => Fixture): void {
  describe('clocks', () => {
    it('orders looks by their number: one begun later is newer, whatever its clock says', async () => {
      const { store, clock } = fixture();
      clock.advance(DAY_MS);
      const ahead = await store.contracts.beginLook();
      clock.advance(-DAY_MS);
      const right = await store.contracts.beginLook();
      expect(right.number).toBeGreaterThan(ahead.number);
      expect(right.at.getTime()).toBeLessThan(ahead.at.getTime());
      await store.contracts.save([contract({ status: 'DRAFT' })], ahead);
      expect(await store.contracts.save([contract({ status: 'EXECUTED' })], right)).toEqual(
        new Set(),
      );
      const found = (await store.contracts.get([T1])).get(T1);
      expect(found).toMatchObject({ look: right.number, readAt: right.at });
      expect(found?.contract.status).toBe('EXECUTED');
    });

    it('numbers the looks of all processes in one row', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const numbers: number[] = [];
      for (const one of [store, other, store, other]) {
        numbers.push((await one.contracts.beginLook()).number);
      }
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      expect(new Set(numbers).size).toBe(4);
    });

    it('says which contracts a later look has shown already', async () => {
      const { store } = fixture();
      const earlier = await store.contracts.beginLook();
      const later = await store.contracts.beginLook();
      await store.contracts.save([contract(), contract({ id: T2 })], later);
      const skipped = await store.contracts.save(
        [contract({ status: 'VOIDED' }), contract({ id: T3 })],
        earlier,
      );
      expect(skipped).toEqual(new Set([T1]));
      expect(await store.contracts.markDeleted([T2, T3, H1], earlier)).toEqual(new Set([T2]));
      const statuses = [...(await store.contracts.get([T1, T2, T3])).values()];
      expect(statuses.map((one) => one.contract.status).sort()).toEqual([
        'DELETED',
        'DRAFT',
        'DRAFT',
      ]);
    });

    it('goes on counting from a look that was begun before the store was lost', async () => {
      const { store } = fixture();
      const { at } = await store.contracts.beginLook();
      await store.contracts.save([contract()], { number: 5_000, at });
      const next = await store.contracts.beginLook();
      expect(next.number).toBeGreaterThan(5_000);
      expect(await store.contracts.save([contract({ status: 'SIGN' })], next)).toEqual(new Set());
    });

    it.each([DAY_MS, 100_000])(
      'makes a key due that was marked by a clock %i ms ahead',
      async (ahead) => {
        const { store, clock } = fixture();
        const { sync } = store.queues;
        clock.advance(ahead);
        await sync.mark([T1]);
        await sync.mark([T2], clock.in(1_000));
        clock.advance(-ahead);
        expect(await sync.counts()).toMatchObject({ due: 1, later: 1 });
        const [claim] = await sync.claim({ limit: 10, leaseMs: LEASE_MS });
        expect(claim?.key).toBe(T1);
        expect(await sync.nextDueAt()).toEqual(clock.in(1_000));
        clock.advance(1_000);
        expect((await sync.claim({ limit: 10, leaseMs: LEASE_MS })).map(({ key }) => key)).toEqual([
          T2,
        ]);
      },
    );

    it('lets a lease of a clock that was ahead run out after its own length', async () => {
      const { store, clock } = fixture();
      const { sync } = store.queues;
      clock.advance(DAY_MS);
      await sync.mark([T1]);
      const [lost] = await sync.claim({ limit: 1, leaseMs: LEASE_MS });
      await sync.mark([T1]);
      clock.advance(-DAY_MS);
      expect(await sync.claim({ limit: 1, leaseMs: LEASE_MS })).toEqual([]);
      expect(await sync.counts()).toMatchObject({ running: 1 });
      clock.advance(LEASE_MS);
      const [held] = await sync.claim({ limit: 1, leaseMs: LEASE_MS });
      expect(held).toMatchObject({ key: T1, isTakenOver: true });
      expect(await sync.done(lost!)).toBe(false);
    });

    it('makes what was marked during such a lease due when its run ends', async () => {
      const { store, clock } = fixture();
      const { sync } = store.queues;
      clock.advance(DAY_MS);
      await sync.mark([T1]);
      const [claim] = await sync.claim({ limit: 1, leaseMs: LEASE_MS });
      await sync.mark([T1]);
      clock.advance(-DAY_MS);
      await sync.counts();
      await sync.done(claim!);
      expect(await sync.counts()).toMatchObject({ due: 1 });
    });

    it('lets go of a lock that a clock ahead took, after the length of its lease', async () => {
      const { store, clock } = fixture();
      clock.advance(DAY_MS);
      const lost = await store.locks.acquire('reconcile', LEASE_MS);
      clock.advance(-DAY_MS);
      expect(await store.locks.acquire('reconcile', LEASE_MS)).toBeNull();
      expect(await store.locks.extend('reconcile', lost!, LEASE_MS)).toBe(true);
      clock.advance(LEASE_MS);
      expect(await store.locks.acquire('reconcile', LEASE_MS)).not.toBeNull();
      expect(await store.locks.extend('reconcile', lost!, LEASE_MS)).toBe(false);
    });

    it('shows the last sync as it was, also after one by a clock that was ahead', async () => {
      const { store, clock } = fixture();
      await store.contracts.save([contract()], await store.contracts.beginLook());
      const syncedAt = (at: Date) =>
        store.contracts.saveSyncResults([{ id: T1, syncedAt: at, error: null }]);
      await syncedAt(clock.in(DAY_MS));
      await syncedAt(clock.now());
      await store.contracts.saveSyncResults([{ id: T1, syncedAt: null, error: 'refused' }]);
      expect((await store.contracts.get([T1])).get(T1)?.lastSyncedAt).toEqual(clock.now());
    });

    it('tells the time that its processes share', async () => {
      const { store, clock } = fixture();
      expect(await store.now()).toEqual(clock.now());
    });
  });
}
