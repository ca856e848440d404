import type { FieldDescription, ObjectDescription } from '../../../src/connectors/crm.js';

/** A description of an object whose fields are texts that anyone may write, but for what is given. */
export function describeObject(
  name: string,
  fields: Readonly<Record<string, Partial<FieldDescription>>>,
  children: Readonly<Record<string, string>> = {},
): ObjectDescription {
  return {
    name,
    fields: new Map(
      Object.entries(fields).map(([field, more]) => [field, { ...TEXT, name: field, ...more }]),
    ),
    children: new Map(
      Object.entries(children).map(([relation, objectName]) => [
        relation,
        { objectName, field: 'OpportunityId' },
      ]),
    ),
  };
}

const TEXT: FieldDescription = {
  name: '',
  label: '',
  type: 'text',
  maxLength: null,
  html: false,
  precision: null,
  scale: null,
  createable: true,
  updateable: true,
  externalId: false,
  unique: false,
  picklistValues: null,
  restrictedPicklist: false,
  relationshipName: null,
  referenceTo: [],
};
