import type { Json } from '../representation.js';
import type { AccessControl, Principal } from '../sharing.js';
import type { SchemaCatalog, SObjectSchema } from './catalog.js';
import type { FieldDef, FieldType } from './types.js';

const SOAP_TYPES: Readonly<Partial<Record<FieldType, string>>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  address: 'urn:address',
  base64: 'xsd:base64Binary',
  time: 'xsd:time',
};

const TEXT_TYPES: ReadonlySet<FieldType> = new Set<FieldType>([
  'string',
  'textarea',
  'picklist',
  'multipicklist',
  'url',
  'email',
  'phone',
  'encryptedstring',
]);

/** The part of a describe that the list of all objects carries too. */
export function describeSummary(
  object: SObjectSchema,
  access: AccessControl,
  principal: Principal,
  base: string,
): { readonly [key: string]: Json } {
  const { def } = object;
  const mayWrite = access.writesObject(principal, object);
  const path = `${base}/sobjects/${def.name}`;
  return {
    activateable: false,
    createable: def.createable && mayWrite,
    custom: def.custom,
    customSetting: false,
    deletable: def.deletable && mayWrite,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    keyPrefix: def.keyPrefix === '' ? null : def.keyPrefix,
    label: def.label,
    labelPlural: def.labelPlural,
    layoutable: !def.virtual,
    mergeable: false,
    mruEnabled: !def.virtual,
    name: def.name,
    queryable: true,
    replicateable: !def.virtual,
    retrieveable: !def.virtual,
    searchable: !def.virtual,
    triggerable: !def.virtual,
    undeletable: def.deletable && mayWrite,
    updateable: def.updateable && mayWrite,
    urls: {
      sobject: path,
      describe: `${path}/describe`,
      rowTemplate: `${path}/{ID}`,
    },
  };
}

/** The full describe as this user gets it: fields hidden from them are not in it. */
export function describeObject(
  object: SObjectSchema,
  catalog: SchemaCatalog,
  access: AccessControl,
  principal: Principal,
  base: string,
): { readonly [key: string]: Json } {
  const mayWrite = access.writesObject(principal, object);
  const children = catalog.childRelationships(object.name).filter(({ childObject, field }) => {
    const child = catalog.get(childObject);
    return access.seesObject(principal, child) && access.seesField(principal, child, field);
  });
  return {
    ...describeSummary(object, access, principal, base),
    childRelationships: children.map(({ childObject, field, relationshipName }) => ({
      cascadeDelete: field.onParentDelete === 'cascade',
      childSObject: childObject,
      deprecatedAndHidden: false,
      field: field.name,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName,
      restrictedDelete: field.onParentDelete === 'restrict',
    })),
    fields: object.fields
      .filter((field) => access.seesField(principal, object, field))
      .map((field) =>
        describeField(field, mayWrite && access.writesField(principal, object, field)),
      ),
    recordTypeInfos: [],
    supportedScopes: [
      { label: `All ${object.def.labelPlural.toLowerCase()}`, name: 'everything' },
      ...(object.field('OwnerId') === undefined
        ? []
        : [{ label: `My ${object.def.labelPlural.toLowerCase()}`, name: 'mine' }]),
    ],
  };
}

function describeField(field: FieldDef, mayWrite: boolean): { readonly [key: string]: Json } {
  const isText = TEXT_TYPES.has(field.type);
  return {
    aggregatable: field.filterable && field.type !== 'boolean',
    autoNumber: false,
    byteLength: isText ? field.length * 3 : field.length,
    calculated: field.calculated,
    caseSensitive: field.caseSensitive,
    cascadeDelete: field.onParentDelete === 'cascade',
    compoundFieldName: field.compoundFieldName,
    controllerName: null,
    createable: field.createable && mayWrite,
    custom: field.custom,
    defaultValue: field.defaultValue,
    defaultedOnCreate: field.defaultValue !== null || field.name === 'OwnerId',
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: field.type === 'int' ? field.precision : 0,
    encrypted: field.type === 'encryptedstring',
    externalId: field.externalId,
    filterable: field.filterable,
    groupable:
      field.filterable && !['currency', 'double', 'percent', 'datetime'].includes(field.type),
    highScaleNumber: false,
    htmlFormatted: field.htmlFormatted,
    idLookup: field.type === 'id' || field.externalId,
    inlineHelpText: null,
    label: field.label,
    length: field.length,
    name: field.name,
    nameField: field.nameField,
    namePointing: false,
    nillable: field.nillable,
    permissionable: field.nillable && field.type !== 'id',
    picklistValues: field.picklistValues.map((value) => ({
      active: true,
      defaultValue: value === field.defaultValue,
      label: value,
      validFor: null,
      value,
    })),
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.precision,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    restrictedDelete: field.onParentDelete === 'restrict',
    restrictedPicklist: field.restrictedPicklist,
    scale: field.scale,
    soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
    sortable: field.sortable,
    type: field.type,
    unique: field.unique,
    updateable: field.updateable && mayWrite,
    writeRequiresMasterRead: false,
  };
}
