import { z } from 'zod';

import type { Settings } from '../settings.js';
import type { Database } from './database.js';

export function createSettings(database: Database): Settings {
  const find = database.query(
    'SELECT value FROM settings WHERE name = ?',
    z.object({ value: z.string() }),
  );
  const put = database.command('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');
  const remove = database.command('DELETE FROM settings WHERE name = ?');
  return {
    get: async (name) => database.read(() => find.get(name)?.value ?? null),
    set: async (name, value) =>
      database.write(() => {
        put(name, value);
      }),
    delete: async (name) =>
      database.write(() => {
        remove(name);
      }),
  };
}
