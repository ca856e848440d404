import { describe, expect, test } from 'vitest';
import type { FieldDescription } from '../../../../src/connectors/crm.js';
import type { ArchivedDocument } from '../../../../src/domain/archived-document.js';
import type { TemplateLeaf } from '../../../../src/connectors/spotdraft/template.js';
import { contractRow, fitRow, mapDeal, parseMappingFile } from '../../../../src/mapping/index.js';
import { describeObject } from '../crm-samples.js';
import { CONTRACT, entry, leaf, NOW, template } from '../samples.js';
import { faultsOf } from './faults-of.js';

type CrmType = FieldDescription['type'];

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

/** What a CRM field of each type gives, as usual as it comes. */
const GIVEN: Readonly<Record<Exclude<CrmType, 'other' | 'base64'>, unknown>> = {
  id: '006000000000001AAA',
  text: 'Acme',
  textarea: 'two\nlines',
  email: 'ada@acme.test',
  url: 'https://acme.test',
  phone: '+1 555 0100',
  picklist: 'New',
  multipicklist: 'New;Done',
  reference: '001000000000001AAA',
  boolean: true,
  integer: 5,
  number: 5,
  currency: 5,
  percent: 5,
  date: '2026-03-28',
  datetime: '2026-03-28T09:00:00.000Z',
  time: '09:00:00.000Z',
  encrypted: 'DE12 3456',
  compound: { street: '1 Main St', city: 'Austin', country: 'US' },
};
const CRM_TYPES = Object.keys(GIVEN) as (keyof typeof GIVEN)[];
const MORE: Partial<Record<CrmType, Partial<FieldDescription>>> = {
  picklist: { picklistValues: ['New', 'Done'], restrictedPicklist: true },
  multipicklist: { picklistValues: ['New', 'Done'], restrictedPicklist: true },
  integer: { precision: 9, scale: 0 },
  number: { precision: 18, scale: 0 },
  currency: { precision: 18, scale: 2 },
  percent: { precision: 5, scale: 0 },
};
const fieldOf = (type: CrmType) => ({ type, maxLength: 255, ...MORE[type] });

const LEAVES: readonly TemplateLeaf[] = [
  leaf('f', 'string'),
  leaf('f', 'boolean'),
  leaf('f', 'int'),
  leaf('f', 'float'),
  leaf('f', 'date'),
  leaf('f', 'enum', { options: [{ label: 'New', value: 'new' }] }),
  leaf('f', 'enum', { options: [{ label: 'Five', value: 5 }] }),
  leaf('f', 'array of strings'),
  leaf('f', 'array of options', { options: [{ label: 'New', value: 'new' }] }),
  leaf('f', 'array of files'),
];

describe('a CRM field that is mapped as it is into a template field', () => {
  const pairs = LEAVES.flatMap((field) =>
    CRM_TYPES.map((type) => ({
      type,
      into: `${field.type}${field.options === null ? '' : ` of ${JSON.stringify(field.options[0]!.value)}`}`,
      field,
    })),
  );

  test.each(pairs)('$type into $into: the check says what creating comes to', async (pair) => {
    const text = `version: 1\ncontracts:\n  - template: 1204\n    counterparties: [{organizationName: '"A"', contact: '{"firstName": "A", "email": "a@a.test"}'}]\n    data: {f: Given}\nwriteback: {contract: null, opportunity: null}\n`;
    const faults = await faultsOf(text, [pair.field], { Given: fieldOf(pair.type) });
    const given = describeObject('Opportunity', { Given: fieldOf(pair.type) }).fields.get('Given')!;
    const { userErrors } = await mapDeal({
      contract: entry({ f: 'Given' }, ''),
      deal: { Given: GIVEN[pair.type] },
      fields: [{ path: ['Given'], field: given }],
      template: template([pair.field]),
      overrides: {},
      name: null,
      now: NOW,
    });
    const isRefused = userErrors.some(({ field }) => field?.[0] === 'data');
    const isError = faults.some((fault) => fault.startsWith('error'));
    // What fits or not by its words rather than by its type: an option, which another text may be.
    const isChoice = pair.field.options !== null && typeof GIVEN[pair.type] === 'string';
    if (isError) expect({ isRefused, faults }).toEqual({ isRefused: true, faults });
    else if (!isChoice) expect({ isRefused, userErrors }).toEqual({ isRefused: false, userErrors });
    // Of words that are known beforehand it says which do not fit.
    else if (given.picklistValues !== null) expect(faults).toHaveLength(1);
  });
});

describe('a part of a contract that is written as it is into a CRM field', () => {
  const PARTS = [
    'id',
    'name',
    'status',
    'kind',
    'type.name',
    'type.id',
    'referenceId',
    'counterpartyName',
    'createdBy',
    'createdAt',
    'url',
    'documentUrl',
    'opportunityId',
    'archives[0].size',
    'archives[0].url',
    'archives[0].archivedAt',
    'status = "SIGN"',
    '$length(name)',
  ];
  const pairs = PARTS.flatMap((part) =>
    [...CRM_TYPES, 'base64' as const, 'other' as const].map((type) => ({ part, type })),
  );

  test.each(pairs)('$part into $type: what passes the check is written', async (pair) => {
    const { part, type } = pair;
    const text = `version: 1\ncontracts: []\nwriteback:\n  opportunity: null\n  contract: {object: C__c, externalId: Id__c, fields: {F: ${JSON.stringify(part)}}}\n`;
    const faults = await faultsOf(text, [], { F: fieldOf(type) });
    const { contract } = parseMappingFile(text, 'm.yaml').writeback;
    const row = await contractRow(contract!, {
      contract: CONTRACT,
      documentUrl: 'https://dealdraft.test/documents/T-123',
      archives: [ARCHIVED],
      terms: [],
    });
    const object = describeObject('C__c', { Id__c: {}, F: fieldOf(type) });
    const { problems } = fitRow(row, object, new Map());
    if (faults.length === 0) expect(problems).toEqual([]);
    else expect(faults[0]).toContain('C__c.F');
  });
});
