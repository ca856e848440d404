import { expect, test } from 'vitest';
import type { ArchivedDocument } from '../../../../src/domain/archived-document.js';
import { contractRow, inForce, parseMappingFile } from '../../../../src/mapping/index.js';
import { describeObject } from '../crm-samples.js';
import { CONTRACT } from '../samples.js';

const ARCHIVED: ArchivedDocument = {
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
};

function writebackOf(text = '') {
  return parseMappingFile(`version: 1\ncontracts: []\n${text}`, 'm.yaml').writeback.contract!;
}

test('the default link is the first that there is, and none that its field can not hold', async () => {
  const linkFrom = async (...archives: readonly ArchivedDocument[]) =>
    (
      await contractRow(writebackOf(), {
        contract: CONTRACT,
        documentUrl: null,
        archives,
        terms: [],
      })
    ).Archive_Link__c;
  expect(await linkFrom()).toBeNull();
  expect(await linkFrom({ ...ARCHIVED, state: 'WAITING' })).toBeNull();
  expect(
    await linkFrom(
      { ...ARCHIVED, destination: 'files', url: null },
      { ...ARCHIVED, destination: 's3', url: `https://s3.example/${'x'.repeat(300)}` },
      ARCHIVED,
      { ...ARCHIVED, destination: 'last', url: 'https://last.example' },
    ),
  ).toBe('https://box.example/1');
});

test('an expression takes the link of one destination', async () => {
  const fields = `{Link: 'archives[destination = "legal"].url', When: 'archives[0].archivedAt', Size: 'archives[0].size'}`;
  const written = writebackOf(
    `writeback:\n  contract: {object: C, externalId: I, fields: ${fields}}\n`,
  );
  const other = { ...ARCHIVED, destination: 'files', url: 'https://files.example' };
  const shown = { contract: CONTRACT, documentUrl: null, archives: [ARCHIVED, other], terms: [] };
  expect(await contractRow(written, shown)).toMatchObject({
    Link: 'https://box.example/1',
    When: '2026-11-01T10:00:00.000Z',
    Size: 5,
  });
});

test('an org without the field of the link goes without it, unless the mapping names it', () => {
  const fieldsIn = (text: string, fields: Parameters<typeof describeObject>[1]) => [
    ...inForce(writebackOf(text), describeObject('SpotDraft_Contract__c', fields)).fields.keys(),
  ];
  expect(fieldsIn('', {})).not.toContain('Archive_Link__c');
  expect(fieldsIn('', { Archive_Link__c: {} })).toContain('Archive_Link__c');
  expect(inForce(writebackOf(), null).fields.has('Archive_Link__c')).toBe(false);
  const named =
    'writeback:\n  contract: {object: C, externalId: I, fields: {Archive_Link__c: "archives[0].url"}}\n';
  expect(fieldsIn(named, {})).toEqual(['Archive_Link__c']);
});
