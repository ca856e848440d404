import { describe, expect, it } from 'vitest';

import { eventually } from '../../support/eventually.js';
import type { Fixture } from './store-suite.js';
import { T1, delivery } from './samples.js';

/** Wakes are best effort: an engine may have none, and then says so. */
export function describeWakes(fixture: () => Fixture): void {
  describe('wakes', () => {
    it('tell of whatever makes a key due in another process, or are said not to arrive', async () => {
      const { store, reopen, url } = fixture();
      const other = await reopen();
      let wakes = 0;
      const listener = store.wakes.listen(() => {
        wakes += 1;
      });
      const causes: (() => Promise<unknown>)[] = [
        () => other.queue.mark([T1]),
        async () => {
          const [claim] = await other.queue.claim({ limit: 1, leaseMs: 1000 });
          return other.queue.again(claim!, fixture().clock.now());
        },
        async () => {
          const [claim] = await other.queue.claim({ limit: 1, leaseMs: 1000 });
          await other.queue.done(claim!);
          return other.inbox.accept(delivery(T1, 'a'));
        },
        async () => {
          const [claim] = await other.queue.claim({ limit: 1, leaseMs: 1000 });
          await other.inbox.settle(T1, 1, { state: 'parked', reason: 'refused' });
          await other.queue.park(claim!, 'refused');
          return other.inbox.replay({ ids: [1], limit: 1 });
        },
      ];
      if (url.startsWith('redis:')) {
        await eventually(() => expect(listener.isLive()).toBe(true));
        for (const cause of causes) {
          const before = wakes;
          await cause();
          await eventually(() => expect(wakes).toBeGreaterThan(before));
        }
      } else {
        for (const cause of causes) await cause();
        expect([listener.isLive(), wakes]).toEqual([false, 0]);
      }
      listener.stop();
      listener.stop();
      const before = wakes;
      await other.inbox.accept(delivery('#1', 'b'));
      await other.checkWritable();
      expect([listener.isLive(), wakes]).toEqual([false, before]);
    });
  });
}
