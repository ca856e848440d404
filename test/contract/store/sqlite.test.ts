import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { systemClock } from '../../../src/domain/clock.js';
import { contractIdOf } from '../../../src/domain/contract-id.js';
import { ConfigError, DealdraftError } from '../../../src/domain/errors.js';
import { silentLog } from '../../../src/domain/log.js';
import { openStore } from '../../../src/store/open-store.js';
import { openSqliteStore } from '../../../src/store/sqlite/open-sqlite-store.js';
import type { Store } from '../../../src/store/store.js';
import { ManualClock } from '../../support/manual-clock.js';
import { T1, activity, contract, delivery } from './samples.js';
import { describeStore } from './store-suite.js';

describeStore('sqlite', async (clock) => {
  const folder = mkdtempSync(join(tmpdir(), 'dealdraft-store-'));
  const path = join(folder, 'store.db');
  const opened: Store[] = [];
  const reopen = async () => {
    const store = await openSqliteStore({ path, clock, log: silentLog });
    opened.push(store);
    return store;
  };
  return {
    store: await reopen(),
    url: `sqlite:${path}`,
    reopen,
    dispose: async () => {
      await Promise.all(opened.map((store) => store.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

describe('sqlite files', () => {
  let folder: string;
  let path: string;
  const opened: Store[] = [];
  const open = async (url = `sqlite:${path}`) => {
    const store = await openStore({ url, clock: systemClock, log: silentLog });
    opened.push(store);
    return store;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dealdraft-store-'));
    path = join(folder, 'deep/er/store.db');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  it('creates folders and files that only their owner can read', async () => {
    const store = await open();
    await store.inbox.accept(delivery(T1, 'a'));
    await store.rateWindow.take({ limit: 1, windowMs: 1000 });
    for (const suffix of ['', '-rate', '-uploads'].flatMap((file) => [
      file,
      `${file}-wal`,
      `${file}-shm`,
    ])) {
      expect(statSync(path + suffix).mode & 0o777, suffix).toBe(0o600);
    }
  });

  it('takes the readers away from a file that was restored with them', async () => {
    await (await open()).close();
    chmodSync(path, 0o644);
    await open();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('opens one new file from several sides at once', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => open()));
    await Promise.all(stores.map((store, i) => store.settings.set(`n${i}`, '1')));
    expect(await stores[0]!.settings.get('n4')).toBe('1');
  });

  it.each(['', '-wal', '-shm', '-rate', '-uploads'])(
    'notices that store.db%s was deleted',
    async (suffix) => {
      const store = await open();
      await store.checkWritable();
      rmSync(path + suffix);
      await expect(store.checkWritable()).rejects.toThrow(/deleted or replaced/);
    },
  );

  it('takes no delivery that would end in a replaced file', async () => {
    const store = await open();
    copyFileSync(path, `${path}.copy`);
    renameSync(`${path}.copy`, path);
    await expect(store.inbox.accept(delivery(T1, 'a'))).rejects.toThrow(/deleted or replaced/);
    await expect(store.checkWritable()).rejects.toThrow(/deleted or replaced/);
  });

  it.each([
    [
      'was deleted',
      (file: string) => {
        rmSync(file);
      },
    ],
    [
      'was damaged',
      (file: string) => {
        writeFileSync(file, Buffer.alloc(8_192, 0x5a));
      },
    ],
    [
      'is a folder',
      (file: string) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ])('works without its own log, whose file %s', async (_name, spoil) => {
    const store = await open();
    const bounds = { keepFrom: new Date(0), maxRows: 10 };
    await store.activities.append([activity('before')], bounds);
    spoil(`${path}-activity`);
    // Written or not: what matters is everything else.
    await store.activities.append([activity('during')], bounds).catch(() => undefined);
    await store.checkWritable();
    await store.inbox.accept(delivery(T1, 'a'));
    const restarted = await open();
    await restarted.inbox.accept(delivery(T1, 'b'));
    for (const suffix of ['', '-wal', '-shm'])
      rmSync(`${path}-activity${suffix}`, { recursive: true, force: true });
    await store.activities.append([activity('again')], bounds).catch(() => undefined);
    await store.activities.append([activity('later')], bounds);
    const kept = await restarted.activities.list({ limit: 10 });
    expect(kept.map(({ operation }) => operation)).toContain('later');
  });

  it('fails one write of a shared transaction without the others', async () => {
    const store = await open();
    const broken = { ...delivery(T1, 'b'), receivedAt: new Date(Number.NaN) };
    const results = await Promise.allSettled([
      store.inbox.accept(delivery(T1, 'a')),
      store.inbox.accept(broken),
      store.inbox.accept(delivery(T1, 'c')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const stored = await store.inbox.list({ keys: [T1], limit: 10 });
    expect(stored.map(({ body }) => body)).toEqual(['c', 'a']);
  });

  it('removes sessions that ended when a new one begins', async () => {
    const clock = new ManualClock();
    const store = await openSqliteStore({ path: join(folder, 's.db'), clock, log: silentLog });
    opened.push(store);
    const user = { username: 'u', name: 'U', email: null };
    const rest = { user, lifetimeMs: 60_000, idleMs: 1_000 };
    for (let i = 0; i < 20; i += 1) {
      await store.browserSessions.create({ tokenSha256: String(i), ...rest });
      clock.advance(500);
    }
    const database = new DatabaseSync(join(folder, 's.db'));
    const rows = database.prepare('SELECT token_sha256 FROM browser_sessions').all();
    database.close();
    expect(rows.map((row) => row['token_sha256'])).toEqual(['18', '19']);
  });

  describe('a damaged file', () => {
    const many = Array.from({ length: 2_000 }, (_, i) =>
      contract({ id: contractIdOf('T', i + 1), name: `Order form ${i} ${'x'.repeat(100)}` }),
    );
    const fill = async (store: Store) =>
      store.contracts.save(many, await store.contracts.beginLook());
    /** Pages of the middle, as a disk may lose them. */
    const overwrite = () => {
      const file = openSync(path, 'r+');
      const { size } = fstatSync(file);
      writeSync(file, Buffer.alloc(Math.floor(size / 3), 0x5a), 0, undefined, 32_768);
      closeSync(file);
    };

    it.each([
      ['pages of it were overwritten', overwrite],
      ['it was cut in half', () => truncateSync(path, Math.floor(statSync(path).size / 2))],
      ['its beginning was overwritten', () => writeFileSync(path, Buffer.alloc(8_192, 0x5a))],
    ])('is refused at start when %s, by name and with what to do', async (_name, damage) => {
      const store = await open();
      await fill(store);
      await store.close();
      damage();
      const error: unknown = await open().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ConfigError);
      expect(String(error)).toContain(path);
      expect(String(error)).toMatch(/damaged.*dealdraft backfill/);
    });

    it('is told of from the first read on that meets it, though other pages still take writes', async () => {
      const store = await open();
      const other = await open();
      await fill(other);
      const raw = new DatabaseSync(path);
      raw.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      raw.close();
      overwrite();
      await expect(store.contracts.list({ search: 'nothing' }, { limit: 5 })).rejects.toThrow(
        /damaged/,
      );
      const error: unknown = await store.checkWritable().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(DealdraftError);
      expect(String(error)).toContain(path);
      expect(String(error)).toMatch(/dealdraft backfill/);
    });
  });

  it('warns of a reader that lets the write-ahead log grow, with its size', async () => {
    const warnings: Record<string, unknown>[] = [];
    const log = { ...silentLog, warn: (fields: Record<string, unknown>) => warnings.push(fields) };
    const store = await openSqliteStore({ path, clock: systemClock, log });
    opened.push(store);
    const reader = new DatabaseSync(path);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM contracts').get();
    for (let i = 0; i < 45; i += 1) {
      await store.inbox.accept(delivery(T1, `${i} ${'x'.repeat(500_000)}`));
    }
    expect(warnings[0]).toEqual({ file: `${path}-wal`, sizeBytes: expect.any(Number) });
    // Once a doubling.
    expect(warnings.length).toBeLessThan(4);
    expect(warnings[0]?.['sizeBytes']).toBeGreaterThan(16 * 1024 * 1024);
    reader.exec('COMMIT');
    reader.close();
  });

  it('waits for a lock that another process holds, without blocking', async () => {
    const store = await open();
    const holder = new DatabaseSync(path);
    holder.exec('BEGIN IMMEDIATE');
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
      if (turns === 5) holder.exec('COMMIT');
    }, 1);
    await store.settings.set('a', '1');
    clearInterval(ticking);
    holder.close();
    expect(turns).toBeGreaterThanOrEqual(5);
    expect(await store.settings.get('a')).toBe('1');
  });

  it('refuses a store that a newer dealdraft wrote', async () => {
    await (await open()).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 999');
    database.close();
    await expect(open()).rejects.toThrow(ConfigError);
    await expect(open()).rejects.toThrow(/newer dealdraft/);
  });

  it.each([
    [
      'text',
      () =>
        writeFileSync(path, 'this is no database, but long enough to be read as one'.repeat(99)),
    ],
    [
      "somebody else's database",
      () => {
        const database = new DatabaseSync(path);
        database.exec('CREATE TABLE notes (text)');
        database.close();
      },
    ],
  ])('refuses a file that holds %s, and leaves it alone', async (_name, write) => {
    path = join(folder, 'other.db');
    write();
    const sizeBytes = statSync(path).size;
    await expect(open()).rejects.toThrow(ConfigError);
    await expect(open()).rejects.toThrow(/not a dealdraft store/);
    expect(statSync(path).size).toBe(sizeBytes);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  it('refuses a path below a folder that takes no entries', async () => {
    await expect(open('sqlite:/proc/dealdraft/store.db')).rejects.toThrow(ConfigError);
  });

  it('refuses a path that is a folder', async () => {
    await expect(open(`sqlite:${folder}`)).rejects.toThrow(ConfigError);
  });

  it.each([
    ['sqlite::memory:', /not supported/],
    ['sqlite:', /names no file/],
    ['sqlite:./var/', /names no file/],
    ['sqlite://host/store.db', /not a host/],
    ['postgres://user:hunter2@db/x', /no "postgres" store/],
    ['./var/dealdraft.db', /no scheme/],
  ])('refuses STORE_URL %s with one clear error', async (url, message) => {
    const error: unknown = await open(url).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain('hunter2');
  });
});
