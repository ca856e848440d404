import { describe, expect, it } from 'vitest';

import type { Fixture } from './store-suite.js';

export function describeSettings(fixture: () => Fixture): void {
  describe('settings', () => {
    it('sets, replaces and deletes by name, across restarts', async () => {
      const { store, reopen } = fixture();
      expect(await store.settings.get('webhook')).toBeNull();
      await store.settings.set('webhook', '{"id":1}');
      await store.settings.set('webhook', '{"id":2}');
      await store.settings.set('backfill', '"T-9"');
      const next = await reopen();
      expect(await next.settings.get('webhook')).toBe('{"id":2}');
      await next.settings.delete('webhook');
      await next.settings.delete('webhook');
      expect(await store.settings.get('webhook')).toBeNull();
      expect(await store.settings.get('backfill')).toBe('"T-9"');
    });

    it('is writable while it is there', async () => {
      const { store } = fixture();
      await store.checkWritable();
      await store.checkWritable();
    });

    it('finishes what was asked for before it closes, and refuses work afterwards', async () => {
      const { store, reopen } = fixture();
      const next = await reopen();
      const writes = Array.from({ length: 300 }, (_, i) => next.settings.set(`n${i}`, String(i)));
      await next.close();
      await next.close();
      await Promise.all(writes);
      expect(await store.settings.get('n299')).toBe('299');
      await expect(next.settings.set('late', '1')).rejects.toThrow(/closed/);
      await expect(next.settings.get('n1')).rejects.toThrow(/closed/);
    });
  });
}
