import type { Clock } from '../domain/clock.js';
import { ConfigError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import { openRedisStore } from './redis/open-redis-store.js';
import { openSqliteStore } from './sqlite/open-sqlite-store.js';
import type { Store } from './store.js';

/**
 * Opens the store that `url` names: `sqlite:./var/dealdraft.db` or `sqlite:/absolute/path.db` for one machine,
 * `redis://host:6379` or `rediss://host:6379` (TLS) for many.
 *
 * @throws ConfigError when the URL names no known engine or the engine can't use what it names.
 */
export async function openStore(options: {
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<Store> {
  const { url, clock, log } = options;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  switch (scheme) {
    case 'sqlite':
      return openSqliteStore({ path: sqlitePathOf(url), clock, log });
    case 'redis':
    case 'rediss':
      return openRedisStore({ url, clock, log });
    case undefined:
      throw new ConfigError([
        'STORE_URL has no scheme. Put "sqlite:" before the path, as in sqlite:./var/dealdraft.db.',
      ]);
    default:
      // The rest of the URL may hold a password, so it is not repeated.
      throw new ConfigError([
        `STORE_URL: there is no "${scheme}" store. Use sqlite: and a path, as in sqlite:./var/dealdraft.db, ` +
          'or redis: and a host, as in redis://localhost:6379.',
      ]);
  }
}

function sqlitePathOf(url: string): string {
  const rest = url.slice('sqlite:'.length);
  if (rest === ':memory:') {
    throw new ConfigError([
      'STORE_URL: sqlite::memory: is not supported, because a delivery must be on disk before it is acknowledged ' +
        'and every process opens the store itself. Give a path, for tests one in a temporary folder.',
    ]);
  }
  if (/^\/\/[^/]/.test(rest)) {
    throw new ConfigError([
      'STORE_URL: after sqlite: comes a path, not a host. Write sqlite:./var/dealdraft.db or sqlite:/var/dealdraft.db.',
    ]);
  }
  const path = rest.replace(/^\/\/(?=\/)/, '');
  if (path === '' || path.endsWith('/')) {
    throw new ConfigError([
      'STORE_URL names no file. Give a path such as sqlite:./var/dealdraft.db.',
    ]);
  }
  return path;
}
