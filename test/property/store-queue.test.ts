import fc from 'fast-check';
import { expect } from 'vitest';

import { silentLog } from '../../src/domain/log.js';
import { openStore } from '../../src/store/open-store.js';
import type { Claim, DirtyKey } from '../../src/store/queue.js';
import type { Store } from '../../src/store/store.js';
import { onEachEngine } from '../support/each-engine.js';
import type { NextUrl } from '../support/each-engine.js';
import { ManualClock } from '../support/manual-clock.js';

type Step =
  | { readonly do: 'mark'; readonly keys: readonly DirtyKey[]; readonly inMs: number }
  | { readonly do: 'claim'; readonly limit: number; readonly leaseMs: number }
  /** `claim` points at any claim ever given, also at lost ones. */
  | { readonly do: 'end'; readonly how: Ending; readonly claim: number; readonly inMs: number }
  | { readonly do: 'advance'; readonly ms: number };
type Ending = (typeof ENDINGS)[number];
const ENDINGS = ['done', 'retry', 'again', 'park'] as const;

interface Entry {
  state: 'due' | 'running' | 'parked';
  readyAtMs: number;
  token: string | null;
  markedAtMs: number | null;
  attempts: number;
}

/** The queue as a plain map: what the port's comments say, and nothing else. */
class Model {
  readonly entries = new Map<DirtyKey, Entry>();

  mark(key: DirtyKey, dueAtMs: number): void {
    const entry = this.entries.get(key);
    if (entry === undefined || entry.state === 'parked') {
      this.entries.set(key, due(dueAtMs, 0));
    } else if (entry.state === 'due') {
      entry.readyAtMs = Math.min(entry.readyAtMs, dueAtMs);
    } else {
      entry.markedAtMs = Math.min(entry.markedAtMs ?? dueAtMs, dueAtMs);
    }
  }

  claimable(nowMs: number): DirtyKey[] {
    return [...this.entries]
      .filter(([, entry]) => entry.state !== 'parked' && entry.readyAtMs <= nowMs)
      .map(([key]) => key);
  }

  claimed({ key, token, attempts }: Claim, leaseUntilMs: number): void {
    const before = this.entries.get(key);
    // A lease that ran out is a failed run.
    expect(attempts).toBe((before?.attempts ?? 0) + (before?.state === 'running' ? 1 : 0));
    this.entries.set(key, {
      state: 'running',
      readyAtMs: leaseUntilMs,
      token,
      markedAtMs: null,
      attempts,
    });
  }

  end({ key, token }: Claim, how: Ending, dueAtMs: number): boolean {
    const entry = this.entries.get(key);
    if (entry?.token !== token) return false;
    const { markedAtMs, attempts } = entry;
    if (how === 'retry' || how === 'again') {
      const failed = how === 'retry' ? 1 : 0;
      this.entries.set(key, due(Math.min(dueAtMs, markedAtMs ?? dueAtMs), attempts + failed));
    } else if (markedAtMs !== null) {
      this.entries.set(key, due(markedAtMs, 0));
    } else if (how === 'park') {
      this.entries.set(key, { ...due(Number.POSITIVE_INFINITY, 0), state: 'parked' });
    } else {
      this.entries.delete(key);
    }
    return true;
  }

  counts(nowMs: number) {
    const all = [...this.entries.values()];
    return {
      due: this.claimable(nowMs).length,
      later: all.filter((one) => one.state === 'due' && one.readyAtMs > nowMs).length,
      running: all.filter((one) => one.state === 'running' && one.readyAtMs > nowMs).length,
      parked: all.filter((one) => one.state === 'parked').length,
    };
  }

  nextDueAt(): Date | null {
    const times = [...this.entries.values()].map((entry) => entry.readyAtMs);
    const earliestMs = Math.min(...times);
    return Number.isFinite(earliestMs) ? new Date(earliestMs) : null;
  }
}

function due(readyAtMs: number, attempts: number): Entry {
  return { state: 'due', readyAtMs, token: null, markedAtMs: null, attempts };
}

const key = fc.constantFrom<DirtyKey>('#1', '#2', '#3', '#4');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('mark'),
    keys: fc.array(key, { maxLength: 3 }),
    inMs: fc.constantFrom(0, 0, 5, 50),
  }),
  fc.record({ do: fc.constant('claim'), limit: fc.nat(3), leaseMs: fc.constantFrom(10, 40) }),
  fc.record({
    do: fc.constant('end'),
    how: fc.constantFrom(...ENDINGS),
    claim: fc.nat(),
    inMs: fc.constantFrom(0, 7, 30),
  }),
  fc.record({ do: fc.constant('advance'), ms: fc.nat(25) }),
);

onEachEngine('dirty queue: behaves like a small map in memory, whatever is asked of it', holdsFor);

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
  const model = new Model();
  const claims: Claim[] = [];
  for (const one of steps) {
    const nowMs = clock.now().getTime();
    switch (one.do) {
      case 'mark':
        await store.queues.sync.mark(one.keys, clock.in(one.inMs));
        for (const marked of one.keys) model.mark(marked, nowMs + one.inMs);
        break;
      case 'claim': {
        const claimable = model.claimable(nowMs);
        const given = await store.queues.sync.claim(one);
        expect(given).toHaveLength(Math.min(one.limit, claimable.length));
        for (const claim of given) {
          expect(claimable).toContain(claim.key);
          model.claimed(claim, nowMs + one.leaseMs);
        }
        claims.push(...given);
        break;
      }
      case 'end': {
        const claim = claims[one.claim % Math.max(claims.length, 1)];
        if (claim === undefined) break;
        const expected = model.end(claim, one.how, nowMs + one.inMs);
        expect(await endRun(store, claim, one.how, clock.in(one.inMs))).toBe(expected);
        break;
      }
      case 'advance':
        clock.advance(one.ms);
        break;
    }
    expect(await store.queues.sync.counts()).toEqual(model.counts(clock.now().getTime()));
    expect(await store.queues.sync.nextDueAt()).toEqual(model.nextDueAt());
  }
}

function endRun(store: Store, claim: Claim, how: Ending, dueAt: Date): Promise<boolean> {
  switch (how) {
    case 'done':
      return store.queues.sync.done(claim);
    case 'retry':
      return store.queues.sync.retry(claim, { dueAt, reason: 'failed' });
    case 'again':
      return store.queues.sync.again(claim, dueAt);
    case 'park':
      return store.queues.sync.park(claim, 'refused');
  }
}
