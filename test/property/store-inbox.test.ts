import fc from 'fast-check';
import { expect } from 'vitest';

import { silentLog } from '../../src/domain/log.js';
import { openStore } from '../../src/store/open-store.js';
import type { DeliveryState } from '../../src/store/inbox.js';
import type { DirtyKey } from '../../src/store/queue.js';
import type { Store } from '../../src/store/store.js';
import { T1, delivery } from '../contract/store/samples.js';
import { onEachEngine } from '../support/each-engine.js';
import type { NextUrl } from '../support/each-engine.js';
import { ManualClock } from '../support/manual-clock.js';

const STATES = ['waiting', 'applied', 'ignored', 'parked'] as const;

type Step =
  | {
      readonly do: 'accept';
      readonly key: DirtyKey | null;
      readonly body: number;
      readonly lateMs: number;
    }
  | {
      readonly do: 'settle';
      readonly key: DirtyKey;
      readonly state: 'applied' | 'ignored' | 'parked';
    }
  | { readonly do: 'settle-parked' }
  | { readonly do: 'replay'; readonly states: readonly DeliveryState[]; readonly limit: number }
  | { readonly do: 'prune'; readonly ageMs: number; readonly limit: number }
  | { readonly do: 'advance'; readonly ms: number };

const key = fc.constantFrom<DirtyKey>('#1', T1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('accept'),
      key: fc.option(key),
      // Few bodies, so that repeats are common.
      body: fc.nat(5),
      // Another server's clock, or one that was set back.
      lateMs: fc.constantFrom(0, 0, 0, 9, 25),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('settle'),
      key,
      state: fc.constantFrom('applied', 'ignored', 'parked'),
    }),
  },
  fc.record({ do: fc.constant('settle-parked') }),
  fc.record({
    do: fc.constant('replay'),
    states: fc.subarray([...STATES]),
    limit: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    do: fc.constant('prune'),
    ageMs: fc.constantFrom(0, 20),
    limit: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ do: fc.constant('advance'), ms: fc.nat(15) }),
);

onEachEngine('inbox: balances, and loses no open delivery, whatever is done to it', holdsFor);

async function holdsFor(nextUrl: NextUrl): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const clock = new ManualClock();
      const store = await openStore({ url: await nextUrl(), clock, log: silentLog });
      try {
        await followSteps(store, clock, steps);
      } finally {
        await store.close();
      }
    }),
    { numRuns: 60 },
  );
}

async function followSteps(
  store: Store,
  clock: ManualClock,
  steps: readonly Step[],
): Promise<void> {
  const {
    inbox,
    queues: { sync: queue },
  } = store;
  let accepted = 0;
  let pruned = 0;
  for (const one of steps) {
    switch (one.do) {
      case 'accept': {
        // The key is part of the body: one event is about one contract.
        const body = `${one.key} ${one.body}`;
        const twins = (await inbox.list({ limit: 100 })).filter((each) => each.body === body);
        const receivedAt = clock.in(-one.lateMs);
        const { id, repeated } = await inbox.accept(delivery(one.key, body, { receivedAt }));
        accepted += 1;
        expect(repeated).toBe(twins.length > 0);
        const isIgnored = one.key === null || twins.some(({ state }) => state === 'applied');
        expect((await inbox.get(id))?.state).toBe(isIgnored ? 'ignored' : 'waiting');
        break;
      }
      case 'settle': {
        await inbox.settle(one.key, accepted, { state: one.state, reason: null });
        break;
      }
      case 'settle-parked': {
        const parked = await inbox.list({ keys: [T1], states: ['parked'], limit: 100 });
        expect(await inbox.settleParked([T1])).toBe(parked.length);
        break;
      }
      case 'replay': {
        const { states, limit } = one;
        const before = await inbox.list({ states, limit: 100 });
        const expected = before.filter((each) => each.key !== null).slice(0, limit);
        expect((await inbox.replay({ states, limit })).replayed).toBe(expected.length);
        for (const { id, key: replayedKey } of expected) {
          expect(await inbox.get(id)).toMatchObject({ state: 'waiting', reason: null });
          expect((await queue.states([replayedKey!])).get(replayedKey!)?.state).toBe('due');
        }
        break;
      }
      case 'prune': {
        const before = clock.in(-one.ageMs);
        const stored = await inbox.list({ limit: 100 });
        const fitting = stored
          .slice(1)
          .filter(({ receivedAt, state }) => receivedAt < before && isFinished(state));
        const count = await inbox.prune({ before, limit: one.limit });
        expect(count).toBe(Math.min(one.limit, fitting.length));
        pruned += count;
        break;
      }
      case 'advance':
        clock.advance(one.ms);
        break;
    }
    const { received, ...counts } = await inbox.counts();
    const stored = await inbox.list({ limit: 100 });
    const [since, until] = [clock.in(-30), clock.in(-5)];
    expect(await inbox.list({ since, until, limit: 100 })).toEqual(
      stored.filter(({ receivedAt }) => receivedAt >= since && receivedAt < until),
    );
    expect(received).toBe(accepted);
    expect(Object.values(counts).reduce((sum, total) => sum + total)).toBe(received);
    expect(stored).toHaveLength(accepted - pruned);
    // Only what is finished is ever pruned, so what is open is all there.
    for (const state of ['waiting', 'parked'] as const) {
      expect(stored.filter((each) => each.state === state)).toHaveLength(counts[state]);
    }
    for (const each of stored) if (each.state === 'waiting') expect(each.key).not.toBeNull();
  }
}

function isFinished(state: DeliveryState): boolean {
  return state === 'applied' || state === 'ignored';
}
