import type { SObjectSchema } from './schema/catalog.js';
import type { Principal } from './sharing.js';
import type { FieldDef, FieldValue, SObjectRecord } from './schema/types.js';

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export function attributesOf(object: SObjectSchema, row: SObjectRecord, apiBase: string): Json {
  if (object.def.virtual) return { type: object.name };
  return { type: object.name, url: `${apiBase}/sobjects/${object.name}/${String(row.Id)}` };
}

/**
 * A field's value as an answer shows it: compounds assembled, file bodies as a path, encrypted text as a mask unless the
 * user may see it.
 */
export function presentField(
  object: SObjectSchema,
  field: FieldDef,
  row: SObjectRecord,
  { apiBase, principal }: { readonly apiBase: string; readonly principal: Principal },
): Json {
  if (field.type === 'encryptedstring' && !principal.modifiesAll) return mask(row[field.name]);
  if (field.type === 'base64')
    return `${apiBase}/sobjects/${object.name}/${String(row.Id)}/${field.name}`;
  if (field.type === 'address') return presentAddress(object, field, row);
  return row[field.name] ?? null;
}

/** All but the last four characters. */
function mask(value: FieldValue | undefined): Json {
  if (typeof value !== 'string') return null;
  return '*'.repeat(Math.max(value.length - 4, 0)) + value.slice(-4);
}

function presentAddress(object: SObjectSchema, compound: FieldDef, row: SObjectRecord): Json {
  const prefix = compound.name.replace(/Address$/, '');
  const parts = object.fields.filter((field) => field.compoundFieldName === compound.name);
  const value = (part: FieldDef): FieldValue => row[part.name] ?? null;
  if (parts.every((part) => value(part) === null)) return null;
  return Object.fromEntries(
    parts.map((part) => {
      const key = part.name.slice(prefix.length);
      return [key.charAt(0).toLowerCase() + key.slice(1), value(part)];
    }),
  );
}
