import { expect, it } from 'vitest';
import { retryAfterMs } from '../../../../src/connectors/http/retry-after.js';
import { ManualClock } from '../../../support/manual-clock.js';

const clock = new ManualClock(new Date('2026-03-02T09:00:00.000Z'));
const DATE = 'Mon, 02 Mar 2026 08:00:00 GMT';

it.each<[string | undefined, string | undefined, number | null]>([
  ['7', undefined, 7_000],
  [' 0 ', undefined, 0],
  ['1.5', undefined, 1_500],
  ['Mon, 02 Mar 2026 09:00:30 GMT', undefined, 30_000],
  ['Mon, 02 Mar 2026 08:59:00 GMT', undefined, 0],
  // The neighbour's clock is an hour behind ours; what it means is a minute.
  ['Mon, 02 Mar 2026 08:01:00 GMT', DATE, 60_000],
  ['Mon, 02 Mar 2026 09:00:30 GMT', 'no date', 30_000],
  ['-5', undefined, null],
  ['soon', undefined, null],
  ['', undefined, null],
  [undefined, DATE, null],
])('reads Retry-After %j beside Date %j as %j ms', (value, date, expected) => {
  expect(retryAfterMs({ 'retry-after': value, date }, clock)).toBe(expected);
});
