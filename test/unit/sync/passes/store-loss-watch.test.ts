import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../../src/domain/log.js';
import { startStoreLossWatch } from '../../../../src/sync/passes/store-loss-watch.js';
import type { Watch } from '../../../../src/work/start-watch.js';
import { eventually } from '../../../support/eventually.js';
import { ManualClock } from '../../../support/manual-clock.js';

let values: Map<string, string>;
let isDown: boolean;
let clock: ManualClock;
let losses: number;
let errors: string[];
let watch: Watch;

beforeEach(() => {
  values = new Map();
  isDown = false;
  clock = new ManualClock();
  losses = 0;
  errors = [];
  watch = startStoreLossWatch({
    store: {
      settings: {
        get: async (name) => {
          if (isDown) throw new Error('away');
          return values.get(name) ?? null;
        },
        set: async (name, value) => void values.set(name, value),
        delete: async (name) => void values.delete(name),
      },
      locks: {
        acquire: async () => 'token',
        extend: async () => true,
        release: async () => undefined,
      },
    },
    clock,
    log: { ...silentLog, error: (_fields, message) => errors.push(message) },
    onLost: () => (losses += 1),
    rebuild: null,
  });
});
afterEach(async () => {
  await watch.stop();
});

async function look(): Promise<void> {
  await eventually(() => expect(clock.sleeping).toBe(1));
  clock.advance(5_000);
  await eventually(() => expect(clock.sleeping).toBe(1));
}

test('tells once of a store that was emptied while we run, and how to rebuild it', async () => {
  await look();
  expect([losses, values.size]).toEqual([0, 1]);
  values.clear();
  await look();
  await look();
  expect(losses).toBe(1);
  expect(errors).toEqual([expect.stringMatching(/emptied.*dealdraft backfill/)]);
  values.clear();
  await look();
  expect(losses).toBe(2);
});

test('takes a store that is away for a while for the same', async () => {
  await look();
  isDown = true;
  await look();
  isDown = false;
  await look();
  expect(losses).toBe(0);
});
