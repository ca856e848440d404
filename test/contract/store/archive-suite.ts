import { describe, expect, it } from 'vitest';
import type { ArchiveRow } from '../../../src/store/archive-ledger.js';
import type { Fixture } from './store-suite.js';
import { T1, T2, T3 } from './samples.js';

function waiting(changes: Partial<ArchiveRow> = {}): ArchiveRow {
  return {
    number: 0,
    revision: 0,
    contractId: T1,
    destination: 'legal',
    document: '',
    state: 'WAITING',
    versionId: null,
    ordinal: 1,
    attempts: 0,
    lastError: null,
    since: new Date('2026-01-01T00:00:00Z'),
    archivedAt: null,
    verifiedAt: null,
    planned: null,
    sizeBytes: null,
    sent: null,
    stored: null,
    at: null,
    destinationVersionId: null,
    resume: null,
    rule: null,
    isRecorded: false,
    ...changes,
  };
}

const DIGESTS = { sha256: 'a', sha1: 'b', md5: 'c', dropbox: 'd', quickXor: 'e' };

export function describeArchive(fixture: () => Fixture): void {
  describe('archive ledger', () => {
    it('keeps a row as it was given, across restarts', async () => {
      const { store, reopen } = fixture();
      const given = waiting({
        document: '7',
        versionId: '7',
        state: 'ARCHIVED',
        attempts: 3,
        lastError: 'Ünusual “words”\nin two lines',
        archivedAt: new Date('2026-02-03T04:05:06.789Z'),
        verifiedAt: new Date('2026-02-03T04:05:07Z'),
        planned: { folder: ['MSA', 'Ümläut'], name: 'Name (T-1).pdf' },
        sizeBytes: 123,
        sent: DIGESTS,
        stored: { name: 'quickXor', value: 'e=' },
        at: { id: 'x', path: 'MSA/Name.pdf', url: null },
        destinationVersionId: 'v1',
        resume: 's_sealed',
        isRecorded: true,
      });
      const saved = await store.archive.save(given);
      expect(saved).toEqual({ ...given, number: saved?.number, revision: 1 });
      const next = await reopen();
      expect((await next.archive.ofContracts([T1, T2])).get(T1)).toEqual([saved]);
      expect((await next.archive.ofContracts([T1, T2])).get(T2)).toEqual([]);
    });

    it('gives a row to one of two that read it', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const [first, second] = await Promise.all([
        store.archive.save(waiting()),
        other.archive.save(waiting()),
      ]);
      expect([first, second].filter((row) => row !== null)).toHaveLength(1);
      const row = (first ?? second)!;
      const saves = await Promise.all([
        store.archive.save({ ...row, attempts: 1 }),
        other.archive.save({ ...row, attempts: 2 }),
      ]);
      expect(saves.filter((saved) => saved !== null)).toHaveLength(1);
      expect(await store.archive.save({ ...row, attempts: 3 })).toBeNull();
    });

    it('tells rows of one contract apart by destination and document', async () => {
      const { store } = fixture();
      const rows = [
        waiting(),
        waiting({ document: '1' }),
        waiting({ document: '2' }),
        waiting({ destination: 'LEGAL', document: '1' }),
        waiting({ contractId: T2, document: '1' }),
      ];
      for (const row of rows) expect(await store.archive.save(row)).not.toBeNull();
      const found = await store.archive.ofContracts([T1, T2]);
      expect(found.get(T1)?.map(({ destination, document }) => [destination, document])).toEqual([
        ['legal', ''],
        ['legal', '1'],
        ['legal', '2'],
        ['LEGAL', '1'],
      ]);
      expect(found.get(T2)).toHaveLength(1);
    });

    it('lists in pages, newest first, by state and destination', async () => {
      const { store } = fixture();
      const states = ['WAITING', 'ARCHIVED', 'PARKED', 'SKIPPED'] as const;
      for (let i = 0; i < 23; i += 1) {
        await store.archive.save(
          waiting({
            document: String(i),
            state: states[i % 4]!,
            destination: i % 3 === 0 ? 'legal' : 'backup',
          }),
        );
      }
      const read = async (filter: Parameters<typeof store.archive.list>[0]) => {
        const documents: number[] = [];
        for (let after: number | undefined; ;) {
          const page = await store.archive.list(filter, {
            limit: 4,
            ...(after === undefined ? {} : { after }),
          });
          documents.push(...page.map(({ document }) => Number(document)));
          after = page.at(-1)?.number;
          if (page.length < 4) return documents;
        }
      };
      const all = Array.from({ length: 23 }, (_, i) => 22 - i);
      expect(await read({})).toEqual(all);
      expect(await read({ states: ['WAITING', 'PARKED'] })).toEqual(all.filter((i) => i % 2 === 0));
      expect(await read({ destination: 'legal' })).toEqual(all.filter((i) => i % 3 === 0));
      expect(await read({ states: ['ARCHIVED'], destination: 'legal' })).toEqual([21, 9]);
      expect(await store.archive.count({ states: ['ARCHIVED'], destination: 'legal' })).toBe(2);
      expect(await store.archive.count({})).toBe(23);
      expect(await read({ states: [], destination: 'legal' })).toEqual([]);
      expect(await read({ destination: 'nobody' })).toEqual([]);
    });

    it('counts by destination and state, with who waits longest and what failed last', async () => {
      const { store } = fixture();
      expect(await store.archive.counts()).toEqual([]);
      const old = (await store.archive.save(
        waiting({ contractId: T1, since: new Date(1_000), lastError: 'the first' }),
      ))!;
      await store.archive.save(
        waiting({ contractId: T2, since: new Date(2_000), lastError: 'the last' }),
      );
      await store.archive.save(waiting({ contractId: T3, destination: 'backup', state: 'PARKED' }));
      expect(await store.archive.counts()).toEqual([
        {
          destination: 'backup',
          states: { WAITING: 0, ARCHIVED: 0, PARKED: 1, SKIPPED: 0 },
          oldestWaitingSince: null,
          lastError: null,
        },
        {
          destination: 'legal',
          states: { WAITING: 2, ARCHIVED: 0, PARKED: 0, SKIPPED: 0 },
          oldestWaitingSince: new Date(1_000),
          lastError: 'the last',
        },
      ]);
      const again = (await store.archive.save({ ...old, lastError: 'the first again' }))!;
      expect((await store.archive.counts())[1]?.lastError).toBe('the first again');
      await store.archive.save({ ...again, state: 'ARCHIVED', lastError: 'odd, but there' });
      expect((await store.archive.counts())[1]).toMatchObject({
        states: { WAITING: 1, ARCHIVED: 1 },
        oldestWaitingSince: new Date(2_000),
        lastError: 'the last',
      });
      await store.archive.forget({ contractId: T2, destination: 'legal', document: '' });
      await store.archive.forget({ contractId: T2, destination: 'legal', document: '' });
      expect((await store.archive.counts())[1]).toMatchObject({
        states: { WAITING: 0, ARCHIVED: 1 },
        oldestWaitingSince: null,
        lastError: null,
      });
    });

    it('gives a path of a destination to one row, all of its paths or none', async () => {
      const { store } = fixture();
      const [one, two] = [
        (await store.archive.save(waiting({ document: '1' })))!,
        (await store.archive.save(waiting({ contractId: T2, document: '1' })))!,
      ];
      expect(await store.archive.reserve(one, ['A/X.PDF', 'A/X.JSON'])).toBeNull();
      expect(await store.archive.reserve(one, ['A/X.PDF', 'A/X.JSON'])).toBeNull();
      expect(await store.archive.reserve(two, ['A/Y.PDF', 'A/X.JSON'])).toMatchObject({
        contractId: T1,
        document: '1',
      });
      // Nothing was taken with the refusal.
      expect(await store.archive.reserve(one, ['A/Y.PDF', 'A/X.JSON'])).toBeNull();
      expect(await store.archive.reserve(two, ['A/X.PDF'])).toBeNull();
      const elsewhere = (await store.archive.save(waiting({ destination: 'backup' })))!;
      expect(await store.archive.reserve(elsewhere, ['A/X.PDF'])).toBeNull();
      await store.archive.forget(two);
      expect(await store.archive.reserve(one, ['A/X.PDF'])).toBeNull();
    });

    it('gives one path to one of many that ask at once', async () => {
      const { store, reopen } = fixture();
      const other = await reopen();
      const rows = await Promise.all(
        Array.from({ length: 20 }, async (_, i) =>
          store.archive.save(waiting({ document: `${i}` })),
        ),
      );
      const owners = await Promise.all(
        rows.map((row, i) => (i % 2 === 0 ? store : other).archive.reserve(row!, ['A/X.PDF'])),
      );
      expect(owners.filter((owner) => owner === null)).toHaveLength(1);
    });
  });

  describe('archive queues', () => {
    it('are one a destination, and share nothing', async () => {
      const { store, reopen } = fixture();
      await store.queues.archive('legal').mark([T1, T2]);
      await store.queues.archive("Box'); DROP TABLE queue_keys; --").mark([T1]);
      const next = await reopen();
      const claim = async (name: string) =>
        (await next.queues.archive(name).claim({ limit: 9, leaseMs: 1_000 })).map(({ key }) => key);
      expect(await claim('Legal')).toEqual([]);
      expect(await claim("Box'); DROP TABLE queue_keys; --")).toEqual([T1]);
      expect((await claim('legal')).sort()).toEqual([T1, T2]);
      expect(await next.queues.sync.counts()).toMatchObject({ due: 0 });
    });
  });
}
