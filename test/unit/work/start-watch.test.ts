import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startWatch } from '../../../src/work/start-watch.js';
import { ManualClock } from '../../support/manual-clock.js';

test('looks at once and again after each look; a look that failed is told and stops nothing', async () => {
  const clock = new ManualClock();
  const failures: unknown[] = [];
  let looks = 0;
  const watch = startWatch({
    name: 'test',
    clock,
    everyMs: 1_000,
    look: async () => {
      looks += 1;
      if (looks === 1) throw new Error('the first');
    },
    onFailed: (error) => failures.push(error),
  });
  await turn();
  expect(failures).toEqual([new Error('the first')]);
  clock.advance(999);
  await turn();
  expect(looks).toBe(1);
  clock.advance(1);
  await turn();
  expect(looks).toBe(2);
  await watch.stop();
  clock.advance(10_000);
  await turn();
  expect(looks).toBe(2);
});

test('a stop ends the look that is under way, which is no failure', async () => {
  const failures: unknown[] = [];
  let reason: unknown;
  const watch = startWatch({
    name: 'test',
    clock: new ManualClock(),
    everyMs: 1_000,
    look: (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reason = signal.reason;
          reject(signal.reason as Error);
        });
      }),
    onFailed: (error) => failures.push(error),
  });
  await watch.stop();
  expect(reason).toEqual(new Error('The test is stopping.'));
  expect(failures).toEqual([]);
});
