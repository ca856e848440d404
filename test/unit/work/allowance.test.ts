import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateLimitedError } from '../../../src/domain/errors.js';
import { silentLog } from '../../../src/domain/log.js';
import { createAllowanceGate, planAllowance } from '../../../src/work/allowance.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';

const at = (percent: number) => ({ used: percent * 100, limit: 10_000 });

describe('planAllowance', () => {
  it.each([
    ['background', 0, 'go'],
    ['background', 79.99, 'go'],
    ['background', 80, 'slow'],
    ['background', 94.99, 'slow'],
    ['background', 95, 'stop'],
    ['background', 120, 'stop'],
    ['webhook', 95, 'go'],
    ['webhook', 98.99, 'go'],
    ['webhook', 99, 'stop'],
    ['interactive', 100, 'go'],
  ] as const)('%s at %f %%: %s', (lane, percent, kind) => {
    expect(planAllowance(at(percent), lane).kind).toBe(kind);
  });

  it('goes on while nothing is known', () => {
    expect(planAllowance(null, 'background')).toEqual({ kind: 'go' });
    expect(planAllowance({ used: 5, limit: 0 }, 'background')).toEqual({ kind: 'go' });
  });

  it('never gets faster the more is spent', () => {
    const pace = (percent: number) => {
      const plan = planAllowance(at(percent), 'background');
      if (plan.kind === 'slow') return plan.delayMs;
      return plan.kind === 'go' ? 0 : Number.POSITIVE_INFINITY;
    };
    const share = fc.double({ min: 0, max: 150, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        expect(pace(Math.max(a, b))).toBeGreaterThanOrEqual(pace(Math.min(a, b)));
      }),
    );
  });
});

describe('the allowance gate', () => {
  function setUp(percent: number) {
    const clock = new ManualClock();
    const state = { usage: at(percent), probes: 0, next: at(percent) };
    const gate = createAllowanceGate({
      usage: () => state.usage,
      probe: async () => {
        state.probes += 1;
        state.usage = state.next;
      },
      clock,
      log: silentLog,
    });
    return { clock, state, gate };
  }

  it('holds background work up until usage falls, at one call in five minutes', async () => {
    const { clock, state, gate } = setUp(96);
    let admitted = false;
    const waiting = gate.admit('background').then(() => (admitted = true));
    await eventually(() => expect(clock.sleeping).toBe(1));
    for (let round = 0; round < 3; round += 1) {
      clock.advance(5 * 60_000);
      await eventually(() => expect(clock.sleeping).toBe(1));
    }
    expect([admitted, state.probes]).toEqual([false, 4]);
    state.next = at(50);
    clock.advance(5 * 60_000);
    await waiting;
    expect(admitted).toBe(true);
  });

  it('slows background work down from 80 % on', async () => {
    const { clock, gate } = setUp(90);
    let admitted = false;
    const waiting = gate.admit('background').then(() => (admitted = true));
    await eventually(() => expect(clock.sleeping).toBe(1));
    clock.advance(30_000);
    expect(admitted).toBe(false);
    clock.advance(11_000);
    await waiting;
  });

  it('lets webhook work go on to 99 % and refuses it then, without a wait', async () => {
    await setUp(98).gate.admit('webhook');
    const { gate, state } = setUp(99.5);
    await expect(gate.admit('webhook')).rejects.toBeInstanceOf(RateLimitedError);
    await expect(gate.admit('webhook')).rejects.toMatchObject({ service: 'salesforce' });
    expect(state.probes).toBe(1);
  });

  it('ends a wait with the reason of its signal', async () => {
    const { gate, clock } = setUp(96);
    const giveUp = new AbortController();
    const waiting = gate.admit('background', giveUp.signal);
    await eventually(() => expect(clock.sleeping).toBe(1));
    giveUp.abort(new Error('interrupted'));
    await expect(waiting).rejects.toThrow('interrupted');
  });

  it('looks again whether usage fell after its clock was a day ahead at the last look', async () => {
    const { clock, state, gate } = setUp(99.5);
    clock.advance(24 * 60 * 60_000);
    await expect(gate.admit('webhook')).rejects.toBeInstanceOf(RateLimitedError);
    clock.advance(-24 * 60 * 60_000);
    state.next = at(50);
    await gate.admit('webhook');
    expect(state.probes).toBe(2);
  });
});
