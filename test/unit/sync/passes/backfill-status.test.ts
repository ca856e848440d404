import { expect, it } from 'vitest';
import { silentLog } from '../../../../src/domain/log.js';
import {
  backfillStatus,
  createBackfillStatus,
} from '../../../../src/sync/passes/backfill-status.js';
import { eventually } from '../../../support/eventually.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';

async function setUp() {
  const clock = new ManualClock();
  const temp = await openTempStore(clock);
  const { settings } = temp.store;
  const parts = { settings, clock, log: silentLog, startedAt: clock.now() };
  const status = () => backfillStatus(settings, clock.now());
  /** Waits until the progress that was noted last is kept. */
  const kept = (contracts: number) =>
    eventually(async () => expect((await status())?.contracts).toBe(contracts));
  return { clock, temp, writer: createBackfillStatus(parts), status, kept };
}

it('estimates what is left by the speed so far: reading and writing a contract are one step each', async () => {
  const { clock, temp, writer, status, kept } = await setUp();
  await using _ = temp;
  writer.note({ phase: 'reading', done: 0, total: 1_000 });
  await kept(0);
  // Nothing was done yet, so there is no speed.
  expect((await status())?.estimatedMsLeft).toBeNull();
  clock.advance(10_000);
  writer.note({ phase: 'reading', done: 500, total: 1_000 });
  await kept(500);
  // 500 steps took 10 seconds, and 1,500 of 2,000 are left.
  expect(await status()).toMatchObject({ contracts: 500, total: 1_000, estimatedMsLeft: 30_000 });
  // It counts down between two reports.
  clock.advance(4_000);
  expect((await status())?.estimatedMsLeft).toBe(26_000);
  clock.advance(26_000);
  writer.note({ phase: 'reading', done: 1_000, total: 1_000 });
  await kept(1_000);
  expect((await status())?.estimatedMsLeft).toBe(40_000);
  clock.advance(20_000);
  writer.note({ phase: 'writing', done: 500, total: 1_000 });
  await eventually(async () => expect((await status())?.estimatedMsLeft).toBe(20_000));
  await writer.finish(1_000);
  expect(await status()).toMatchObject({ contracts: 1_000, estimatedMsLeft: null });
  expect((await status())?.finishedAt).toEqual(clock.now());
});

it('judges a run that goes on by its own speed, and says nothing of one that fell silent', async () => {
  const { clock, temp, writer, status, kept } = await setUp();
  await using _ = temp;
  writer.note({ phase: 'reading', done: 800, total: 1_000 });
  await kept(800);
  clock.advance(2_000);
  writer.note({ phase: 'reading', done: 900, total: 1_000 });
  await kept(900);
  // 100 steps took 2 seconds; those of the run before took none of it.
  expect((await status())?.estimatedMsLeft).toBe(22_000);
  clock.advance(60_000);
  expect(await status()).toMatchObject({ finishedAt: null, estimatedMsLeft: null });
});

it('goes on telling after a clock that was a day ahead was set right', async () => {
  const { clock, temp, writer, kept } = await setUp();
  await using _ = temp;
  clock.advance(24 * 60 * 60_000);
  writer.note({ phase: 'reading', done: 1, total: 10 });
  await kept(1);
  clock.advance(-24 * 60 * 60_000);
  writer.note({ phase: 'reading', done: 2, total: 10 });
  await kept(2);
});
