import { z } from 'zod';

import type { Marks } from '../marks.js';
import type { Database } from './database.js';

const markRow = z.object({ key: z.string(), value: z.string() });

export function createMarks(database: Database): Marks {
  // One statement for any number of keys.
  const find = database.query(
    `SELECT key, value FROM marks WHERE scope = ? AND key IN (SELECT value FROM json_each(?))`,
    markRow,
  );
  const upsert = database.command(
    `INSERT INTO marks (scope, key, value) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value`,
  );
  const insert = database.command(
    'INSERT INTO marks (scope, key, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const change = database.command(
    'UPDATE marks SET value = ? WHERE scope = ? AND key = ? AND value = ?',
  );
  const drop = database.command(
    'DELETE FROM marks WHERE scope = ? AND key IN (SELECT value FROM json_each(?))',
  );
  const pageAfter = database.query(
    'SELECT key, value FROM marks WHERE scope = ? AND key > ? ORDER BY key LIMIT ?',
    markRow,
  );
  const total = database.query(
    'SELECT total FROM mark_counts WHERE scope = ?',
    z.object({ total: z.number() }),
  );
  return {
    get: async (scope, keys) =>
      database.read(
        () => new Map(find.all(scope, JSON.stringify(keys)).map(({ key, value }) => [key, value])),
      ),
    put: async (scope, marks) => {
      if (marks.length === 0) return;
      await database.write(() => {
        for (const { key, value } of marks) upsert(scope, key, value);
      });
    },
    putIfAbsent: async (scope, { key, value }) =>
      database.write(() => insert(scope, key, value) === 1),
    replace: async (scope, key, { from, to }) =>
      database.write(() => change(to, scope, key, from) === 1),
    remove: async (scope, keys) => {
      if (keys.length === 0) return;
      await database.write(() => {
        drop(scope, JSON.stringify(keys));
      });
    },
    page: async (scope, { after = '', first }) =>
      database.read(() => pageAfter.all(scope, after, first)),
    count: async (scope) => database.read(() => total.get(scope)?.total ?? 0),
  };
}
