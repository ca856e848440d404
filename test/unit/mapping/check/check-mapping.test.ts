import { describe, expect, test } from 'vitest';
import type { FieldDescription, ObjectDescription } from '../../../../src/connectors/crm.js';
import type { Template } from '../../../../src/connectors/spotdraft/template.js';
import { CONTRACT_STATUSES } from '../../../../src/domain/contract.js';
import { checkMapping, parseMappingFile } from '../../../../src/mapping/index.js';
import { describeObject } from '../crm-samples.js';
import { composite, leaf, template } from '../samples.js';

type Fields = Record<string, Partial<FieldDescription>>;

const LOOKUP = (relationshipName: string, ...referenceTo: string[]): Partial<FieldDescription> => ({
  type: 'reference',
  relationshipName,
  referenceTo,
});

function org(contractFields: Fields = {}, dealFields: Fields = {}): ObjectDescription[] {
  return [
    describeObject(
      'Opportunity',
      {
        Name: {},
        Amount: { type: 'currency' },
        Seats: { type: 'integer' },
        CloseDate: { type: 'date' },
        Location: { type: 'other' },
        StageName: { type: 'picklist', picklistValues: ['New', 'Won'] },
        AccountId: LOOKUP('Account', 'Account'),
        OwnerId: LOOKUP('Owner', 'Group', 'User', 'Ghost'),
        Contract_Status__c: {},
        Executed_Document_Link__c: {},
        ...dealFields,
      },
      { OpportunityLineItems: 'OpportunityLineItem' },
    ),
    describeObject('Account', { Name: {} }),
    describeObject('Group', { Name: {} }),
    describeObject('User', { Name: {}, Email: { type: 'email' } }),
    describeObject('OpportunityLineItem', { Quantity: { type: 'number' } }),
    describeObject('SpotDraft_Contract__c', {
      Name: {},
      SpotDraft_Id__c: { externalId: true, unique: true },
      Opportunity__c: LOOKUP('Opportunity__r', 'Opportunity'),
      Status__c: { type: 'picklist', picklistValues: CONTRACT_STATUSES, restrictedPicklist: true },
      Contract_Type__c: {},
      Counterparty__c: {},
      SpotDraft_Link__c: {},
      Executed_Document_Link__c: {},
      ...contractFields,
    }),
  ];
}

async function check(
  data: Record<string, string>,
  fields: Template['fields'],
  more: {
    objects?: ObjectDescription[];
    text?: string;
    party?: string;
    kind?: Template['counterpartyKind'];
    gone?: boolean;
  } = {},
) {
  const { objects = org(), text, kind = 'organisation', gone = false } = more;
  const party =
    more.party ??
    `    counterparties: [{organizationName: Account.Name, contact: '{"firstName": Owner.Name, "email": Owner.Email}'}]`;
  const lines = Object.entries(data).map(
    ([key, value]) => `      ${key}: ${JSON.stringify(value)}`,
  );
  const file =
    text ??
    `version: 1\ncontracts:\n  - template: 1204\n${party}\n    data:${lines.length === 0 ? ' {}' : ''}\n${lines.join('\n')}\n`;
  const findings = await checkMapping({
    mapping: parseMappingFile(file, 'm.yaml'),
    templates: new Map([['1204', gone ? null : template(fields, kind)]]),
    describe: async (name) => objects.find((object) => object.name === name) ?? null,
    organizationTypes: async () => [],
    listEntities: async () => [],
    dealObject: 'Opportunity',
  });
  return findings.map(({ level, where, message }) => `${level} ${where} ${message}`);
}

const faults = (findings: string[]) => findings.filter((finding) => !finding.startsWith('ok'));

describe('checkMapping', () => {
  test('finds nothing wrong with a mapping that fits', async () => {
    const data = {
      a: 'Name',
      d: 'CloseDate',
      n: 'Amount',
      q: '$sum(OpportunityLineItems.Quantity)',
    };
    const fields = [
      leaf('a', 'string', { required: true }),
      leaf('d', 'date'),
      leaf('n', 'float'),
      leaf('q', 'int'),
      composite('c', 'currency', []),
    ];
    expect(await check(data, fields)).toEqual([
      'ok m.yaml:3:5 template 1204 (Order form): 4 fields mapped, 7 deal fields read',
      'ok m.yaml:1:1 write-back to SpotDraft_Contract__c: 6 fields',
      'ok m.yaml:1:1 write-back to Opportunity: 2 fields',
    ]);
  });

  test.each<[string, Record<string, string>, Template['fields'], string]>([
    [
      'a field that the template lacks',
      { nme: 'Name' },
      [leaf('name')],
      'error m.yaml:6:7 template 1204 has no field "nme" (did you mean "name"?)',
    ],
    [
      'a required field that is not mapped',
      {},
      [leaf('po', 'string', { required: true })],
      'warning m.yaml:3:5 field "po" (Label of po) of template 1204 is required and not mapped',
    ],
    [
      'a deal field that is absent',
      { a: 'Nme' },
      [leaf('a')],
      'error m.yaml:6:7 Nme: Opportunity has no field Nme (did you mean "Name"?)',
    ],
    [
      'a look-up that is absent',
      { a: 'Acount.Name' },
      [leaf('a')],
      'Acount.Name: Opportunity has no look-up or child list Acount (did you mean "Account"?)',
    ],
    [
      'a field of a child list that is absent',
      { a: '$join(OpportunityLineItems.Sku)' },
      [leaf('a')],
      'OpportunityLineItems.Sku: OpportunityLineItem has no field Sku',
    ],
    [
      'a currency field that the org may lack',
      { a: 'CurrencyIsoCode' },
      [leaf('a')],
      'warning m.yaml:6:7 CurrencyIsoCode: Opportunity has no field',
    ],
    [
      'a number for a date',
      { a: 'Amount' },
      [leaf('a', 'date')],
      'error m.yaml:6:7 field "a" (Label of a) is of type date, but Amount is a CRM field of type currency',
    ],
    [
      'a number for a file',
      { a: 'Amount' },
      [leaf('a', 'array of files')],
      'is of type array of files',
    ],
    [
      'a fraction for a whole number',
      { a: 'Amount' },
      [leaf('a', 'int')],
      'warning m.yaml:6:7 field "a" (Label of a) takes whole numbers',
    ],
    [
      'picklist values without an option',
      { a: 'StageName' },
      [
        leaf('a', 'enum', {
          options: [
            { label: 'New', value: 1 },
            { label: 'Lost', value: 'Lost' },
          ],
        }),
      ],
      'has no option for Won of StageName; its options are New, Lost',
    ],
  ])('reports %s', async (_what, data, fields, message) => {
    const findings = faults(await check(data, fields));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(message);
  });

  test.each<[string, Template['fields'][number]]>([
    [
      'StageName',
      leaf('a', 'enum', {
        options: [
          { label: 'x', value: 'New' },
          { label: 'Won', value: 'w' },
        ],
      }),
    ],
    ['Name', leaf('a', 'array of options', { options: [] })],
    ['Seats', leaf('a', 'int')],
    ['Location', leaf('a', 'date')],
    ['Amount', leaf('a', 'unknown')],
    ['Name', leaf('a', 'enum')],
    ['Amount & ""', leaf('a')],
    ['OpportunityLineItems[0].Quantity', leaf('a')],
    ['Name{"x": 1}', leaf('a', 'unknown')],
    ['Name', leaf('a', 'string', { required: true, hasDefault: true })],
  ])('says nothing of %s where nothing is known to be wrong', async (expression, field) => {
    const findings = faults(await check({ a: expression }, [field]));
    expect(findings.filter((finding) => !finding.includes('OpportunityLineItems'))).toEqual([]);
  });

  test('reports a template that SpotDraft does not have', async () => {
    expect(faults(await check({}, [], { gone: true }))).toEqual([
      expect.stringContaining('error m.yaml:3:5 SpotDraft has no template 1204'),
    ]);
    const text = 'version: 1\ncontracts: [{template: 5}]\n';
    expect(faults(await check({}, [], { text }))).toHaveLength(1);
  });

  test('reports counterparties that can not work', async () => {
    expect(faults(await check({}, [], { party: '' }))).toEqual([
      expect.stringContaining('no counterparty is mapped'),
    ]);
    expect(faults(await check({}, [], { party: '    counterparties: [{}]' }))).toEqual([
      expect.stringContaining('has no contact'),
      expect.stringContaining('has no organizationName'),
    ]);
    const party = `    counterparties: [{isIndividual: true, contact: '{"firstName": Name, "email": Name}'}]`;
    expect(faults(await check({}, [], { party, kind: 'both' }))).toEqual([]);
    expect(
      faults(
        await check({}, [], {
          party: party.replace('isIndividual: true, ', ''),
          kind: 'individual',
        }),
      ),
    ).toEqual([]);
  });

  test.each<[string, Fields, Fields, string]>([
    [
      'an external id that is not one',
      { SpotDraft_Id__c: {} },
      {},
      'error m.yaml:1:1 SpotDraft_Contract__c.SpotDraft_Id__c has to be an external id and unique',
    ],
    ['a look-up that is none', { Opportunity__c: {} }, {}, 'has to be a look-up to the deal'],
    [
      'a field without write access',
      { Name: { createable: false, updateable: false } },
      {},
      'is not createable or updateable for dealdraft',
    ],
    [
      'a restricted picklist',
      { Status__c: { picklistValues: ['DRAFT'], restrictedPicklist: true } },
      {},
      'without REDLINING, SIGN, EXECUTED',
    ],
    [
      'a read-only deal field',
      {},
      { Contract_Status__c: { updateable: false } },
      'Opportunity.Contract_Status__c is not updateable',
    ],
    [
      'a restricted picklist of the deal',
      {},
      { Contract_Status__c: { picklistValues: [], restrictedPicklist: true } },
      'error m.yaml:1:1 Opportunity.Contract_Status__c is a restricted picklist',
    ],
  ])('reports %s', async (_what, contractFields, dealFields, message) => {
    const findings = faults(await check({}, [], { objects: org(contractFields, dealFields) }));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(message);
  });

  test('takes open picklists and write-back without a look-up', async () => {
    const objects = org({ Status__c: { picklistValues: [], restrictedPicklist: false } });
    const text =
      'version: 1\ncontracts: []\nwriteback:\n  contract: {object: SpotDraft_Contract__c, externalId: SpotDraft_Id__c, fields: {Status__c: status}}\n  opportunity: null\n';
    expect(faults(await check({}, [], { objects, text }))).toEqual([]);
    const off = 'version: 1\ncontracts: []\nwriteback: {contract: null}\n';
    expect(await check({}, [], { text: off })).toHaveLength(1);
  });

  test('reports missing objects and fields with the nearest name', async () => {
    expect(
      faults(
        await check({}, [], {
          objects: [],
          party: `    counterparties: [{organizationName: '"A"', contact: '{"firstName": "A", "email": "a@a.test"}'}]`,
        }),
      ),
    ).toEqual([
      expect.stringContaining('the CRM has no object SpotDraft_Contract__c'),
      expect.stringContaining('the CRM has no object Opportunity'),
    ]);
    const text =
      'version: 1\ncontracts: []\nwriteback:\n  contract: {object: SpotDraft_Contract__c, externalId: SpotDraft_ID, opportunity: Opp, fields: {Stats__c: status}}\n  opportunity: {fields: {Nme: "contracts[0].name"}}\n';
    const findings = faults(await check({}, [], { text }));
    expect(findings).toHaveLength(4);
    expect(findings[2]).toContain('has no field Stats__c (did you mean "Status__c"?)');
  });
});
