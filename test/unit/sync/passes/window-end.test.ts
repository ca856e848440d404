import { describe, expect, it } from 'vitest';
import { guessEnd, middleOf, orderOf } from '../../../../src/sync/passes/window-end.js';
import type { WindowSample } from '../../../../src/sync/passes/window-end.js';
import { contract } from '../../../contract/store/samples.js';

const from = new Date('2020-01-01T00:00:00Z');
const DAY_MS = 24 * 60 * 60_000;
const end = new Date(from.getTime() + 100 * DAY_MS);
const onDays = (...days: number[]) =>
  days.map((day) => contract({ createdAt: dayOf(day).toISOString() }));
const dayOf = (day: number) => new Date(from.getTime() + day * DAY_MS);
const sampleOf = (over: Partial<WindowSample>): WindowSample => ({
  contracts: [],
  page: 1,
  pageSize: 100,
  total: 1_000,
  from,
  end,
  ...over,
});

describe('the order of a page', () => {
  it.each([
    ['oldest first', [1, 2, 2, 3]],
    ['newest first', [3, 2, 2, 1]],
    ['none', [1, 3, 2]],
    ['none', [2, 2]],
    ['none', [2]],
    ['none', []],
  ] as const)('is %s for %j', (order, days) => {
    expect(orderOf(onDays(...days))).toBe(order);
  });

  it('leaves out dates that can not be', () => {
    const odd = [contract({ createdAt: 'soon' }), contract({ createdAt: '1970-01-01T00:00:00Z' })];
    expect(orderOf([...onDays(1), ...odd, ...onDays(2)])).toBe('oldest first');
  });
});

describe('the end of a window with so many contracts', () => {
  it('is the middle where no contract of the page has a date', () => {
    const contracts = [contract({ createdAt: 'soon' })];
    expect(guessEnd(sampleOf({ contracts }), 500)).toEqual(middleOf(from, end));
  });

  it('is told by the place in a page without an order, and by its newest at most', () => {
    const contracts = onDays(40, 10, 30, 20);
    expect(guessEnd(sampleOf({ contracts }), 500)).toEqual(dayOf(30));
    expect(guessEnd(sampleOf({ contracts }), 1_000)).toEqual(dayOf(40));
  });

  it('is on the page itself where that has enough', () => {
    // Two contracts a day, and the fifth is wanted.
    const contracts = onDays(0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5);
    expect(guessEnd(sampleOf({ contracts }), 4)).toEqual(dayOf(2));
  });

  it('follows the pace of the page to its end where nothing younger is left', () => {
    // The only page: more is wanted than there is.
    const contracts = onDays(4, 3, 2, 1, 0);
    expect(guessEnd(sampleOf({ contracts, total: 5 }), 10)).toEqual(dayOf(10));
  });

  it('is the sooner of two guesses where the page tells of the oldest alone', () => {
    // At a contract a day 500 would take 500 days; a share of the 100 days there are is sooner.
    const contracts = onDays(0, 1, 2, 3, 4);
    const guess = guessEnd(sampleOf({ contracts, total: 1_005 }), 505);
    expect(guess).toEqual(dayOf(4 + 0.5 * 96));
  });
});
