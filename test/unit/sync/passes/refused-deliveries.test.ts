import { expect, it } from 'vitest';
import { silentLog } from '../../../../src/domain/log.js';
import {
  createRefusalNotes,
  refusedDeliveries,
} from '../../../../src/sync/passes/refused-deliveries.js';
import { delivery, T1 } from '../../../contract/store/samples.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';

const DAY_MS = 24 * 60 * 60_000;

async function setUp() {
  const clock = new ManualClock();
  const temp = await openTempStore(clock);
  const { settings, inbox } = temp.store;
  return {
    clock,
    temp,
    note: createRefusalNotes({ settings, inbox, clock, log: silentLog }),
    take: (body: string) => inbox.accept(delivery(T1, body, { receivedAt: clock.now() })),
    refused: () => refusedDeliveries(settings, inbox),
  };
}

it('lasts until a delivery is taken', async () => {
  const { clock, temp, note, take, refused } = await setUp();
  await using _ = temp;
  await take('a');
  clock.advance(1_000);
  await note();
  expect(await refused()).toEqual({ count: 1, since: clock.now() });
  clock.advance(1_000);
  await take('b');
  expect(await refused()).toBeNull();
});

it('ends with a delivery that is taken after a clock a day ahead was set right', async () => {
  const { clock, temp, note, take, refused } = await setUp();
  await using _ = temp;
  clock.advance(DAY_MS);
  await note();
  clock.advance(-DAY_MS);
  expect(await refused()).toMatchObject({ count: 1 });
  await take('a');
  expect(await refused()).toBeNull();
});

it('is told although the last delivery was dated by a clock a day ahead, and at once after it was set right', async () => {
  const { clock, temp, note, take, refused } = await setUp();
  await using _ = temp;
  clock.advance(DAY_MS);
  await take('a');
  await note();
  clock.advance(-DAY_MS);
  await note();
  expect(await refused()).toMatchObject({ count: 2 });
});
