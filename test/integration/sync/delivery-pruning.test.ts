import { expect, it } from 'vitest';
import { silentLog } from '../../../src/domain/log.js';
import { openStore } from '../../../src/store/open-store.js';
import { startDeliveryPruning } from '../../../src/sync/index.js';
import { T1, T2, T3, delivery } from '../../contract/store/samples.js';
import { onEachEngine } from '../../support/each-engine.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

onEachEngine(
  'finished deliveries are deleted at their age, by one of two processes, and open ones never',
  async (nextUrl) => {
    const clock = new ManualClock();
    const url = await nextUrl();
    const stores = await Promise.all([1, 2].map(() => openStore({ url, clock, log: silentLog })));
    const { inbox } = stores[0]!;
    const accept = async (key: typeof T1 | null, body: string) =>
      (await inbox.accept(delivery(key, body, { receivedAt: clock.now() }))).id;
    const kept = async () => (await inbox.list({ limit: 2_000 })).length;

    for (let i = 0; i < 1_100; i += 1) await accept(null, `ignored ${i}`);
    const waiting = await accept(T1, 'waits');
    await inbox.settle(T2, await accept(T2, 'parked'), { state: 'parked', reason: 'refused' });
    await inbox.settle(T3, await accept(T3, 'applied'), { state: 'applied', reason: null });
    clock.advance(DAY_MS);
    await accept(null, 'of today');

    let looks = 0;
    const prunings = stores.map((store) =>
      startDeliveryPruning({
        store: {
          inbox: {
            ...store.inbox,
            prune: async (options) => {
              looks += 1;
              return store.inbox.prune(options);
            },
          },
          locks: store.locks,
        },
        keepMs: 7 * DAY_MS,
        clock,
        log: silentLog,
      }),
    );
    const pass = async (ms: number) => {
      await eventually(() => expect(clock.sleeping).toBe(2));
      clock.advance(ms);
      await eventually(() => expect(clock.sleeping).toBe(2));
    };
    await pass(5 * DAY_MS);
    expect(looks).toBe(2);
    expect(await kept()).toBe(1_104);
    await pass(DAY_MS + HOUR_MS);
    // In steps, all of them of one process.
    expect(looks).toBe(5);
    expect((await inbox.list({ limit: 2_000 })).map(({ state }) => state)).toEqual([
      'ignored',
      'parked',
      'waiting',
    ]);
    await pass(30 * DAY_MS);
    expect(await inbox.get(waiting)).toMatchObject({ state: 'waiting' });
    // The newest of all tells when the last delivery came.
    expect(await kept()).toBe(3);
    expect(await inbox.counts()).toEqual({
      received: 1_104,
      waiting: 1,
      applied: 1,
      ignored: 1_101,
      parked: 1,
    });
    await Promise.all(prunings.map((pruning) => pruning.stop()));
    await Promise.all(stores.map((store) => store.close()));
  },
);

it('who keeps deliveries for ever has none looked at', async () => {
  const clock = new ManualClock();
  const refuse = () => Promise.reject(new Error('nobody may ask'));
  const store = { inbox: { prune: refuse }, locks: { acquire: refuse } };
  const parts = { store, keepMs: 0, clock, log: silentLog };
  const pruning = startDeliveryPruning(
    parts as unknown as Parameters<typeof startDeliveryPruning>[0],
  );
  expect(clock.sleeping).toBe(0);
  await pruning.stop();
});
