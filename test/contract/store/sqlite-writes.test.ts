import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createActivityIds } from '../../../src/domain/activity.js';
import type { Activity } from '../../../src/domain/activity.js';
import { systemClock } from '../../../src/domain/clock.js';
import { silentLog } from '../../../src/domain/log.js';
import { ACTIVITY_MIGRATIONS, STORE_MIGRATIONS } from '../../../src/store/sqlite/migrations.js';
import { openDatabase } from '../../../src/store/sqlite/open-database.js';
import { openSqliteStore } from '../../../src/store/sqlite/open-sqlite-store.js';
import type { ActivityFilter } from '../../../src/store/activity.js';
import { detailsOf } from '../../../src/store/stored-activity.js';
import { openTempStore } from '../../support/temp-store.js';
import { activity, contract, DEAL_A, delivery, T1, T2 } from './samples.js';

/** A page and its header in the write-ahead log. */
const FRAME_BYTES = 4_096 + 24;

it('a contract seen again as it is stored costs one page', async () => {
  await using temp = await openTempStore(systemClock);
  const { store } = temp;
  const log = `${temp.url.slice('sqlite:'.length)}-wal`;
  const look = await store.contracts.beginLook();
  const one = contract({ id: T1, counterpartyName: 'Acme', externalMetadata: { id: 'x' } });
  await store.contracts.save([one, contract({ id: T2 })], look);
  const before = statSync(log).size;
  const later = { number: look.number, at: new Date(look.at.getTime() + 1_000) };
  expect(await store.contracts.save([one], later)).toEqual(new Set());
  expect(statSync(log).size - before).toBe(FRAME_BYTES);
  expect((await store.contracts.get([T1])).get(T1)?.readAt).toEqual(later.at);
});

it.each([
  ['a new name', { name: 'Renamed' }, 3],
  ['a new status', { status: 'SIGN' }, 8],
] as const)(
  '%s of a contract leaves the indexes of what it keeps alone',
  async (_, change, pages) => {
    await using temp = await openTempStore(systemClock);
    const { store } = temp;
    const log = `${temp.url.slice('sqlite:'.length)}-wal`;
    const look = await store.contracts.beginLook();
    const one = contract({ id: T1, opportunityId: DEAL_A, status: 'DRAFT' });
    await store.contracts.save([one, contract({ id: T2 })], look);
    const before = statSync(log).size;
    await store.contracts.save([{ ...one, ...change }], look);
    expect(Math.round((statSync(log).size - before) / FRAME_BYTES)).toBe(pages);
    expect((await store.contracts.get([T1])).get(T1)?.contract).toMatchObject(change);
  },
);

it('a delivery costs no more pages for the many that were stored before', async () => {
  await using temp = await openTempStore(systemClock);
  const { inbox } = temp.store;
  const file = temp.url.slice('sqlite:'.length);
  const accept = async (from: number, count: number) => {
    await Promise.all(
      Array.from({ length: count }, async (_, i) =>
        inbox.accept(
          delivery(T1, `body ${from + i}`, {
            toldAt: new Date(Date.UTC(2026, 2, 2) + from + i).toISOString(),
            semanticKey: createHash('sha256')
              .update(`meaning of ${from + i}`)
              .digest('hex'),
          }),
        ),
      ),
    );
  };
  for (let from = 0; from < 10_000; from += 250) await accept(from, 250);
  const other = new DatabaseSync(file);
  other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  other.close();
  await accept(10_000, 64);
  expect(statSync(`${file}-wal`).size / FRAME_BYTES).toBeLessThan(48);
});

it('knows repeats of deliveries that an earlier version has stored', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-store-'));
  const file = path.join(folder, 'own.db');
  const told = (timestamp: string) => JSON.stringify({ activity_data: { timestamp } });
  const at = '2026-03-02T09:00:00Z';
  const bodies = [told(at), told('x'.repeat(41)), 'no JSON'];
  try {
    const earlier = await openDatabase({
      path: file,
      migrations: STORE_MIGRATIONS.slice(
        0,
        STORE_MIGRATIONS.findIndex((step) => step.includes('told_at')),
      ),
      synchronous: 'FULL',
      log: silentLog,
    });
    const insert = earlier.command(
      `INSERT INTO deliveries (received_at, body_sha256, semantic_key, activity, body, state)
       VALUES (0, ?, ?, 'CONTRACT_EXECUTED', ?, 'applied')`,
    );
    await earlier.write(() => {
      for (const body of bodies) {
        const { bodySha256, semanticKey } = delivery(T1, body);
        insert(bodySha256, semanticKey, body);
      }
    });
    await earlier.close();
    const store = await openSqliteStore({ path: file, clock: systemClock, log: silentLog });
    const again = await Promise.all(
      bodies.map(async (body, i) =>
        store.inbox.accept(delivery(T1, body, { toldAt: i === 0 ? at : null })),
      ),
    );
    expect(again.map(({ repeated }) => repeated)).toEqual([true, true, true]);
    await store.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('keeps the rows of an own log that an earlier version has written', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-store-'));
  const file = path.join(folder, 'own.db');
  const bounds = { keepFrom: new Date(0), maxRows: 100 };
  const idOf = createActivityIds(Math.random);
  const row = (operation: string, members: Partial<Activity> = {}) =>
    activity(operation, { id: idOf(new Date()), contractId: T1, ...members });
  try {
    const earlier = await openDatabase({
      path: `${file}-activity`,
      migrations: ACTIVITY_MIGRATIONS.slice(0, 1),
      synchronous: 'NORMAL',
      log: silentLog,
    });
    const insert = earlier.command('INSERT INTO activities VALUES (?, ?, NULL, ?, ?, NULL, ?)');
    const rejected = { kind: 'REJECTED_DELIVERY', failed: true, contractId: null } as const;
    await earlier.write(() => {
      for (const one of [row('a'), row('refused', rejected), row('b')]) {
        insert(one.id, one.kind, one.failed ? 1 : 0, one.contractId, detailsOf(one));
      }
    });
    await earlier.close();
    const store = await openSqliteStore({ path: file, clock: systemClock, log: silentLog });
    await store.activities.append([row('c')], bounds);
    const names = async (filter: Omit<ActivityFilter, 'limit'>) =>
      (await store.activities.list({ ...filter, limit: 9 })).map(({ operation }) => operation);
    expect(await names({})).toEqual(['c', 'b', 'refused', 'a']);
    expect(await names({ contractIds: [T1] })).toEqual(['c', 'b', 'a']);
    expect(await store.activities.prune({ ...bounds, maxRows: 1 })).toBe(2);
    expect(await names({})).toEqual(['c', 'refused']);
    await store.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('answers for the own log while much of it is being written, and loses none of that to who writes beside it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-store-'));
  const store = await openSqliteStore({
    path: path.join(folder, 'own.db'),
    clock: systemClock,
    log: silentLog,
  });
  try {
    const bounds = { keepFrom: new Date(0), maxRows: 100_000 };
    const idOf = createActivityIds(Math.random);
    const rows = Array.from({ length: 6_000 }, (_, i) =>
      activity(`${i}`, { id: idOf(new Date()), contractId: T1 }),
    );
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 0);
    const writes = [
      store.activities.append(rows.slice(0, 5_000), bounds),
      store.activities.prune(bounds),
      store.activities.append(rows.slice(5_000), bounds),
    ];
    const seen = await store.activities.list({ contractIds: [T1], limit: 10_000 });
    await Promise.all(writes);
    clearInterval(counting);
    expect(seen.length).toBeLessThan(6_000);
    expect(turns).toBeGreaterThan(3);
    const all = await store.activities.list({ contractIds: [T1], limit: 10_000 });
    expect(all.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).reverse());
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
});

it('of writes that share a commit one that fails takes no other with it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-store-'));
  const database = await openDatabase({
    path: path.join(folder, 'own.db'),
    migrations: ['CREATE TABLE kept (number INTEGER PRIMARY KEY) STRICT'],
    synchronous: 'FULL',
    log: silentLog,
  });
  try {
    const keep = database.command('INSERT INTO kept VALUES (?)');
    const kept = database.query('SELECT number FROM kept', z.object({ number: z.number() }));
    const runs: number[] = [];
    const write = async (number: number) =>
      database.write(() => {
        runs.push(number);
        keep(number);
        if (number === 2) throw new Error('not this one');
        return number;
      });
    const done = await Promise.allSettled([1, 2, 3].map(write));
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await database.read(() => kept.all())).toEqual([{ number: 1 }, { number: 3 }]);
    // Those without a fault are done together at first, and each by itself only when one has failed.
    expect(runs).toEqual([1, 2, 1, 2, 3]);
    await expect(write(2)).rejects.toThrow('not this one');
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
});
