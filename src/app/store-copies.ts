import type { StoreConfig } from '../config/config.js';
import { ConfigError } from '../domain/errors.js';
import { backUpSqlite, restoreSqlite } from '../store/sqlite/copies.js';
import type { StoreCopy } from '../store/sqlite/copies.js';
import { parseStoreUrl } from '../store/store-url.js';

/** @throws ConfigError for a store on Redis, and as `backUpSqlite` does. */
export async function backUpStore(
  { storeUrl }: Pick<StoreConfig, 'storeUrl'>,
  file: string,
): Promise<readonly StoreCopy[]> {
  return backUpSqlite(sqlitePath(storeUrl), file);
}

/** @throws ConfigError for a store on Redis, and as `restoreSqlite` does. */
export async function restoreStore(
  { storeUrl }: Pick<StoreConfig, 'storeUrl'>,
  file: string,
): Promise<{ readonly before: string | null }> {
  return restoreSqlite(sqlitePath(storeUrl), file, new Date());
}

function sqlitePath(storeUrl: string): string {
  const target = parseStoreUrl(storeUrl);
  if (target.engine === 'sqlite') return target.path;
  throw new ConfigError([
    'STORE_URL: a store on Redis is copied by Redis itself; docs/store-redis.md says how.',
  ]);
}
