import { expect, test } from 'vitest';
import { newestArchives } from '../../../src/archive/newest-archives.js';
import { contractIdOf } from '../../../src/domain/contract-id.js';
import type { ArchiveRow } from '../../../src/store/archive-ledger.js';

const ID = contractIdOf('T', 123);

function row(more: Partial<ArchiveRow>): ArchiveRow {
  return {
    contractId: ID,
    destination: 'legal',
    document: '1',
    number: 1,
    revision: 1,
    state: 'ARCHIVED',
    versionId: '1',
    ordinal: 1,
    attempts: 1,
    lastError: null,
    since: new Date(0),
    archivedAt: new Date('2026-11-01T10:00:00Z'),
    verifiedAt: null,
    planned: null,
    sizeBytes: 5,
    sent: { sha256: 'ab', sha1: '', md5: '', dropbox: '', quickXor: '' },
    stored: null,
    at: { id: 'x', path: 'NDA/a.pdf', url: 'https://box.example/1' },
    destinationVersionId: null,
    resume: null,
    rule: null,
    isRecorded: false,
    ...more,
  };
}

async function archivesOf(rows: readonly ArchiveRow[]) {
  const ledger = { ofContracts: async () => new Map([[ID, rows]]) };
  return (await newestArchives(ledger, [ID])).get(ID)!;
}

const waiting = { state: 'WAITING', archivedAt: null, at: null, sent: null } as const;

test('shows what is known of a document', async () => {
  expect(await archivesOf([row({})])).toEqual([
    {
      destination: 'legal',
      state: 'ARCHIVED',
      path: 'NDA/a.pdf',
      url: 'https://box.example/1',
      sha256: 'ab',
      size: 5,
      versionId: '1',
      archivedAt: '2026-11-01T10:00:00.000Z',
      verifiedAt: null,
      lastError: null,
      attempts: 1,
    },
  ]);
});

test('has each destination once: the newest that is there, else what waits', async () => {
  const archives = await archivesOf([
    row({ versionId: '1' }),
    row({ destination: 'files', versionId: '1', ...waiting }),
    row({ versionId: '2' }),
    row({ versionId: '3', ...waiting }),
    row({ destination: 'files', versionId: '2', ...waiting }),
  ]);
  expect(
    archives.map(({ destination, versionId, state }) => [destination, versionId, state]),
  ).toEqual([
    ['legal', '2', 'ARCHIVED'],
    ['files', '2', 'WAITING'],
  ]);
});
