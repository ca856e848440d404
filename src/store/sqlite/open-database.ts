import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

import { ConfigError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import { Database, retryWhileLocked, sqliteCodeOf } from './database.js';
import { checkIntegrity, damagedFile, isDamage } from './damage.js';
import { guardFiles } from './file-guard.js';

/** Marks a file as ours ("deal"), so that a mistyped path never alters somebody else's database. */
export const APPLICATION_ID = 0x6465616c;

export interface DatabaseOptions {
  readonly path: string;
  readonly migrations: readonly string[];
  /** FULL: on disk when a write resolves. NORMAL: consistent after a power cut, but the last writes may be missing. */
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly log: Log;
}

/**
 * Opens the file, creating it (mode 0600: it holds personal data) and its folder where missing, and brings its schema up
 * to date. Several processes may do so at once.
 *
 * @throws ConfigError when the path can't be used, holds something else, or was written by a newer dealdraft.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { path } = options;
  prepareFile(path, options.log);
  const connection = openConnection(path);
  try {
    connection.exec('PRAGMA busy_timeout = 200');
    await retryWhileLocked(() => {
      checkVersion(connection, path, options.migrations.length);
      useWriteAheadLog(connection, path);
    });
    connection.exec(`
      PRAGMA synchronous = ${options.synchronous};
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -32000;
      PRAGMA journal_size_limit = 67108864;
    `);
    await retryWhileLocked(() => {
      migrate(connection, path, options.migrations);
    });
    checkIntegrity(connection, path, options.log);
    return new Database(connection, path, guardFiles(path, options.log));
  } catch (error) {
    connection.close();
    const code = sqliteCodeOf(error);
    if (code === 26) throw notAStore(path); // SQLITE_NOTADB
    if (isDamage(code)) throw damagedFile(path);
    throw error;
  }
}

/** Not with `recursive`: below a folder that takes no entries, such as /proc, Node then tries for ever. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
}

function prepareFile(path: string, log: Log): void {
  try {
    makeFolder(resolve(dirname(path)));
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw unusable(path, error);
  }
  if ((statSync(path).mode & 0o077) === 0) return;
  try {
    // SQLite gives the files beside it the same mode.
    chmodSync(path, 0o600);
  } catch (error) {
    log.warn({ path, error }, 'Other users can read the store, and its mode could not be changed');
  }
}

function openConnection(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path);
  } catch (error) {
    throw unusable(path, error);
  }
}

function checkVersion(connection: DatabaseSync, path: string, newestVersion: number): void {
  const applicationId = pragma(connection, 'application_id');
  const tables = z
    .object({ total: z.number() })
    .parse(connection.prepare('SELECT count(*) AS total FROM sqlite_schema').get()).total;
  if (applicationId !== APPLICATION_ID && tables > 0) throw notAStore(path);
  const version = pragma(connection, 'user_version');
  if (version > newestVersion) {
    throw new ConfigError([
      `STORE_URL: ${path} was written by a newer dealdraft (schema ${version}, this one knows ${newestVersion}). ` +
        'Start that version again, or give another path and run "dealdraft backfill".',
    ]);
  }
}

function useWriteAheadLog(connection: DatabaseSync, path: string): void {
  const mode = z
    .object({ journal_mode: z.string() })
    .parse(connection.prepare('PRAGMA journal_mode = WAL').get()).journal_mode;
  if (mode !== 'wal') {
    throw new ConfigError([
      `STORE_URL: ${path} is on a file system without shared memory. Put the store on a local disk.`,
    ]);
  }
}

function migrate(connection: DatabaseSync, path: string, migrations: readonly string[]): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    // Again, now that no other process can write: it may have migrated in between.
    checkVersion(connection, path, migrations.length);
    const version = pragma(connection, 'user_version');
    for (const step of migrations.slice(version)) connection.exec(step);
    // Written each time, changed or not: a file that can't be written is found at the start.
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    connection.exec(`PRAGMA user_version = ${migrations.length}`);
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.isTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

export function pragma(connection: DatabaseSync, name: 'application_id' | 'user_version'): number {
  const row = connection.prepare(`PRAGMA ${name}`).get();
  return z.record(z.string(), z.number()).parse(row)[name] ?? 0;
}

function unusable(path: string, error: unknown): ConfigError {
  const why = error instanceof Error ? error.message : 'unknown error';
  return new ConfigError([
    `STORE_URL: ${path} can't be opened for writing (${why}). Give a path that dealdraft may write.`,
  ]);
}

function notAStore(path: string): ConfigError {
  return new ConfigError([
    `STORE_URL: ${path} is not a dealdraft store. Give the path of a store, or one that does not exist yet. If it was one, the ` +
      'file is damaged: move it and those beside it (-wal, -shm) away, start again, and run "dealdraft backfill".',
  ]);
}
