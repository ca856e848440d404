import { describe, expect, it } from 'vitest';

import type { NewBrowserSession } from '../../../src/store/browser-sessions.js';
import type { Fixture } from './store-suite.js';

const IDLE_MS = 60 * 60_000;
const LIFETIME_MS = 8 * IDLE_MS;
const PRIYA = { username: 'priya@crm.example', name: 'Priya Raman', email: 'priya@crm.example' };
const TOM = { username: 'tom@crm.example', name: 'Tom "ü" Keller', email: null };

function session(tokenSha256: string, over: Partial<NewBrowserSession> = {}): NewBrowserSession {
  return { tokenSha256, user: PRIYA, lifetimeMs: LIFETIME_MS, idleMs: IDLE_MS, ...over };
}

export function describeBrowserSessions(fixture: () => Fixture): void {
  describe('browser sessions', () => {
    it('finds each session by its hash, in whatever process, and across restarts', async () => {
      const { store, reopen } = fixture();
      await store.browserSessions.create(session('aa'));
      await store.browserSessions.create(session('bb', { user: TOM }));
      const other = await reopen();
      expect(await other.browserSessions.find('aa')).toEqual(PRIYA);
      expect(await other.browserSessions.find('bb')).toEqual(TOM);
      expect(await other.browserSessions.find('cc')).toBeNull();
    });

    it('does not find what was deleted; deleting again is harmless', async () => {
      const { store, reopen } = fixture();
      await store.browserSessions.create(session('aa'));
      await store.browserSessions.create(session('bb'));
      const other = await reopen();
      await other.browserSessions.delete('aa');
      await other.browserSessions.delete('aa');
      expect(await store.browserSessions.find('aa')).toBeNull();
      expect(await store.browserSessions.find('bb')).toEqual(PRIYA);
    });

    it('ends a session that is not used for its idle time', async () => {
      const { store, clock } = fixture();
      await store.browserSessions.create(session('aa'));
      clock.advance(IDLE_MS - 1);
      expect(await store.browserSessions.find('aa')).toEqual(PRIYA);
      clock.advance(IDLE_MS - 1);
      expect(await store.browserSessions.find('aa')).toEqual(PRIYA);
      clock.advance(IDLE_MS);
      expect(await store.browserSessions.find('aa')).toBeNull();
      clock.advance(-1);
      expect(await store.browserSessions.find('aa')).toEqual(PRIYA);
    });

    it('ends one that a clock a day ahead began, after its idle time from the next use', async () => {
      const { store, clock } = fixture();
      const dayMs = 24 * 60 * 60_000;
      clock.advance(dayMs);
      await store.browserSessions.create(session('aa'));
      clock.advance(-dayMs);
      expect(await store.browserSessions.find('aa')).toEqual(PRIYA);
      clock.advance(IDLE_MS);
      expect(await store.browserSessions.find('aa')).toBeNull();
    });

    it('ends it at most a sixtieth of the idle time early when it is used all the time', async () => {
      const { store, clock } = fixture();
      await store.browserSessions.create(session('aa'));
      for (let use = 0; use < 100; use += 1) {
        clock.advance(1_000);
        await store.browserSessions.find('aa');
      }
      clock.advance(IDLE_MS - IDLE_MS / 60);
      expect(await store.browserSessions.find('aa')).toEqual(PRIYA);
    });

    it('ends it after its lifetime, however much it is used', async () => {
      const { store, clock } = fixture();
      await store.browserSessions.create(session('aa'));
      const step = IDLE_MS / 2;
      for (let passed = step; passed < LIFETIME_MS; passed += step) {
        clock.advance(step);
        expect(await store.browserSessions.find('aa')).toEqual(PRIYA);
      }
      clock.advance(step - 1);
      expect(await store.browserSessions.find('aa')).toEqual(PRIYA);
      clock.advance(1);
      expect(await store.browserSessions.find('aa')).toBeNull();
    });

    it('ends it after a lifetime that is shorter than the idle time', async () => {
      const { store, clock } = fixture();
      await store.browserSessions.create(session('aa', { lifetimeMs: 1_000 }));
      clock.advance(1_000);
      expect(await store.browserSessions.find('aa')).toBeNull();
    });
  });
}
