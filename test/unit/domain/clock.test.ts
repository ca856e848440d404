import { expect, test } from 'vitest';
import { systemClock } from '../../../src/domain/clock.js';
import { silentLog } from '../../../src/domain/log.js';

test('sleeps, and wakes early when told', async () => {
  const before = systemClock.now().getTime();
  await systemClock.sleep(5);
  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before + 4);
  await systemClock.sleep(1, new AbortController().signal);

  const awake = new AbortController();
  const sleeping = systemClock.sleep(60_000, awake.signal);
  awake.abort(new Error('woken'));
  await expect(sleeping).rejects.toThrow('woken');
  await expect(systemClock.sleep(60_000, awake.signal)).rejects.toThrow('woken');
});

test('the silent log says nothing', () => {
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    expect(() => {
      silentLog[level]({}, 'unheard');
    }).not.toThrow();
  }
});
