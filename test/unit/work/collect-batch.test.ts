import { expect, it } from 'vitest';
import type { Claim } from '../../../src/store/queue.js';
import { collectBatch } from '../../../src/work/collect-batch.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';

/** A queue of which only the number of due keys matters. */
function setUp(due: number) {
  const clock = new ManualClock();
  const state = { due };
  const stop = new AbortController();
  const collect = () =>
    collectBatch({
      queue: {
        counts: async () => ({ due: state.due, later: 0, running: 0, parked: 0 }),
        claim: async ({ limit }) =>
          Array.from({ length: Math.min(limit, state.due) }, (_, i): Claim => ({
            key: `#${i}`,
            token: String(i),
            attempts: 0,
            isTakenOver: false,
            correlationId: null,
          })),
      },
      clock,
      limit: 200,
      leaseMs: 20_000,
      signal: stop.signal,
    });
  return { clock, state, stop, collect };
}

it('takes a lone key at once', async () => {
  expect(await setUp(1).collect()).toHaveLength(1);
});

it('takes a full batch at once', async () => {
  expect(await setUp(500).collect()).toHaveLength(200);
});

it('claims nothing when nothing is due', async () => {
  expect(await setUp(0).collect()).toEqual([]);
});

it('waits for the rest of a burst while it grows, and no longer', async () => {
  const { clock, state, collect } = setUp(3);
  const collecting = collect();
  await eventually(() => expect(clock.sleeping).toBe(1));
  state.due = 80;
  clock.advance(20);
  await eventually(() => expect(clock.sleeping).toBe(1));
  clock.advance(20);
  expect(await collecting).toHaveLength(80);
  expect(clock.sleeping).toBe(0);
});

it('waits a tenth of a second at most, however long keys keep coming', async () => {
  const { clock, state, collect } = setUp(2);
  const startedAtMs = clock.now().getTime();
  const collecting = collect();
  for (let step = 0; step < 5; step += 1) {
    await eventually(() => expect(clock.sleeping).toBe(1));
    state.due += 1;
    clock.advance(20);
  }
  await collecting;
  expect(clock.now().getTime() - startedAtMs).toBe(100);
});

it('stops waiting when the worker stops', async () => {
  const { clock, stop, collect } = setUp(2);
  const collecting = collect();
  await eventually(() => expect(clock.sleeping).toBe(1));
  stop.abort(new Error('stopping'));
  await expect(collecting).rejects.toThrow('stopping');
});
