import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

import { ConfigError, DealdraftError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';

/** Reading all of a larger file would hold up the start for too long. */
const MAX_CHECKED_BYTES = 256 * 1024 * 1024;

/** The file is damaged: nothing that it answers can be relied on, and no promise that a delivery is stored. */
export class StoreDamagedError extends DealdraftError {
  readonly code = 'STORE_DAMAGED';
  readonly retryable = false;

  constructor(path: string, cause: unknown) {
    super(damageText(path), { cause });
  }
}

/** SQLITE_CORRUPT: pages that contradict each other, or are missing. SQLITE_NOTADB: not even a beginning of one. */
export function isDamage(sqliteCode: number | null): boolean {
  return sqliteCode === 11 || sqliteCode === 26;
}

/**
 * Looks once, at start, whether the pages of the file fit together.
 *
 * @throws ConfigError that names the file and says how to come by another one.
 */
export function checkIntegrity(connection: DatabaseSync, path: string, log: Log): void {
  const sizeBytes = statSync(path).size;
  if (sizeBytes > MAX_CHECKED_BYTES) {
    log.info(
      { path, sizeBytes },
      'the store is too large to be looked through for damage at start',
    );
    return;
  }
  const [first] = connection.prepare('PRAGMA quick_check(1)').all();
  if (first?.['quick_check'] !== 'ok') throw damagedFile(path);
}

export function damagedFile(path: string): ConfigError {
  return new ConfigError([`STORE_URL: ${damageText(path)}`]);
}

function damageText(path: string): string {
  return (
    `The store's file ${path} is damaged. Stop dealdraft, move the file and those beside it (-wal, -shm) away, start again, ` +
    'and run "dealdraft backfill": it rebuilds everything but the history of deliveries.'
  );
}
