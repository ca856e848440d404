import { expect, test } from 'vitest';
import { silentLog } from '../../../../src/domain/log.js';
import { startActivityPruning } from '../../../../src/sync/passes/activity-pruning.js';
import { eventually } from '../../../support/eventually.js';
import { ManualClock } from '../../../support/manual-clock.js';

const HOUR_MS = 60 * 60_000;

test('rows beyond the bounds go in steps until none is left, once an hour, whatever failed before', async () => {
  const clock = new ManualClock();
  const left = [3, 2, 0];
  const told: unknown[] = [];
  const warned: string[] = [];
  let isDown = false;
  const watch = startActivityPruning({
    activities: {
      prune: async ({ maxRows }) => {
        expect(maxRows).toBe(7);
        if (isDown) throw new Error('away');
        return left.shift() ?? 0;
      },
    },
    bounds: () => ({ keepFrom: clock.now(), maxRows: 7 }),
    clock,
    log: {
      ...silentLog,
      info: (fields) => told.push(fields),
      warn: (_fields, message) => warned.push(message),
    },
  });
  await eventually(() => {
    expect(told).toEqual([{ pruned: 5 }]);
  });
  isDown = true;
  await eventually(() => {
    clock.advance(HOUR_MS);
    expect(warned).toContain('the own log could not be pruned and will be tried again');
  });
  isDown = false;
  left.push(1);
  await eventually(() => {
    clock.advance(HOUR_MS);
    expect(told).toEqual([{ pruned: 5 }, { pruned: 1 }]);
  });
  await watch.stop();
});
