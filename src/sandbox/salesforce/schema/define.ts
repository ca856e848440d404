import type { FieldDef, FieldType, ObjectDef } from './types.js';

type FieldOptions = Partial<Omit<FieldDef, 'name' | 'type'>>;

/** Splits an API name into the words a describe shows: `NextStep` becomes `Next Step`. */
function toLabel(apiName: string): string {
  return apiName
    .replace(/__[cr]$/, '')
    .replace(/_/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/ Id$/, ' ID');
}

/** A field as the platform has it unless `options` say otherwise. */
export function field(name: string, type: FieldType, options: FieldOptions = {}): FieldDef {
  const longText = type === 'textarea' && (options.length ?? 0) > 255;
  return {
    name,
    label: toLabel(name),
    type,
    length: 0,
    precision: 0,
    scale: 0,
    nillable: true,
    createable: true,
    updateable: true,
    custom: name.endsWith('__c'),
    calculated: false,
    externalId: false,
    unique: false,
    caseSensitive: false,
    nameField: false,
    filterable: !longText && type !== 'base64' && type !== 'address',
    sortable: !longText && type !== 'base64' && type !== 'address',
    restrictedPicklist: false,
    picklistValues: [],
    htmlFormatted: false,
    referenceTo: [],
    relationshipName: null,
    childRelationshipName: null,
    onParentDelete: 'set-null',
    defaultValue: type === 'boolean' ? false : null,
    feature: null,
    compoundFieldName: null,
    ...options,
  };
}

export const readOnly = { createable: false, updateable: false } as const;
export const required = { nillable: false } as const;

export function text(name: string, length: number, options: FieldOptions = {}): FieldDef {
  return field(name, 'string', { length, ...options });
}

export function picklist(
  name: string,
  picklistValues: readonly string[],
  options: FieldOptions = {},
): FieldDef {
  return field(name, 'picklist', { length: 255, picklistValues, ...options });
}

export function lookup(name: string, referenceTo: string, options: FieldOptions = {}): FieldDef {
  const relationshipName = name.endsWith('__c')
    ? name.replace(/__c$/, '__r')
    : name.replace(/Id$/, '');
  return field(name, 'reference', {
    length: 18,
    referenceTo: [referenceTo],
    relationshipName,
    ...options,
  });
}

export function money(name: string, options: FieldOptions = {}): FieldDef {
  return field(name, 'currency', { precision: 18, scale: 2, ...options });
}

/** ISO codes the sandbox org has switched on. */
export const ACTIVE_CURRENCIES = [
  'USD',
  'EUR',
  'GBP',
  'INR',
  'AED',
  'SGD',
  'JPY',
  'AUD',
  'CAD',
] as const;

/** The row's currency; exists only in an org with several. */
export function currencyIsoCode(): FieldDef {
  return picklist('CurrencyIsoCode', ACTIVE_CURRENCIES, {
    length: 3,
    restrictedPicklist: true,
    feature: 'multiCurrency',
    label: 'Currency ISO Code',
  });
}

/** The fields of one address with its read-only compound, in the lengths of the field reference. */
export function addressFields(prefix: string): FieldDef[] {
  const compoundFieldName = `${prefix}Address`;
  const part = { compoundFieldName } as const;
  return [
    field(`${prefix}Street`, 'textarea', { length: 255, ...part }),
    text(`${prefix}City`, 40, part),
    text(`${prefix}State`, 80, part),
    text(`${prefix}PostalCode`, 20, part),
    text(`${prefix}Country`, 80, part),
    text(`${prefix}StateCode`, 10, { ...part, feature: 'statePicklists' }),
    text(`${prefix}CountryCode`, 10, { ...part, feature: 'statePicklists' }),
    field(`${prefix}Latitude`, 'double', { precision: 18, scale: 15, ...part }),
    field(`${prefix}Longitude`, 'double', { precision: 18, scale: 15, ...part }),
    picklist(`${prefix}GeocodeAccuracy`, ['Address', 'Street', 'City', 'State'], {
      length: 40,
      ...part,
    }),
    field(compoundFieldName, 'address', readOnly),
  ];
}

const AUDIT_FIELDS: readonly FieldDef[] = [
  field('IsDeleted', 'boolean', { ...readOnly, nillable: false, label: 'Deleted' }),
  field('CreatedDate', 'datetime', { ...readOnly, nillable: false }),
  lookup('CreatedById', 'User', { ...readOnly, nillable: false }),
  field('LastModifiedDate', 'datetime', { ...readOnly, nillable: false }),
  lookup('LastModifiedById', 'User', { ...readOnly, nillable: false }),
  field('SystemModstamp', 'datetime', { ...readOnly, nillable: false }),
];

export function owner(): FieldDef {
  return lookup('OwnerId', 'User', { nillable: false, defaultValue: null });
}

export function defineObject(
  name: string,
  keyPrefix: string,
  fields: readonly FieldDef[],
  options: Partial<Omit<ObjectDef, 'name' | 'keyPrefix' | 'fields'>> = {},
): ObjectDef {
  const label = options.label ?? toLabel(name);
  const id = field('Id', 'id', { ...readOnly, length: 18, nillable: false, label: `${label} ID` });
  return {
    name,
    label,
    labelPlural: `${label}s`,
    keyPrefix,
    custom: name.endsWith('__c'),
    sharing: 'owner',
    opportunityField: null,
    writableByIntegrationOnly: false,
    createable: true,
    updateable: true,
    deletable: true,
    virtual: false,
    feature: null,
    ...options,
    fields: options.virtual === true ? fields : [id, ...fields, ...AUDIT_FIELDS],
  };
}
