import { randomUUID } from 'node:crypto';

import type { Clock } from '../../domain/clock.js';
import type { Locks } from '../locks.js';
import type { Database } from './database.js';

export function createLocks(database: Database, clock: Clock): Locks {
  const take = database.command(`
    INSERT INTO locks (name, token, lease_until, set_at) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (name) DO UPDATE SET token = excluded.token, lease_until = excluded.lease_until, set_at = excluded.set_at
    WHERE lease_until <= ?4
  `);
  // A lease taken by a clock that was ahead lasts as long as it was to, from the time on at which the clock was set right.
  const pullBack = database.command(
    'UPDATE locks SET lease_until = lease_until - (set_at - ?1), set_at = ?1 WHERE set_at > ?1',
  );
  const prolong = database.command(
    'UPDATE locks SET lease_until = ?1, set_at = ?4 WHERE name = ?2 AND token = ?3 AND lease_until > ?4',
  );
  const remove = database.command('DELETE FROM locks WHERE name = ? AND token = ?');

  return {
    acquire: async (name, leaseMs) =>
      database.write(() => {
        const now = clock.now().getTime();
        const token = randomUUID();
        pullBack(now);
        return take(name, token, now + leaseMs, now) === 1 ? token : null;
      }),
    extend: async (name, token, leaseMs) =>
      database.write(() => {
        const now = clock.now().getTime();
        pullBack(now);
        return prolong(now + leaseMs, name, token, now) === 1;
      }),
    release: async (name, token) =>
      database.write(() => {
        remove(name, token);
      }),
  };
}
