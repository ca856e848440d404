import { ConfigError } from '../domain/errors.js';
import { parseRedisUrl } from './redis/redis-url.js';

/** What `STORE_URL` names. */
export type StoreTarget =
  | { readonly engine: 'sqlite'; readonly path: string }
  | { readonly engine: 'redis'; readonly url: string };

/**
 * Reads `sqlite:./var/dealdraft.db`, `sqlite:/absolute/path.db`, `redis://host:6379` or `rediss://host:6379` (TLS). Opens
 * nothing.
 *
 * @throws ConfigError that says what is wrong and never repeats the URL, which may hold a password.
 */
export function parseStoreUrl(url: string): StoreTarget {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  switch (scheme) {
    case 'sqlite':
      return { engine: 'sqlite', path: sqlitePathOf(url) };
    case 'redis':
    case 'rediss':
      parseRedisUrl(url);
      return { engine: 'redis', url };
    case undefined:
      throw new ConfigError([
        'STORE_URL has no scheme. Put "sqlite:" before the path, as in sqlite:./var/dealdraft.db.',
      ]);
    default:
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
