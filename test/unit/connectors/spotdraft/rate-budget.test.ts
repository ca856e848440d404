import { describe, expect, it } from 'vitest';
import { createRateBudget } from '../../../../src/connectors/spotdraft/create-rate-budget.js';
import { createLocalRateWindow } from '../../../../src/connectors/spotdraft/local-rate-window.js';
import type { RatePermit } from '../../../../src/connectors/spotdraft/rate-budget.js';
import type { Lane } from '../../../../src/domain/lane.js';
import { silentLog } from '../../../../src/domain/log.js';
import type { RateWindow } from '../../../../src/domain/rate-window.js';
import { ManualClock } from '../../../support/manual-clock.js';

/** Lets everything that waits for nothing but promises run. */
async function settleDown(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A window that hands out one slot for each that the test releases. */
function gatedWindow() {
  let free = 0;
  const taken: string[] = [];
  const window: RateWindow = {
    async take() {
      if (free === 0) return { taken: false, waitMs: 1 };
      free -= 1;
      taken.push('slot');
      return { taken: true, slot: 'slot' };
    },
    hold: async () => undefined,
    settle: async () => undefined,
  };
  return { window, taken, release: (count: number) => (free += count) };
}

function setUp(limitPerSecond = 10) {
  const clock = new ManualClock();
  const gate = gatedWindow();
  const budget = createRateBudget({ window: gate.window, limitPerSecond, clock, log: silentLog });
  const granted: string[] = [];
  const ask = (lane: Lane, name: string = lane, signal?: AbortSignal) =>
    budget.acquire(lane, signal).then((permit) => {
      granted.push(name);
      permit.settle();
    });
  const grant = async (count: number) => {
    await settleDown();
    gate.release(count);
    clock.advance(1);
    await settleDown();
  };
  return { clock, gate, budget, granted, ask, grant };
}

describe('the rate budget', () => {
  it('serves interactive before webhook before background, and each lane in its order', async () => {
    const { ask, grant, granted, budget } = setUp();
    void ask('background', 'b1');
    void ask('webhook', 'w1');
    void ask('background', 'b2');
    void ask('interactive', 'i1');
    void ask('interactive', 'i2');
    await settleDown();
    expect(budget.stats()).toEqual({ interactive: 2, webhook: 1, background: 2 });
    await grant(5);
    expect(granted).toEqual(['i1', 'i2', 'w1', 'b1', 'b2']);
    expect(budget.stats()).toEqual({ interactive: 0, webhook: 0, background: 0 });
  });

  it('lets a late interactive caller overtake everybody who waits for a slot', async () => {
    const { ask, grant, granted } = setUp();
    void ask('background');
    await settleDown();
    void ask('interactive');
    await grant(1);
    expect(granted).toEqual(['interactive']);
  });

  it('gives each lower lane at least every 8th permit under a flood', async () => {
    const { ask, grant, granted } = setUp();
    for (let i = 0; i < 200; i += 1) void ask('interactive');
    for (let i = 0; i < 40; i += 1) void ask('webhook');
    for (let i = 0; i < 40; i += 1) void ask('background');
    await settleDown();
    for (let i = 0; i < 20; i += 1) await grant(8);
    for (const lane of ['webhook', 'background'] as const) {
      for (let start = 0; start + 8 <= granted.length; start += 1) {
        expect(granted.slice(start, start + 8)).toContain(lane);
      }
    }
    expect(granted.filter((lane) => lane === 'interactive').length).toBeGreaterThan(110);
  });

  it('gives a lower lane its turn after 5 s even when permits are rare', async () => {
    const { ask, grant, granted, clock } = setUp();
    void ask('background');
    for (let i = 0; i < 10; i += 1) void ask('interactive');
    await grant(1);
    clock.advance(5_000);
    await grant(1);
    expect(granted).toEqual(['interactive', 'background']);
  });

  it('forgets a waiter whose signal aborts and rejects with its reason', async () => {
    const { ask, budget, grant, granted } = setUp();
    const giveUp = new AbortController();
    const reason = new Error('cancelled');
    const waiting = ask('interactive', 'gone', giveUp.signal);
    await settleDown();
    giveUp.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(ask('interactive', 'late', giveUp.signal)).rejects.toBe(reason);
    expect(budget.stats().interactive).toBe(0);
    void ask('background');
    await grant(1);
    expect(granted).toEqual(['background']);
  });

  it('tells the caller whose turn it is when the shared window fails, and goes on', async () => {
    let broken = true;
    const budget = createRateBudget({
      window: {
        async take() {
          if (broken) throw new Error('store is locked');
          return { taken: true, slot: '1' };
        },
        hold: async () => undefined,
        settle: () => Promise.reject(new Error('store is locked')),
      },
      limitPerSecond: 10,
      clock: new ManualClock(),
      log: silentLog,
    });
    await expect(budget.acquire('webhook')).rejects.toThrow('store is locked');
    broken = false;
    const permit = await budget.acquire('webhook');
    permit.settle();
    permit.settle();
    await settleDown();
  });
});

describe('permits of calls under way', () => {
  function setUpWatched(takesMs = 0) {
    const clock = new ManualClock();
    const held: string[][] = [];
    const settled: string[] = [];
    let last = 0;
    const budget = createRateBudget({
      window: {
        async take() {
          last += 1;
          // Only the first takes so long.
          if (last === 1 && takesMs > 0) clock.advance(takesMs);
          return { taken: true, slot: String(last) };
        },
        async hold(slots) {
          held.push([...slots]);
          if (held.length === 1) throw new Error('store is locked');
        },
        async settle(slot) {
          settled.push(slot);
        },
      },
      limitPerSecond: 10,
      clock,
      log: silentLog,
    });
    return { clock, budget, held, settled };
  }

  it('are held every second until the answer is there, also after a failure, and no longer', async () => {
    const { clock, budget, held } = setUpWatched();
    const [first, second] = [await budget.acquire('webhook'), await budget.acquire('webhook')];
    for (let passed = 0; passed < 2; passed += 1) {
      clock.advance(1_000);
      await settleDown();
    }
    first.settle();
    clock.advance(1_000);
    await settleDown();
    expect(held).toEqual([['1', '2'], ['1', '2'], ['2']]);
    second.settle();
    clock.advance(10_000);
    await settleDown();
    expect(held).toHaveLength(3);
  });

  it('are not given for a slot that took so long to get that the window may have given it up', async () => {
    const { budget, settled } = setUpWatched(2_500);
    const permit = await budget.acquire('webhook');
    expect(settled).toEqual(['1']);
    permit.settle();
    await settleDown();
    expect(settled).toEqual(['1', '2']);
  });
});

describe('the local rate window', () => {
  it('holds any one second to the limit, counted from the answer', async () => {
    const clock = new ManualClock();
    const budget = createRateBudget({
      window: createLocalRateWindow({ clock }),
      limitPerSecond: 3,
      clock,
      log: silentLog,
    });
    const permits: RatePermit[] = [];
    const grantedAtMs: number[] = [];
    for (let i = 0; i < 7; i += 1) {
      void budget.acquire('background').then((permit) => {
        permits.push(permit);
        grantedAtMs.push(clock.now().getTime());
      });
    }
    await settleDown();
    expect(permits).toHaveLength(3);
    // Slow answers: the slots stay taken while the calls are in flight, however long that is.
    clock.advance(3_000);
    await settleDown();
    expect(permits).toHaveLength(3);
    permits.forEach((permit) => permit.settle());
    await settleDown();
    clock.advance(1_000);
    await settleDown();
    expect(permits).toHaveLength(3);
    for (let step = 0; step < 60 && permits.length < 6; step += 1) {
      clock.advance(10);
      await settleDown();
    }
    expect(permits).toHaveLength(6);
  });

  it('gives a slot up that was neither settled nor held for five seconds', async () => {
    const clock = new ManualClock();
    const window = createLocalRateWindow({ clock });
    const taken = await window.take({ limit: 1, windowMs: 1_000 });
    expect(taken.taken).toBe(true);
    clock.advance(4_999);
    await window.hold(taken.taken ? [taken.slot] : []);
    clock.advance(4_999);
    expect((await window.take({ limit: 1, windowMs: 1_000 })).taken).toBe(false);
    clock.advance(1);
    expect((await window.take({ limit: 1, windowMs: 1_000 })).taken).toBe(true);
  });

  it('is not blocked by a clock that was set back', async () => {
    const clock = new ManualClock();
    const window = createLocalRateWindow({ clock });
    const first = await window.take({ limit: 1, windowMs: 1_000 });
    if (first.taken) await window.settle(first.slot);
    clock.advance(-3_600_000);
    expect(await window.take({ limit: 1, windowMs: 1_000 })).toEqual({
      taken: false,
      waitMs: 1_000,
    });
  });

  it('says how long to wait for the next slot', async () => {
    const clock = new ManualClock();
    const window = createLocalRateWindow({ clock });
    const first = await window.take({ limit: 1, windowMs: 1_000 });
    if (first.taken) await window.settle(first.slot);
    clock.advance(400);
    expect(await window.take({ limit: 1, windowMs: 1_000 })).toEqual({ taken: false, waitMs: 600 });
  });
});
