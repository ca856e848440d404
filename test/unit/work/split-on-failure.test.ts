import { describe, expect, it } from 'vitest';
import { splitOnFailure } from '../../../src/work/split-on-failure.js';

const items = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Runs that fail while one of `culprits` is among their items. */
function spoiledBy(culprits: readonly number[]) {
  const done = new Set<number>();
  let runs = 0;
  const run = async (part: readonly number[]) => {
    runs += 1;
    if (part.some((item) => culprits.includes(item))) throw new Error('spoiled');
    for (const item of part) done.add(item);
  };
  return { run, done, runs: () => runs };
}

describe('splitOnFailure', () => {
  it('runs everything at once when nothing fails', async () => {
    const { run, done, runs } = spoiledBy([]);
    const failures = await splitOnFailure(items(200), run, {
      isSplittable: () => true,
      maxRuns: 24,
    });
    expect(failures.size).toBe(0);
    expect([done.size, runs()]).toEqual([200, 1]);
  });

  it.each([[0], [7], [100], [199]])(
    'finds the culprit %i among 200 within the runs it has, and does all others',
    async (culprit) => {
      const { run, done, runs } = spoiledBy([culprit]);
      const failures = await splitOnFailure(items(200), run, {
        isSplittable: () => true,
        maxRuns: 24,
      });
      expect([...failures.keys()]).toEqual([culprit]);
      expect(failures.get(culprit)?.isOwn).toBe(true);
      expect(done.size).toBe(199);
      expect(runs()).toBeLessThanOrEqual(18);
    },
  );

  it('stops when everything fails, and blames nobody alone', async () => {
    const { run, done, runs } = spoiledBy(items(200));
    const failures = await splitOnFailure(items(200), run, {
      isSplittable: () => true,
      maxRuns: 24,
    });
    expect(runs()).toBe(24);
    expect(failures.size).toBe(200);
    expect([...failures.values()].filter(({ isOwn }) => isOwn).length).toBeLessThan(20);
    expect(done.size).toBe(0);
  });

  it('throws what is not splittable, and asks about each failure', async () => {
    const { run } = spoiledBy([3]);
    await expect(
      splitOnFailure(items(10), run, { isSplittable: async () => false, maxRuns: 24 }),
    ).rejects.toThrow('spoiled');
  });

  it('does nothing with nothing', async () => {
    const { run, runs } = spoiledBy([]);
    await splitOnFailure([], run, { isSplittable: () => true, maxRuns: 24 });
    expect(runs()).toBe(0);
  });
});
