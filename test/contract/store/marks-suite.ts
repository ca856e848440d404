import { describe, expect, it } from 'vitest';

import type { Fixture } from './store-suite.js';

export function describeMarks(fixture: () => Fixture): void {
  describe('marks', () => {
    it('keeps each scope for itself, across restarts', async () => {
      const { store, reopen } = fixture();
      await store.marks.put('terms', [
        { key: 'T-1', value: '1' },
        { key: 'T-2', value: '2' },
        { key: 'T-1', value: '"later"' },
      ]);
      await store.marks.put('renewals', [{ key: 'T-1', value: 'null' }]);
      const next = await reopen();
      expect(await next.marks.get('terms', ['T-1', 'T-2', 'T-3'])).toEqual(
        new Map([
          ['T-1', '"later"'],
          ['T-2', '2'],
        ]),
      );
      expect(await next.marks.get('renewals', ['T-1', 'T-2'])).toEqual(new Map([['T-1', 'null']]));
      expect(await next.marks.get('automations', ['T-1'])).toEqual(new Map());
    });

    it('takes and asks for nothing at all', async () => {
      const { store } = fixture();
      await store.marks.put('terms', []);
      await store.marks.remove('terms', []);
      expect(await store.marks.get('terms', [])).toEqual(new Map());
      expect(await store.marks.page('terms', { first: 10 })).toEqual([]);
      expect(await store.marks.count('terms')).toBe(0);
    });

    it('lets one of many put what is absent', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 === 0 ? store : other).marks.putIfAbsent('once', {
            key: '006',
            value: String(index),
          }),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect((await store.marks.get('once', ['006'])).get('006')).toBe(
        String(answers.indexOf(true)),
      );
    });

    it('replaces only what still has the value that was seen', async () => {
      const { store } = fixture();
      expect(await store.marks.replace('terms', 'T-1', { from: '1', to: '2' })).toBe(false);
      await store.marks.put('terms', [{ key: 'T-1', value: '1' }]);
      expect(await store.marks.replace('terms', 'T-1', { from: '1', to: '2' })).toBe(true);
      expect(await store.marks.replace('terms', 'T-1', { from: '1', to: '3' })).toBe(false);
      expect((await store.marks.get('terms', ['T-1'])).get('T-1')).toBe('2');
      expect(await store.marks.count('terms')).toBe(1);
    });

    it('pages by the bytes of the keys and counts what is there', async () => {
      const { store } = fixture();
      const keys = ['é', 'b', 'B', 'T-10', 'T-9', '\u{1f600}', '\ufb01', 'a:b'];
      await store.marks.put(
        'list',
        keys.map((key) => ({ key, value: JSON.stringify(key) })),
      );
      await store.marks.put('lists', [{ key: 'c', value: '0' }]);
      const sorted = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const seen: string[] = [];
      for (;;) {
        const last = seen.at(-1);
        const page = await store.marks.page('list', {
          first: 3,
          ...(last === undefined ? {} : { after: last }),
        });
        for (const { key, value } of page) expect(JSON.parse(value)).toBe(key);
        seen.push(...page.map(({ key }) => key));
        if (page.length < 3) break;
      }
      expect(seen).toEqual(sorted);
      expect(await store.marks.count('list')).toBe(8);
      await store.marks.remove('list', ['b', 'B', 'not there']);
      expect(await store.marks.count('list')).toBe(6);
      expect(await store.marks.page('list', { after: 'A', first: 1 })).toEqual([
        { key: 'T-10', value: '"T-10"' },
      ]);
    });

    it('takes thousands at once', async () => {
      const { store } = fixture();
      const marks = Array.from({ length: 2_500 }, (_, index) => ({
        key: `T-${index}`,
        value: String(index),
      }));
      await store.marks.put('many', marks);
      const keys = marks.map(({ key }) => key);
      const found = await store.marks.get('many', keys);
      expect(found.size).toBe(2_500);
      expect(found.get('T-2499')).toBe('2499');
      await store.marks.remove('many', keys);
      expect(await store.marks.count('many')).toBe(0);
    });
  });
}
