import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';
import { parseStoreUrl } from './store-url.js';
import type { Store } from './store.js';

/**
 * Opens the store that `url` names: SQLite for one machine, Redis for many.
 *
 * @throws ConfigError when the URL names no known engine or the engine can't use what it names.
 */
export async function openStore(options: {
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<Store> {
  const { url, clock, log } = options;
  const named = parseStoreUrl(url);
  // Each is much to load, and nobody has both.
  if (named.engine === 'sqlite') {
    const { openSqliteStore } = await import('./sqlite/open-sqlite-store.js');
    return openSqliteStore({ path: named.path, clock, log });
  }
  const { openRedisStore } = await import('./redis/open-redis-store.js');
  return openRedisStore({ url: named.url, clock, log });
}
