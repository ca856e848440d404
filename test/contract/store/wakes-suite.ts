import { describe, expect, it } from 'vitest';

import { eventually } from '../../support/eventually.js';
import type { Fixture } from './store-suite.js';
import { T1, T2, delivery } from './samples.js';

export function describeWakes(fixture: () => Fixture): void {
  describe('wakes', () => {
    it('tell of whatever makes a key due, in another process or in this one', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      let wakes = 0;
      const listener = store.wakes.listen(() => {
        wakes += 1;
      });
      const causes: (() => Promise<unknown>)[] = [
        () => other.queues.sync.mark([T1]),
        async () => {
          const [claim] = await other.queues.sync.claim({ limit: 1, leaseMs: 1000 });
          return other.queues.sync.again(claim!, fixture().clock.now());
        },
        async () => {
          const [claim] = await other.queues.sync.claim({ limit: 1, leaseMs: 1000 });
          await other.queues.sync.done(claim!);
          return other.inbox.accept(delivery(T1, 'a'));
        },
        async () => {
          const [claim] = await other.queues.sync.claim({ limit: 1, leaseMs: 1000 });
          await other.inbox.settle(T1, 1, { state: 'parked', reason: 'refused' });
          await other.queues.sync.park(claim!, 'refused');
          return other.inbox.replay({ ids: [1], limit: 1 });
        },
      ];
      await eventually(() => expect(listener.isLive()).toBe(true));
      for (const cause of [...causes, () => store.queues.sync.mark([T2])]) {
        const before = wakes;
        await cause();
        await eventually(() => expect(wakes).toBeGreaterThan(before));
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
