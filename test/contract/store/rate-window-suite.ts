import { describe, expect, it } from 'vitest';

import type { Store } from '../../../src/store/store.js';
import type { Fixture } from './store-suite.js';

const OPTIONS = { limit: 3, windowMs: 1000 } as const;

export function describeRateWindow(fixture: () => Fixture): void {
  describe('rate window', () => {
    const take = async (store: Store): Promise<string> => {
      const answer = await store.rateWindow.take(OPTIONS);
      expect(answer.taken, 'a slot should be free').toBe(true);
      return answer.taken ? answer.slot : '';
    };
    const waitMs = async (store: Store): Promise<number> => {
      const answer = await store.rateWindow.take(OPTIONS);
      expect(answer.taken, 'no slot should be free').toBe(false);
      return answer.taken ? 0 : answer.waitMs;
    };

    it('gives as many slots as the limit, in all processes together', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 === 0 ? store : other).rateWindow.take(OPTIONS),
        ),
      );
      const slots = answers.flatMap((answer) => (answer.taken ? [answer.slot] : []));
      expect(new Set(slots).size).toBe(3);
      expect(slots).toHaveLength(3);
    });

    it('counts a slot until the window has passed since it was settled', async () => {
      const { store, clock } = fixture();
      const late = await take(store);
      await store.rateWindow.settle(await take(store));
      await store.rateWindow.settle(await take(store));
      clock.advance(900);
      await store.rateWindow.settle(late);
      clock.advance(99);
      expect(await waitMs(store)).toBeGreaterThan(0);
      clock.advance(await waitMs(store));
      await take(store);
      await take(store);
      // The late one still counts: it was settled 900 ms after the others.
      expect(await waitMs(store)).toBeGreaterThan(800);
    });

    it('says how long to wait, no less and not much more', async () => {
      const { store, clock } = fixture();
      for (let i = 0; i < 3; i += 1) {
        await store.rateWindow.settle(await take(store));
        clock.advance(100);
      }
      const firstMs = await waitMs(store);
      expect(firstMs).toBeGreaterThanOrEqual(700);
      expect(firstMs).toBeLessThanOrEqual(701);
      clock.advance(firstMs - 2);
      expect(await waitMs(store)).toBe(2);
      clock.advance(2);
      await take(store);
    });

    it('gives up a slot that is neither settled nor held for five seconds', async () => {
      const { store, clock } = fixture();
      for (let i = 0; i < 3; i += 1) await take(store);
      clock.advance(4_999);
      expect(await waitMs(store)).toBeLessThanOrEqual(1);
      clock.advance(1);
      await take(store);
    });

    it('counts a slot for as long as it is held, however slow the answer', async () => {
      const { store, clock, reopen } = fixture();
      const other = await reopen();
      const slow = await take(store);
      const dead = await take(store);
      await take(store);
      for (let second = 0; second < 120; second += 1) {
        clock.advance(1_000);
        await store.rateWindow.hold([slow, 'unknown']);
      }
      // The two others are free again, the held one is not.
      await store.rateWindow.settle(await take(other));
      await store.rateWindow.settle(await take(other));
      expect(await waitMs(other)).toBeGreaterThan(0);
      // A slot that was given up does not come back, and holding a settled one changes nothing.
      await store.rateWindow.settle(slow);
      await store.rateWindow.hold([slow, dead]);
      clock.advance(1_001);
      for (let i = 0; i < 3; i += 1) await take(other);
    });

    it('lets a second settle, or one of an unknown slot, change nothing', async () => {
      const { store, clock } = fixture();
      const slots = [await take(store), await take(store), await take(store)];
      for (const slot of slots) await store.rateWindow.settle(slot);
      clock.advance(900);
      for (const slot of [...slots, 'unknown']) await store.rateWindow.settle(slot);
      clock.advance(101);
      await take(store);
    });

    it('recovers within the window when the clock is set back', async () => {
      const { store, clock } = fixture();
      for (let i = 0; i < 3; i += 1) await store.rateWindow.settle(await take(store));
      clock.advance(-3_600_000);
      expect(await waitMs(store)).toBeLessThanOrEqual(1001);
      clock.advance(1001);
      await take(store);
    });

    it('never has more calls than the limit in any window, whenever they settle', async () => {
      const { store, clock } = fixture();
      const calls: { readonly takenMs: number; settledMs: number }[] = [];
      const open: { readonly slot: string; readonly call: (typeof calls)[number] }[] = [];
      for (let step = 0; step < 400; step += 1) {
        const answer = await store.rateWindow.take(OPTIONS);
        const nowMs = clock.now().getTime();
        if (answer.taken) {
          const call = { takenMs: nowMs, settledMs: Number.POSITIVE_INFINITY };
          calls.push(call);
          open.push({ slot: answer.slot, call });
        }
        // Out of order and at uneven times, the way answers come in.
        if (step % 3 === 0 || !answer.taken) {
          const settled = open.splice((step * 7) % Math.max(open.length, 1), 1)[0];
          if (settled !== undefined) {
            await store.rateWindow.settle(settled.slot);
            settled.call.settledMs = nowMs;
          }
        }
        await store.rateWindow.hold(open.map(({ slot }) => slot));
        clock.advance((step * 37) % 211);
      }
      expect(calls.length).toBeGreaterThan(50);
      for (const { takenMs } of calls) {
        // A call may reach the server at any time between being taken and being settled.
        const reaching = calls.filter(
          (call) => call.takenMs <= takenMs && call.settledMs > takenMs - OPTIONS.windowMs,
        );
        expect(reaching.length).toBeLessThanOrEqual(OPTIONS.limit);
      }
    });
  });
}
