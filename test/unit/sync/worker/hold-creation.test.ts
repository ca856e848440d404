import { expect, it } from 'vitest';
import { BEAT_EVERY_MS } from '../../../../src/store/creation-ledger.js';
import type { Creation } from '../../../../src/store/creation-ledger.js';
import { createAbandonmentWatch } from '../../../../src/sync/index.js';
import { creation } from '../../../contract/store/samples.js';

const DAY_MS = 24 * 60 * 60_000;
const HELD: Creation = {
  ...creation(),
  state: 'sent',
  madeId: null,
  isHeld: true,
  beat: 3,
  isDue: true,
  looks: 0,
  uncertainForMs: 0,
  doubt: null,
};

it('takes a holder for dead as soon as ever although the clock was a day ahead at the first look', () => {
  let nowMs = DAY_MS;
  const watch = createAbandonmentWatch(() => nowMs);
  expect(watch.isAbandoned(HELD)).toBe(false);
  nowMs = 0;
  expect(watch.isAbandoned(HELD)).toBe(false);
  nowMs = 10 * BEAT_EVERY_MS;
  expect(watch.isAbandoned(HELD)).toBe(true);
});
