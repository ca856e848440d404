import { expect, it } from 'vitest';
import { atMost } from '../../../src/work/at-most.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';

it('ends with the work, and leaves nobody waiting for the time', async () => {
  const clock = new ManualClock();
  await atMost(5_000, Promise.resolve(), clock);
  await eventually(() => expect(clock.sleeping).toBe(0));
});

it('ends at its time where the work does not', async () => {
  const clock = new ManualClock();
  let isOver = false;
  const waiting = atMost(5_000, new Promise(() => undefined), clock).then(() => {
    isOver = true;
  });
  await eventually(() => expect(clock.sleeping).toBe(1));
  clock.advance(4_999);
  await Promise.resolve();
  expect(isOver).toBe(false);
  clock.advance(1);
  await waiting;
});

it('passes on what the work fails with', async () => {
  const failing = atMost(5_000, Promise.reject(new Error('a bug')), new ManualClock());
  await expect(failing).rejects.toThrow('a bug');
});
