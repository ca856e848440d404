import { describe, expect, test } from 'vitest';
import {
  STANDARD_METADATA,
  fileMetadata,
  parseSidecar,
  sidecarText,
  type ArchiveFacts,
} from '../../../src/archive/metadata.js';
import { contractIdOf } from '../../../src/domain/contract-id.js';
import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';

const FACTS: ArchiveFacts = {
  archiveKey: 'T-123:7',
  contractId: contractIdOf('T', 123),
  contractName: 'NDA',
  contractType: 'NDA',
  counterparty: null,
  referenceId: 'R-1',
  executedAt: '2026-11-01T10:00:00Z',
  dealId: parseOpportunityId('006000000000001AAA'),
  versionId: '7',
  sha256: 'ab'.repeat(32),
  sizeBytes: 1_234,
  spotdraftUrl: 'https://app.spotdraft.com/contracts/123',
  archivedAt: '2026-11-02T10:00:00Z',
};

describe('metadata on the file', () => {
  test('is text, without what is not known, the most important first', () => {
    const metadata = fileMetadata(FACTS, { stage: 'Closed Won' });
    expect(Object.keys(metadata)).toEqual([
      'archiveKey',
      'contractId',
      'sha256',
      'sizeBytes',
      'versionId',
      'dealId',
      'executedAt',
      'archivedAt',
      'contractType',
      'contractName',
      'referenceId',
      'spotdraftUrl',
      'stage',
    ]);
    expect(metadata).toMatchObject({ sizeBytes: '1234', stage: 'Closed Won' });
  });

  test('is cut where no place shows more', () => {
    const { contractName, counterparty } = fileMetadata(
      { ...FACTS, contractName: 'x'.repeat(1_000), counterparty: '🇨🇭'.repeat(200) },
      {},
    );
    expect(contractName).toBe('x'.repeat(254));
    expect(counterparty).toBe('🇨🇭'.repeat(63));
  });

  test('has names that the archive file can not take', () => {
    const names = Object.keys(FACTS).map((name) => name.toLowerCase());
    expect([...STANDARD_METADATA].toSorted()).toEqual(names.toSorted());
  });
});

describe('the sidecar', () => {
  test('says everything, whole, and the same each time', () => {
    const text = sidecarText(FACTS, { stage: 'x'.repeat(1_000) }, 'NDA.pdf');
    const { archivedAt, ...others } = FACTS;
    expect(sidecarText({ archivedAt, ...others }, { stage: 'x'.repeat(1_000) }, 'NDA.pdf')).toBe(
      text,
    );
    expect(JSON.parse(text)).toEqual({
      version: 1,
      fileName: 'NDA.pdf',
      ...FACTS,
      metadata: { stage: 'x'.repeat(1_000) },
    });
  });

  test('is known again by what it says', () => {
    expect(parseSidecar(sidecarText(FACTS, {}, 'NDA.pdf'))).toEqual({
      archiveKey: 'T-123:7',
      fileName: 'NDA.pdf',
      sha256: FACTS.sha256,
      sizeBytes: 1_234,
      versionId: '7',
      archivedAt: FACTS.archivedAt,
    });
  });

  test.each([
    '',
    'no JSON',
    '{}',
    '[]',
    '{"archiveKey":"a","fileName":"b","sha256":"x","sizeBytes":1}',
  ])('%j is somebody else’s', (text) => {
    expect(parseSidecar(text)).toBeNull();
  });
});
