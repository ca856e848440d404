import { z } from 'zod';

import type { Clock } from '../../domain/clock.js';
import type { BrowserSessions } from '../browser-sessions.js';
import type { Database } from './database.js';

/** Uses closer together than this part of the idle time are one. */
const IDLE_PARTS = 60;

const sessionRow = z.object({
  username: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  idle_ms: z.number(),
  expires_at: z.number(),
  ends_at: z.number(),
});

export function createBrowserSessions(database: Database, clock: Clock): BrowserSessions {
  const insert = database.command(`
    INSERT INTO browser_sessions (token_sha256, username, name, email, idle_ms, expires_at, ends_at)
    VALUES (?, ?, ?, ?, ?, ?, ?)
  `);
  const removeEnded = database.command('DELETE FROM browser_sessions WHERE expires_at <= ?');
  const select = database.query(
    `SELECT username, name, email, idle_ms, expires_at, ends_at FROM browser_sessions
     WHERE token_sha256 = ? AND expires_at > ?`,
    sessionRow,
  );
  // A session that ended meanwhile does not come to life again.
  const prolong = database.command(
    'UPDATE browser_sessions SET expires_at = ? WHERE token_sha256 = ? AND expires_at > ?',
  );
  const remove = database.command('DELETE FROM browser_sessions WHERE token_sha256 = ?');

  return {
    create: async ({ tokenSha256, user, lifetimeMs, idleMs }) =>
      database.write(() => {
        const now = clock.now().getTime();
        removeEnded(now);
        const endsAt = now + lifetimeMs;
        const expiresAt = Math.min(now + idleMs, endsAt);
        insert(tokenSha256, user.username, user.name, user.email, idleMs, expiresAt, endsAt);
      }),
    async find(tokenSha256) {
      const now = clock.now().getTime();
      const row = await database.read(() => select.get(tokenSha256, now));
      if (row === null) return null;
      const expiresAt = Math.min(now + row.idle_ms, row.ends_at);
      // In either direction: a clock that was ahead must not keep an unused session alive for as long as it was.
      if (Math.abs(expiresAt - row.expires_at) >= row.idle_ms / IDLE_PARTS)
        await database.write(() => prolong(expiresAt, tokenSha256, now));
      return { username: row.username, name: row.name, email: row.email };
    },
    delete: async (tokenSha256) =>
      database.write(() => {
        remove(tokenSha256);
      }),
  };
}
