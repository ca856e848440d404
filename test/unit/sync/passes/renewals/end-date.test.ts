import { describe, expect, it } from 'vitest';
import { daysBefore, toDay } from '../../../../../src/sync/passes/renewals/end-date.js';

describe('toDay', () => {
  it.each([
    ['2026-11-30', 'UTC', '2026-11-30'],
    [' 2024-02-29 ', 'UTC', '2024-02-29'],
    ['2026-11-30T23:30:00Z', 'UTC', '2026-11-30'],
    ['2026-11-30T23:30:00Z', 'Europe/Berlin', '2026-12-01'],
    ['2026-12-01T02:00:00+0000', 'America/New_York', '2026-11-30'],
    ['2026-11-30T23:30:00.5-05:00', 'UTC', '2026-12-01'],
    ['2026-11-30T23:30:00', 'Europe/Berlin', '2026-11-30'],
    ['2026-02-29', 'UTC', null],
    ['2026-13-01T00:00:00Z', 'UTC', null],
    ['2026-11-30T25:00:00Z', 'UTC', null],
    ['30/11/2026', 'UTC', null],
    ['tomorrow', 'UTC', null],
    [20261130, 'UTC', null],
    [null, 'UTC', null],
  ])('%j in %s is %j', (value, zone, day) => {
    expect(toDay(value, zone)).toBe(day);
  });
});

describe('daysBefore', () => {
  it.each([
    ['2026-03-31', 31, '2026-02-28'],
    ['2024-03-31', 31, '2024-02-29'],
    ['2024-03-01', 1, '2024-02-29'],
    ['2100-03-01', 1, '2100-02-28'],
    ['2026-01-01', 1, '2025-12-31'],
    // Clocks are set forward and back between these days.
    ['2026-04-01', 30, '2026-03-02'],
    ['2026-11-30', 90, '2026-09-01'],
    ['2026-11-30', 0, '2026-11-30'],
    ['2028-02-29', 365, '2027-03-01'],
  ])('%s less %i days is %s', (day, days, before) => {
    expect(daysBefore(day, days)).toBe(before);
  });
});
