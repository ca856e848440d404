import { expect, test } from 'vitest';
import { parseMappingFile } from '../../../../src/mapping/index.js';
import {
  mappingReferences,
  ownSigners,
} from '../../../../src/mapping/references/mapping-references.js';

const MAPPING = parseMappingFile(
  `version: 1
contracts:
  - template: 1204
    entity: '"acme-us"'
    counterparties:
      - organizationName: Account.Name
        organizationType: '"Company"'
    signatories:
      - name: '"Ada"'
        email: '"Ada@Acme.example"'
      - name: Owner.Name
        email: Owner.Email
      - name: '"Carl"'
        email: '"carl@other.example"'
        counterparty: 1
    data:
      total: Amount
  - template: 1205
    entity: Owner.Country
    counterparties:
      - organizationName: Account.Name
        organizationType: '"Company"'
    signatories:
      - name: '"Ada"'
        email: '"ada@acme.example"'
    data: {}
writeback:
  contract:
    object: Deal_Contract__c
    externalId: Key__c
    opportunity: Deal__c
    fields:
      Status__c: status
  opportunity:
    fields:
      Contract_Status__c: contracts[0].status
`,
  'm.yaml',
);

test('everything that a mapping names is there once, with each place where it stands', () => {
  const found = mappingReferences(MAPPING, 'Opportunity');
  const of = (kind: string) =>
    found.filter((reference) => reference.kind === kind).map(({ id }) => id);
  expect(of('template')).toEqual(['1204', '1205']);
  // What comes from the deal names none.
  expect(of('entity')).toEqual(['acme-us']);
  expect(of('organizationType')).toEqual(['Company']);
  expect(of('user')).toEqual(['ada@acme.example']);
  expect(of('crmObject')).toEqual(['Deal_Contract__c']);
  expect(of('crmField')).toEqual(
    expect.arrayContaining([
      'Opportunity.Amount',
      'Opportunity.Account.Name',
      'Deal_Contract__c.Key__c',
      'Deal_Contract__c.Deal__c',
      'Deal_Contract__c.Status__c',
      'Opportunity.Contract_Status__c',
    ]),
  );
  const company = found.find(({ kind }) => kind === 'organizationType');
  expect(company?.where).toEqual(['m.yaml:7:9', 'm.yaml:22:9']);
});

test('what is made by itself and renewed names templates, contract types and fields of the deal', () => {
  const mapping = parseMappingFile(
    `version: 1
contracts:
  - template: 1204
    data: {}
automations:
  - template: 1204
    when: StageName = "Proposal"
renewals:
  - type: 12
    endDate: keyPointers.end_date.value
    noticeDays: 90
    amendments: [13]
    opportunity:
      Name: opportunity.Region__c
      Region__c: '"North"'
writeback: { contract: null, opportunity: null }
`,
    'm.yaml',
  );
  const found = mappingReferences(mapping, 'Opportunity').map(({ kind, id }) => `${kind} ${id}`);
  expect(found).toEqual([
    'template 1204',
    'crmField Opportunity.StageName',
    'contractType 12',
    'contractType 13',
    'crmField Opportunity.Region__c',
    'crmField Opportunity.Renewal_Of__c',
    'crmField Opportunity.Name',
  ]);
});

test('who signs for our side is known where the file has the address', () => {
  expect(ownSigners(MAPPING).map(({ address }) => address)).toEqual(['ada@acme.example']);
});

test('a mapping that writes nothing back names no object and no field to write', () => {
  const nothing = parseMappingFile(
    'version: 1\ncontracts: []\nwriteback: { contract: null, opportunity: null }\n',
    'm.yaml',
  );
  expect(mappingReferences(nothing, 'Opportunity')).toEqual([]);
});
