import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';

import { ConfigError, InputError } from '../../domain/errors.js';
import { sqliteCodeOf } from './database.js';
import { isDamage } from './damage.js';
import { ACTIVITY_MIGRATIONS, STORE_MIGRATIONS } from './migrations.js';
import { APPLICATION_ID, makeFolder, pragma } from './open-database.js';

const SQLITE_BUSY = 5;
/** More pages than any store has: a copy made in one step is never begun anew because somebody writes meanwhile. */
const ALL_PAGES = 2 ** 30;
/** The own log, a file beside the store's. Documents handed in live for an hour and calls for a second: no copy has those. */
const OWN_LOG = '-activity';

export interface StoreCopy {
  readonly file: string;
  readonly bytes: number;
}

/**
 * Copies the store while others read and write it: one state of it, judged, on disk, and only then under its name (mode 0600).
 * The own log is copied to `FILE-activity`.
 *
 * @throws ConfigError when there is no store at `path`, InputError when there is something at `file` already.
 */
export async function backUpSqlite(path: string, file: string): Promise<readonly StoreCopy[]> {
  if (!existsSync(path)) throw new ConfigError([`STORE_URL: there is no store at ${path} yet.`]);
  const parts = ['', OWN_LOG].filter((suffix) => existsSync(path + suffix));
  for (const suffix of parts) refuseExisting(file + suffix);
  const copies: StoreCopy[] = [];
  for (const suffix of parts) {
    await copyOne(path + suffix, file + suffix);
    copies.push({ file: file + suffix, bytes: statSync(file + suffix).size });
  }
  return copies;
}

async function copyOne(from: string, to: string): Promise<void> {
  const unfinished = `${to}.unfinished`;
  rmSync(unfinished, { force: true });
  const source = new DatabaseSync(from, { readOnly: true, timeout: 5_000 });
  try {
    closeSync(openSync(unfinished, 'wx', 0o600));
    await backup(source, unfinished, { rate: ALL_PAGES });
    judge(unfinished, from);
    flush(unfinished);
    // Unlike a rename it fails where somebody else was faster.
    linkSync(unfinished, to);
  } finally {
    source.close();
    for (const suffix of ['', '-wal', '-shm', '-journal'])
      rmSync(unfinished + suffix, { force: true });
  }
}

/**
 * Puts a copy in the store's place. What was there is kept beside it, under a name that says when. The own log that is there
 * stays: it knows what happened since.
 *
 * @returns where the store is kept that was there before; null where there was none
 * @throws InputError when `file` is no copy of a store, ConfigError while a process has the store open
 */
export async function restoreSqlite(
  path: string,
  file: string,
  now: Date,
): Promise<{ readonly before: string | null }> {
  if (!existsSync(file)) throw new InputError(`There is no file ${file}.`);
  const incoming = await bringBeside(path, file);
  let before: string | null;
  try {
    before = setAside(path, now);
    renameSync(incoming, path);
  } finally {
    // A copy of everybody's data is not to lie beside a store that was not restored.
    rmSync(incoming, { force: true });
  }
  if (existsSync(file + OWN_LOG) && !existsSync(path + OWN_LOG))
    renameSync(await bringBeside(path + OWN_LOG, file + OWN_LOG), path + OWN_LOG);
  return { before };
}

/** Judged where it will be: the copy may lie where nothing can be written. */
async function bringBeside(path: string, file: string): Promise<string> {
  const incoming = `${path}.restoring`;
  makeFolder(resolve(dirname(incoming)));
  rmSync(incoming, { force: true });
  await copyFile(file, incoming);
  chmodSync(incoming, 0o600);
  try {
    judge(incoming, file);
    flush(incoming);
  } catch (error) {
    rmSync(incoming, { force: true });
    throw error;
  }
  return incoming;
}

function setAside(path: string, now: Date): string | null {
  if (!existsSync(path)) return null;
  refuseWhileOpen(path);
  const before = `${path}.before-${now.toISOString().replaceAll(/[-:]|\.\d+/gu, '')}`;
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(path + suffix)) renameSync(path + suffix, before + suffix);
  return before;
}

/** SQLite leaves the mode with a write-ahead log only for the one who has the file alone, and then all is in the one file. */
function refuseWhileOpen(path: string): void {
  let connection: DatabaseSync | null = null;
  try {
    connection = new DatabaseSync(path, { timeout: 200 });
    connection.exec('PRAGMA journal_mode = DELETE');
  } catch (error) {
    const code = sqliteCodeOf(error);
    if (code === SQLITE_BUSY) {
      throw new ConfigError([
        `STORE_URL: a process has ${path} open. Stop every server and worker on this store, then restore again.`,
      ]);
    }
    // A damaged store is what a copy is for.
    if (!isDamage(code)) throw error;
  } finally {
    connection?.close();
  }
}

/**
 * Leaves the file complete in itself, without a write-ahead log.
 *
 * @throws InputError when the file is no store, damaged, or of a newer dealdraft.
 */
function judge(file: string, named: string): void {
  const newest = named.endsWith(OWN_LOG) ? ACTIVITY_MIGRATIONS.length : STORE_MIGRATIONS.length;
  let connection: DatabaseSync | null = null;
  try {
    connection = new DatabaseSync(file);
    if (pragma(connection, 'application_id') !== APPLICATION_ID)
      throw new InputError(`${named} is no copy of a dealdraft store.`);
    if (pragma(connection, 'user_version') > newest) {
      throw new InputError(
        `${named} was written by a newer dealdraft. Restore it with that version.`,
      );
    }
    const [first] = connection.prepare('PRAGMA quick_check(1)').all();
    if (first?.['quick_check'] !== 'ok') throw damagedCopy(named);
    connection.exec('PRAGMA journal_mode = DELETE');
  } catch (error) {
    if (isDamage(sqliteCodeOf(error))) throw damagedCopy(named);
    throw error;
  } finally {
    connection?.close();
  }
}

function damagedCopy(file: string): InputError {
  return new InputError(
    `${file} is no store, or a damaged one. Take another copy; without one "dealdraft backfill" builds the store anew.`,
  );
}

function refuseExisting(file: string): void {
  if (existsSync(file))
    throw new InputError(`There is a file ${file} already. Give a name that is not taken.`);
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
