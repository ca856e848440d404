import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

import { isDamage, StoreDamagedError } from './damage.js';
import type { FileGuard } from './file-guard.js';

/** Makes of what SQLite holds what the port speaks of; a schema is one. */
export interface RowParser<Row> {
  parse(found: unknown): Row;
}

/** A prepared query whose rows are parsed by `Row`'s schema. */
export interface Query<Row> {
  all(...parameters: readonly SQLInputValue[]): Row[];
  get(...parameters: readonly SQLInputValue[]): Row | null;
}

/** A prepared statement that changes rows; answers how many. */
export type Command = (...parameters: readonly SQLInputValue[]) => number;

export interface StatementOptions {
  /** Not kept for the next who asks: of texts that are never the same for long. */
  readonly isPassing?: boolean;
}

interface PendingWrite {
  /** Does the work inside the open transaction; what it returns is called once that is on disk. */
  readonly execute: () => () => void;
  readonly reject: (error: unknown) => void;
}

/** The statements around a transaction's own, prepared once: SQLite reads a text anew each time that it is executed. */
type Frame = Readonly<Record<'begin' | 'beginWrite' | 'commit' | 'rollback', StatementSync>>;

/** Work of one transaction; above it the event loop would be held for too long. */
const MAX_WRITES_PER_COMMIT = 256;
/** How long a call waits while other processes hold the write lock. */
const LOCK_DEADLINE_MS = 10_000;

/**
 * One connection. `node:sqlite` is synchronous, so a transaction never spans an `await`: reads see whole commits, and
 * all writes asked for in one turn of the event loop share one transaction and one disk flush. When one of them fails
 * they are done once more, each in a savepoint of its own, so that it takes no other with it.
 */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #files: FileGuard;
  readonly #frame: Frame;
  readonly #statements = new Map<string, StatementSync>();
  readonly #pending: PendingWrite[] = [];
  #flushing: Promise<void> | null = null;
  #commits = 0;
  #closed = false;
  #damage: StoreDamagedError | null = null;
  readonly #path: string;

  constructor(connection: DatabaseSync, path: string, files: FileGuard) {
    this.#connection = connection;
    this.#path = path;
    this.#files = files;
    this.#frame = {
      begin: connection.prepare('BEGIN'),
      beginWrite: connection.prepare('BEGIN IMMEDIATE'),
      commit: connection.prepare('COMMIT'),
      rollback: connection.prepare('ROLLBACK'),
    };
  }

  query<Row>(sql: string, row: RowParser<Row>, options?: StatementOptions): Query<Row> {
    const statement = this.#prepare(sql, options);
    return {
      all: (...parameters) => statement.all(...parameters).map((found) => row.parse(found)),
      get: (...parameters) => {
        const found = statement.get(...parameters);
        return found === undefined ? null : row.parse(found);
      },
    };
  }

  command(sql: string, options?: StatementOptions): Command {
    const statement = this.#prepare(sql, options);
    return (...parameters) => Number(statement.run(...parameters).changes);
  }

  /** A statement that inserts one row; answers its id. */
  insertion(sql: string): Command {
    const statement = this.#prepare(sql);
    return (...parameters) => Number(statement.run(...parameters).lastInsertRowid);
  }

  /** Runs `work` on one snapshot; between the steps of `writeInSteps`, on what those have done so far. */
  async read<T>(work: () => T): Promise<T> {
    this.#assertUsable();
    return retryWhileLocked(() =>
      this.#connection.isTransaction
        ? this.#noticing(work)
        : this.#transaction(this.#frame.begin, work),
    );
  }

  /** The same for work of one statement, which sees one snapshot by itself. */
  async readOnce<T>(work: () => T): Promise<T> {
    this.#assertUsable();
    return retryWhileLocked(() => this.#noticing(work));
  }

  /**
   * Runs `work` in a transaction that holds the write lock and resolves when it is on disk. `work` may run more than once
   * (a lost lock, or the failure of another write beside it, rolls it back first), so it changes nothing but the database.
   */
  async write<T>(work: () => T): Promise<T> {
    this.#assertUsable();
    return new Promise<T>((resolve, reject) => {
      this.#pending.push({
        execute: () => {
          const value = work();
          return () => {
            resolve(value);
          };
        },
        reject,
      });
      this.#flushing ??= this.#flush();
    });
  }

  /**
   * One transaction for all that `work` does, with the event loop free wherever it yields: one flush for many rows, which hold
   * nobody up for longer than a step does. Unlike that of `write`, it runs once.
   */
  async writeInSteps(work: Generator<void, void>): Promise<void> {
    while (this.#flushing !== null) await this.#flushing;
    this.#assertUsable();
    const stepping = this.#commitSteps(work);
    this.#flushing = stepping.catch(() => undefined).then(async () => this.#flush());
    await stepping;
  }

  /** Another one after each commit, of this process or of others. Reads no page of the file. */
  version(): string {
    this.#assertOpen();
    // SQLite counts what other connections committed, and that alone.
    const found = this.#prepare('PRAGMA data_version').get();
    return `${versionOf(found)}.${this.#commits}`;
  }

  /** Writes a row, flushes it and reads it back. */
  async checkWritable(): Promise<void> {
    const put = this.command('INSERT OR REPLACE INTO write_probe (id, token) VALUES (1, ?)');
    const token = randomUUID();
    await this.write(() => put(token));
    // Another process may probe in between, so any token will do: what counts is that the file answers.
    const probe = this.query('SELECT token FROM write_probe', z.object({ token: z.string() }));
    if ((await this.read(() => probe.get())) === null) {
      throw new Error('The store took a write and then did not have it.');
    }
  }

  /** Lets the writes under way finish. Calling it twice is harmless. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#flushing;
    this.#statements.clear();
    this.#connection.close();
  }

  #prepare(sql: string, { isPassing = false }: StatementOptions = {}): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    if (!isPassing) this.#statements.set(sql, statement);
    return statement;
  }

  async #flush(): Promise<void> {
    while (this.#pending.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const writes = this.#pending.splice(0, MAX_WRITES_PER_COMMIT);
      try {
        const answers = await retryWhileLocked(() => this.#commit(writes));
        this.#commits += 1;
        for (const answer of answers) answer();
      } catch (error) {
        for (const write of writes) write.reject(error);
      }
    }
    this.#flushing = null;
  }

  async #commitSteps(work: Generator<void, void>): Promise<void> {
    this.#files.check();
    const { beginWrite, commit, rollback } = this.#frame;
    await retryWhileLocked(() => beginWrite.run());
    try {
      while (this.#noticing(() => work.next()).done !== true)
        await new Promise((resolve) => setImmediate(resolve));
      this.#noticing(() => commit.run());
    } catch (error) {
      if (this.#connection.isTransaction) rollback.run();
      throw error;
    }
    this.#commits += 1;
  }

  #commit(writes: readonly PendingWrite[]): (() => void)[] {
    // An unlinked file still takes writes and loses them with the process: look before every promise.
    this.#files.check();
    const { beginWrite } = this.#frame;
    let executed = 0;
    try {
      // Without savepoints, which cost as much as a small write: hardly ever does one of many fail.
      return this.#transaction(beginWrite, () =>
        writes.map((write) => {
          const answer = write.execute();
          executed += 1;
          return answer;
        }),
      );
    } catch (error) {
      const isOfOneWrite = executed < writes.length && !isLocked(error) && this.#damage === null;
      if (!isOfOneWrite || writes.length === 1) throw error;
    }
    return this.#transaction(beginWrite, () => writes.map((write) => this.#savepoint(write)));
  }

  #savepoint(write: PendingWrite): () => void {
    this.#connection.exec('SAVEPOINT one_write');
    try {
      const answer = write.execute();
      this.#connection.exec('RELEASE one_write');
      return answer;
    } catch (error) {
      // A full disk or an I/O error ends the whole transaction, and with it every write of this commit.
      if (!this.#connection.isTransaction || isLocked(error)) throw error;
      this.#connection.exec('ROLLBACK TO one_write; RELEASE one_write');
      return () => {
        write.reject(error);
      };
    }
  }

  #transaction<T>(begin: StatementSync, work: () => T): T {
    begin.run();
    return this.#noticing(() => {
      try {
        const value = work();
        this.#frame.commit.run();
        return value;
      } catch (error) {
        if (this.#connection.isTransaction) this.#frame.rollback.run();
        throw error;
      }
    });
  }

  /** Runs `work`, and remembers the damage that it meets. */
  #noticing<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!isDamage(sqliteCodeOf(error))) throw error;
      this.#damage ??= new StoreDamagedError(this.#path, error);
      throw this.#damage;
    }
  }

  /** @throws StoreDamagedError from the first damage on that anybody has met: other pages may still answer, and take writes. */
  #assertUsable(): void {
    this.#assertOpen();
    if (this.#damage !== null) throw this.#damage;
  }

  #assertOpen(): void {
    if (this.#closed) throw new Error('The store is closed.');
  }
}

/** Asked before each read that may be at hand, so without a schema. */
function versionOf(row: Readonly<Record<string, unknown>> | undefined): number {
  const version = row?.['data_version'];
  if (typeof version !== 'number') throw new Error('SQLite did not tell its version of the data.');
  return version;
}

const sqliteError = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number() });

/** SQLite's primary result code, or null for any other error. @see https://sqlite.org/rescode.html */
export function sqliteCodeOf(error: unknown): number | null {
  const parsed = sqliteError.safeParse(error);
  return parsed.success ? parsed.data.errcode & 0xff : null;
}

function isLocked(error: unknown): boolean {
  const code = sqliteCodeOf(error);
  return code === 5 || code === 6; // SQLITE_BUSY, SQLITE_LOCKED
}

/**
 * SQLite's own busy handler blocks the thread, so it is set short and the rest is waited for here, with the event loop
 * free to answer health checks meanwhile.
 */
export async function retryWhileLocked<T>(work: () => T): Promise<T> {
  const deadlineMs = performance.now() + LOCK_DEADLINE_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isLocked(error) || performance.now() >= deadlineMs) throw error;
    }
    await delay(5 + Math.random() * 20);
  }
}
