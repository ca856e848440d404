import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import type { Clock } from '../../domain/clock.js';
import type { RateWindow } from '../../domain/rate-window.js';
import type { Database } from './database.js';

const GIVE_UP_MS = 5_000;
const slotRow = z.object({ taken_at: z.number(), settled_at: z.number().nullable() });

/**
 * The slots taken by all processes, in a file of their own with `synchronous = NORMAL`: a call to SpotDraft then costs
 * no disk flush and never waits behind a delivery's. After a power cut the last slots may be missing, but a machine
 * takes longer to start than a window lasts.
 */
export function createRateWindow(database: Database, clock: Clock): RateWindow {
  // A clock that was set back would leave slots in the future that block for as long as it went back.
  const pullBack = database.command(`
    UPDATE slots SET taken_at = min(taken_at, ?1), settled_at = min(settled_at, ?1)
    WHERE taken_at > ?1 OR settled_at > ?1
  `);
  const expire = database.command(`
    DELETE FROM slots WHERE (settled_at IS NOT NULL AND settled_at < ?) OR (settled_at IS NULL AND taken_at <= ?)
  `);
  const taken = database.query('SELECT taken_at, settled_at FROM slots', slotRow);
  const insert = database.command('INSERT INTO slots (slot, taken_at) VALUES (?, ?)');
  // What counts is when it was last heard of.
  const renew = database.command(
    'UPDATE slots SET taken_at = ? WHERE slot = ? AND settled_at IS NULL',
  );
  const end = database.command(
    'UPDATE slots SET settled_at = ? WHERE slot = ? AND settled_at IS NULL',
  );

  return {
    take: async ({ limit, windowMs }) =>
      database.write(() => {
        const now = clock.now().getTime();
        pullBack(now);
        // Strictly older: the clock cuts off fractions of a millisecond, and the window must hold with them, too.
        expire(now - windowMs, now - GIVE_UP_MS);
        const slots = taken.all();
        if (slots.length < limit) {
          const slot = randomUUID();
          insert(slot, now);
          return { taken: true, slot };
        }
        const freeAt = slots
          .map((slot) =>
            slot.settled_at === null
              ? // Settled this instant at the earliest, or given up.
                Math.min(now + windowMs + 1, slot.taken_at + GIVE_UP_MS)
              : slot.settled_at + windowMs + 1,
          )
          .sort((a, b) => a - b)
          .at(slots.length - limit);
        return { taken: false, waitMs: (freeAt ?? now + windowMs) - now };
      }),
    hold: async (slots) =>
      database.write(() => {
        const now = clock.now().getTime();
        for (const slot of slots) renew(now, slot);
      }),
    settle: async (slot) =>
      database.write(() => {
        end(clock.now().getTime(), slot);
      }),
  };
}
