import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { FieldDescription, ObjectDescription } from '../../../src/connectors/crm.js';
import { CONTRACT_STATUSES } from '../../../src/domain/contract.js';
import { checkMapping, parseMappingFile } from '../../../src/mapping/index.js';
import { SALES_OBJECTS } from '../../../src/sandbox/salesforce/schema/objects.js';
import type { FieldDef } from '../../../src/sandbox/salesforce/schema/types.js';
import { all, fieldsOfPackage, readXml, textOf } from './source.js';
import type { Element, PackageField } from './source.js';

const OBJECTS = ['SpotDraft_Contract__c', 'Opportunity'];
const EXAMPLE = new URL('../../../examples/dealdraft.mapping.yaml', import.meta.url);

/** What decides whether a value can be written: the same for a field in the package and one in the sandbox. */
interface FieldShape {
  readonly name: string;
  readonly type: string;
  readonly length: number;
  readonly isRequired: boolean;
  readonly externalId: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly restricted: boolean;
  readonly values: readonly string[];
  readonly referenceTo: readonly string[];
  readonly children: string | null;
  readonly onParentDelete: string | null;
}

const SANDBOX_TYPES: Readonly<Record<string, string>> = {
  Text: 'string',
  Url: 'url',
  TextArea: 'textarea',
  Picklist: 'picklist',
  Lookup: 'reference',
  LongTextArea: 'textarea',
};

function shapeInPackage({ field, xml, isRequired }: PackageField): FieldShape {
  const is = (name: string) => textOf(xml, name) === 'true';
  const reference = textOf(xml, 'referenceTo');
  const relationship = textOf(xml, 'relationshipName');
  const [valueSet] = all(xml, 'valueSet');
  return {
    name: field,
    type: SANDBOX_TYPES[textOf(xml, 'type') ?? ''] ?? 'unknown',
    length: lengthOf(xml),
    isRequired,
    externalId: is('externalId'),
    unique: is('unique'),
    caseSensitive: is('caseSensitive'),
    restricted: textOf(valueSet, 'restricted') === 'true',
    values: valuesOf(xml),
    referenceTo: reference === null ? [] : [reference],
    children: relationship === null ? null : `${relationship}__r`,
    onParentDelete: textOf(xml, 'deleteConstraint') === 'SetNull' ? 'set-null' : null,
  };
}

function shapeInSandbox(field: FieldDef): FieldShape {
  const isLookup = field.type === 'reference';
  return {
    name: field.name,
    type: field.type,
    length: field.length,
    isRequired: !field.nillable,
    externalId: field.externalId,
    unique: field.unique,
    caseSensitive: field.caseSensitive,
    restricted: field.restrictedPicklist,
    values: field.picklistValues,
    referenceTo: field.referenceTo,
    children: field.childRelationshipName,
    onParentDelete: isLookup ? field.onParentDelete : null,
  };
}

function lengthOf(xml: Element): number {
  const byType: Readonly<Record<string, number>> = {
    Url: 255,
    TextArea: 255,
    Picklist: 255,
    Lookup: 18,
  };
  return byType[textOf(xml, 'type') ?? ''] ?? Number(textOf(xml, 'length'));
}

function valuesOf(xml: Element): readonly string[] {
  return all(xml, 'valueSet')
    .flatMap((set) => all(set, 'valueSetDefinition'))
    .flatMap((definition) => all(definition, 'value'))
    .map((value) => textOf(value, 'fullName') ?? '');
}

it.each(OBJECTS)('the sandbox has the custom fields of %s as the package makes them', (name) => {
  const sandbox = SALES_OBJECTS.find((object) => object.name === name);
  const inSandbox = sandbox?.fields.filter(({ custom }) => custom).map(shapeInSandbox) ?? [];
  const inPackage = fieldsOfPackage()
    .filter(({ object }) => object === name)
    .map(shapeInPackage);
  const byName = (a: FieldShape, b: FieldShape) => (a.name < b.name ? -1 : 1);
  expect(inPackage.length).toBeGreaterThan(1);
  expect(inPackage.sort(byName)).toEqual(inSandbox.sort(byName));
});

it('the object of contracts is named by text, as in the sandbox, and private', () => {
  const file = 'objects/SpotDraft_Contract__c/SpotDraft_Contract__c.object-meta.xml';
  const { content } = readXml(file);
  const [nameField] = all(content, 'nameField');
  expect(textOf(nameField, 'type')).toBe('Text');
  expect(textOf(content, 'sharingModel')).toBe('Private');
  const streams = ['enableBulkApi', 'enableSharing', 'enableStreamingApi'];
  expect(new Set(streams.map((each) => textOf(content, each))).size).toBe(1);
});

it('the picklist of statuses holds every status that dealdraft writes', () => {
  const status = fieldsOfPackage().find(({ name }) => name === 'SpotDraft_Contract__c.Status__c');
  expect(valuesOf(status!.xml)).toEqual([...CONTRACT_STATUSES]);
});

it.each([
  ['the example', readFileSync(EXAMPLE, 'utf8')],
  ['a mapping file that leaves it out', 'version: 1\ncontracts: []\n'],
])('the write-back of %s finds all it needs in the package', async (_what, text) => {
  const mapping = parseMappingFile(text, 'mapping.yaml');
  const findings = await checkMapping({
    mapping: { ...mapping, contracts: new Map() },
    templates: new Map(),
    describe: (name) => Promise.resolve(OBJECTS.includes(name) ? describePackage(name) : null),
    organizationTypes: async () => [],
    listEntities: async () => [],
    dealObject: 'Opportunity',
  });
  expect(findings.map(({ level, message }) => `${level}: ${message}`)).toEqual(
    findings.map(({ message }) => `ok: ${message}`),
  );
  expect(findings).toHaveLength(2);
});

/** What an org says of an object once the package is in it, as far as write-back asks. */
function describePackage(object: string): ObjectDescription {
  const standard = [describeField('Id', 'id', 18), describeField('Name', 'text', 80)];
  const custom = fieldsOfPackage()
    .filter((field) => field.object === object)
    .map((field) => {
      const shape = shapeInPackage(field);
      const types: Readonly<Record<string, FieldDescription['type']>> = {
        string: 'text',
        textarea: 'textarea',
        url: 'url',
        picklist: 'picklist',
        reference: 'reference',
      };
      return {
        ...describeField(shape.name, types[shape.type] ?? 'other', shape.length),
        externalId: shape.externalId,
        unique: shape.unique,
        picklistValues: shape.type === 'picklist' ? shape.values : null,
        restrictedPicklist: shape.restricted,
        relationshipName: shape.type === 'reference' ? shape.name.replace(/__c$/, '__r') : null,
        referenceTo: shape.referenceTo,
      };
    });
  const fields = new Map([...standard, ...custom].map((field) => [field.name, field]));
  return { name: object, fields, children: new Map() };
}

function describeField(
  name: string,
  type: FieldDescription['type'],
  maxLength: number,
): FieldDescription {
  const isWritable = type !== 'id';
  return {
    name,
    label: name,
    type,
    maxLength,
    html: false,
    precision: null,
    scale: null,
    createable: isWritable,
    updateable: isWritable,
    externalId: false,
    unique: false,
    picklistValues: null,
    restrictedPicklist: false,
    relationshipName: null,
    referenceTo: [],
  };
}
