import { describe, expect, it } from 'vitest';
import { ExpiringCache } from '../../../../src/connectors/salesforce/expiring-cache.js';

function setUp(maxEntries = 10) {
  let nowMs = 0;
  const clock = { now: () => new Date(nowMs), sleep: () => Promise.resolve() };
  let asked = 0;
  const cache = new ExpiringCache<number>({ clock, maxEntries });
  return {
    cache,
    ask: async () => (asked += 1),
    asked: () => asked,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('ExpiringCache', () => {
  it('asks once for all who wait, and again after the answer expired', async () => {
    const { cache, ask, pass } = setUp();
    const both = [cache.fill('a', ask, { ttlMs: 100 }), cache.fill('a', ask, { ttlMs: 100 })];
    expect(await Promise.all(both)).toEqual([1, 1]);
    pass(99);
    expect(await cache.fill('a', ask, { ttlMs: 100 })).toBe(1);
    pass(1);
    expect(cache.peek('a')).toBeUndefined();
    expect(await cache.fill('a', ask, { ttlMs: 100 })).toBe(2);
  });

  it('drops what was used least recently', async () => {
    const { cache, ask, asked } = setUp(2);
    for (const key of ['a', 'b', 'a', 'c', 'a']) await cache.fill(key, ask, { ttlMs: 100 });
    expect(asked()).toBe(3);
    await cache.fill('b', ask, { ttlMs: 100 });
    expect(asked()).toBe(4);
  });

  it('keeps failures only for as long as told', async () => {
    const { cache, ask, pass } = setUp();
    const fail = () => Promise.reject(new Error('no'));
    await expect(cache.fill('a', fail, { ttlMs: 100 })).rejects.toThrow('no');
    expect(await cache.fill('a', ask, { ttlMs: 100 })).toBe(1);
    const keep = { ttlMs: 100, failureTtlMs: () => 50 };
    await expect(cache.fill('b', fail, keep)).rejects.toThrow('no');
    await expect(cache.fill('b', ask, keep)).rejects.toThrow('no');
    pass(50);
    expect(await cache.fill('b', ask, keep)).toBe(2);
  });
});
