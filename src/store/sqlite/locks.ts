import { randomUUID } from 'node:crypto';

import type { Clock } from '../../domain/clock.js';
import type { Locks } from '../store.js';
import type { Database } from './database.js';

export function createLocks(database: Database, clock: Clock): Locks {
  const take = database.command(`
    INSERT INTO locks (name, token, lease_until) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET token = excluded.token, lease_until = excluded.lease_until
    WHERE lease_until <= ?
  `);
  const prolong = database.command(
    'UPDATE locks SET lease_until = ? WHERE name = ? AND token = ? AND lease_until > ?',
  );
  const remove = database.command('DELETE FROM locks WHERE name = ? AND token = ?');

  return {
    acquire: async (name, leaseMs) =>
      database.write(() => {
        const now = clock.now().getTime();
        const token = randomUUID();
        return take(name, token, now + leaseMs, now) === 1 ? token : null;
      }),
    extend: async (name, token, leaseMs) =>
      database.write(() => {
        const now = clock.now().getTime();
        return prolong(now + leaseMs, name, token, now) === 1;
      }),
    release: async (name, token) =>
      database.write(() => {
        remove(name, token);
      }),
  };
}
