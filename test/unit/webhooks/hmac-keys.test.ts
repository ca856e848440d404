import { expect, it } from 'vitest';
import { silentLog } from '../../../src/domain/log.js';
import { createHmacKeys } from '../../../src/webhooks/hmac-keys.js';
import { ManualClock } from '../../support/manual-clock.js';
import { openTempStore } from '../../support/temp-store.js';

const DAY_MS = 24 * 60 * 60_000;

it('fetches the key again at once after a clock that was a day ahead was set right', async () => {
  const clock = new ManualClock();
  await using temp = await openTempStore(clock);
  const answers: (string | Error)[] = [new Error('no answer'), 'first', 'second', 'third'];
  const keys = createHmacKeys({
    configured: [],
    settings: temp.store.settings,
    fetchKey: async () => {
      const answer = answers.shift();
      if (typeof answer !== 'string') throw answer ?? new Error('asked too often');
      return answer;
    },
    clock,
    log: silentLog,
  });
  clock.advance(DAY_MS);
  await keys.prefetch();
  clock.advance(-DAY_MS);
  expect(await keys.current()).toEqual(['first']);
  clock.advance(DAY_MS);
  expect(await keys.refreshed()).toEqual(['second']);
  clock.advance(-DAY_MS);
  expect(await keys.refreshed()).toEqual(['third']);
  expect(await keys.refreshed()).toBeNull();
});
