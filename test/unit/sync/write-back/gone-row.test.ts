import { expect, test } from 'vitest';
import type { Contract } from '../../../../src/domain/contract.js';
import { parseMappingFile } from '../../../../src/mapping/index.js';
import { goneRow } from '../../../../src/sync/write-back/gone-row.js';

const link = ({ id, status }: Contract) =>
  status === 'EXECUTED' ? `https://dealdraft.example/documents/${id}` : null;

function specOf(fields: string) {
  return parseMappingFile(
    `version: 1\ncontracts: []\nwriteback:\n  contract: {object: A__c, externalId: Id__c, fields: ${fields}}\n`,
    'mapping.yaml',
  ).writeback.contract!;
}

test('a forgotten record is told what follows the status, and keeps everything else', async () => {
  const spec = specOf(
    `{Name: name, Status__c: status, Link__c: documentUrl, Url__c: url, Fixed__c: '"x"',
      Open__c: 'status in ["DRAFT", "SIGN", "EXECUTED"]',
      Region__c: 'externalMetadata.region = "EU" ? "EU" : "other"',
      Label__c: 'name & " (" & status & ")"'}`,
  );
  expect(await goneRow(spec, link)).toEqual({
    Status__c: 'DELETED',
    Link__c: null,
    Open__c: false,
  });
});

test('there is nothing to tell where no field follows the status, or an expression fails', async () => {
  expect(await goneRow(specOf('{Name: name}'), link)).toBeNull();
  expect(await goneRow(specOf(`{Status__c: '$error("no")'}`), link)).toBeNull();
});
