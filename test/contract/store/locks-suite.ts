import { describe, expect, it } from 'vitest';

import type { Fixture } from './store-suite.js';

const LEASE_MS = 30_000;

export function describeLocks(fixture: () => Fixture): void {
  describe('locks', () => {
    it('gives a lock to one at a time, in whatever process', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const tokens = await Promise.all(
        [store, other, store, other].map((one) => one.locks.acquire('reconcile', LEASE_MS)),
      );
      expect(tokens.filter((token) => token !== null)).toHaveLength(1);
      expect(await other.locks.acquire('backfill', LEASE_MS)).not.toBeNull();
    });

    it('gives it to the next once it is released', async () => {
      const { store, reopen } = fixture();
      const token = await store.locks.acquire('reconcile', LEASE_MS);
      await store.locks.release('reconcile', token!);
      const next = await (await reopen()).locks.acquire('reconcile', LEASE_MS);
      expect(next).not.toBeNull();
      expect(next).not.toBe(token);
    });

    it('gives it to the next once its lease ran out, and refuses the first', async () => {
      const { store, clock } = fixture();
      const lost = await store.locks.acquire('reconcile', LEASE_MS);
      clock.advance(LEASE_MS - 1);
      expect(await store.locks.acquire('reconcile', LEASE_MS)).toBeNull();
      clock.advance(1);
      const held = await store.locks.acquire('reconcile', LEASE_MS);
      expect(held).not.toBeNull();
      expect(await store.locks.extend('reconcile', lost!, LEASE_MS)).toBe(false);
      await store.locks.release('reconcile', lost!);
      expect(await store.locks.acquire('reconcile', LEASE_MS)).toBeNull();
      expect(await store.locks.extend('reconcile', held!, LEASE_MS)).toBe(true);
    });

    it('holds it longer when it is extended in time, counted from then', async () => {
      const { store, clock } = fixture();
      const token = await store.locks.acquire('reconcile', LEASE_MS);
      clock.advance(LEASE_MS - 1);
      expect(await store.locks.extend('reconcile', token!, LEASE_MS)).toBe(true);
      clock.advance(LEASE_MS - 1);
      expect(await store.locks.acquire('reconcile', LEASE_MS)).toBeNull();
      clock.advance(1);
      expect(await store.locks.extend('reconcile', token!, LEASE_MS)).toBe(false);
      expect(await store.locks.acquire('reconcile', LEASE_MS)).not.toBeNull();
    });

    it('refuses to extend what was never held or is released', async () => {
      const { store } = fixture();
      expect(await store.locks.extend('reconcile', 'no token', LEASE_MS)).toBe(false);
      await store.locks.release('reconcile', 'no token');
      const token = await store.locks.acquire('reconcile', LEASE_MS);
      await store.locks.release('reconcile', token!);
      expect(await store.locks.extend('reconcile', token!, LEASE_MS)).toBe(false);
    });

    it('holds it across a restart of its owner', async () => {
      const { store, reopen } = fixture();
      await store.locks.acquire('reconcile', LEASE_MS);
      expect(await (await reopen()).locks.acquire('reconcile', LEASE_MS)).toBeNull();
    });
  });
}
