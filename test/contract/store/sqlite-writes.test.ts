import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/domain/clock.js';
import { silentLog } from '../../../src/domain/log.js';
import { openDatabase } from '../../../src/store/sqlite/open-database.js';
import { openTempStore } from '../../support/temp-store.js';
import { contract, T1, T2 } from './samples.js';

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
