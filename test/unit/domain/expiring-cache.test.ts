import { describe, expect, it } from 'vitest';
import { ExpiringCache } from '../../../src/domain/expiring-cache.js';
import { currentScope, runInScope } from '../../../src/domain/request-scope.js';

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

  it('believes nothing of a clock that was set back since, but what it keeps for good', async () => {
    const { cache, ask, pass } = setUp();
    pass(1_000_000);
    await cache.fill('a', ask, { ttlMs: 100 });
    await cache.fill('for good', ask, { ttlMs: Number.POSITIVE_INFINITY });
    pass(-1_000_000);
    expect(await cache.fill('a', ask, { ttlMs: 100 })).toBe(3);
    expect(await cache.fill('for good', ask, { ttlMs: 100 })).toBe(2);
  });

  it('drops what was used least recently', async () => {
    const { cache, ask, asked } = setUp(2);
    for (const key of ['a', 'b', 'a', 'c', 'a']) await cache.fill(key, ask, { ttlMs: 100 });
    expect(asked()).toBe(3);
    await cache.fill('b', ask, { ttlMs: 100 });
    expect(asked()).toBe(4);
  });

  it('forgets one entry when it is full, never all of them', async () => {
    const { cache, ask, asked } = setUp(100);
    for (let key = 0; key < 101; key += 1) await cache.fill(`${key}`, ask, { ttlMs: 100 });
    for (let key = 1; key < 101; key += 1) await cache.fill(`${key}`, ask, { ttlMs: 100 });
    expect(asked()).toBe(101);
    expect(cache.get('0')).toBeUndefined();
  });

  it('keeps each answer as long as it is worth, and those that came some other way', async () => {
    const { cache, ask, pass } = setUp();
    const ttlMs = (value: number) => (value === 1 ? 0 : 50);
    expect(await cache.fill('a', ask, { ttlMs })).toBe(1);
    expect(cache.get('a')).toBeUndefined();
    expect(await cache.fill('a', ask, { ttlMs })).toBe(2);
    expect(cache.get('a')).toBe(2);
    cache.put('b', 9, 20);
    expect(cache.get('b')).toBe(9);
    pass(20);
    expect(cache.get('b')).toBeUndefined();
    cache.clear();
    expect(cache.get('a')).toBeUndefined();
  });

  it('forgets on request an answer that has come, not one that is on its way', async () => {
    const { cache, ask } = setUp();
    const coming = cache.fill('a', ask, { ttlMs: 100 });
    cache.deleteIf('a', () => true);
    expect(await cache.fill('a', ask, { ttlMs: 100 })).toBe(await coming);
    cache.deleteIf('a', (value) => value === 7);
    expect(cache.get('a')).toBe(1);
    cache.deleteIf('a', (value) => value === 1);
    expect(cache.get('a')).toBeUndefined();
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

  describe('when callers leave', () => {
    /** An answer that is asked for until nobody waits for it. */
    function start() {
      const { cache, ask } = setUp();
      const answer = Promise.withResolvers<number>();
      const asking = async () => {
        expect(currentScope()?.caller).toBe('first');
        const value = await answer.promise;
        currentScope()?.signal.throwIfAborted();
        return value;
      };
      const keep = { ttlMs: 100, failureTtlMs: () => 100 };
      const as = (caller: string) => {
        const left = new AbortController();
        const value = runInScope({ caller, signal: left.signal }, () =>
          cache.fill('a', asking, keep),
        );
        return {
          value,
          leave: () => {
            left.abort(new Error('The client hung up.'));
          },
        };
      };
      return { cache, ask, keep, answer, as };
    }

    it('goes on asking for those who still wait', async () => {
      const { answer, as } = start();
      const [first, second] = [as('first'), as('second')];
      first.leave();
      answer.resolve(1);
      expect(await second.value).toBe(1);
    });

    it('goes on for work of our own that waits as well', async () => {
      const { cache, ask, keep, answer, as } = start();
      const first = as('first');
      const own = cache.fill('a', ask, keep);
      first.leave();
      answer.resolve(7);
      expect(await own).toBe(7);
    });

    it('drops what nobody waits for any more, and asks anew for who comes next', async () => {
      const { cache, ask, keep, answer, as } = start();
      const [first, second] = [as('first'), as('second')];
      first.leave();
      second.leave();
      // Not to be joined, nor is its failure one to be told to others.
      const next = cache.fill('a', ask, keep);
      answer.resolve(7);
      await expect(first.value).rejects.toThrow('hung up');
      expect(await next).toBe(1);
      expect(cache.get('a')).toBe(1);
    });

    it('forgets what was dropped, and keeps an answer that came all the same', async () => {
      const { cache, ask, keep, answer, as } = start();
      const first = as('first');
      first.leave();
      answer.resolve(7);
      await expect(first.value).rejects.toThrow('hung up');
      expect(await cache.fill('a', ask, keep)).toBe(1);
      const late = Promise.withResolvers<number>();
      const left = new AbortController();
      const asked = runInScope({ caller: 'first', signal: left.signal }, () =>
        cache.fill('b', () => late.promise, keep),
      );
      left.abort(new Error('The client hung up.'));
      late.resolve(7);
      await asked;
      expect(cache.get('b')).toBe(7);
    });
  });
});
