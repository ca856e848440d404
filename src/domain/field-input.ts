/**
 * Which typed input edits a template field. MONEY is `{ type: currency code, value: number }`, COMPOSITE any other object
 * of named parts, TABLE a list of rows; FILES are added in SpotDraft only.
 */
export const FIELD_INPUTS = [
  'TEXT',
  'NUMBER',
  'INTEGER',
  'BOOLEAN',
  'DATE',
  'CHOICE',
  'CHOICES',
  'TEXTS',
  'MONEY',
  'COMPOSITE',
  'TABLE',
  'FILES',
  'UNKNOWN',
] as const;
export type FieldInput = (typeof FIELD_INPUTS)[number];
