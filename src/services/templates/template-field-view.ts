import type { TemplateField, TemplateLeaf } from '../../connectors/spotdraft/template.js';
import type { FieldInput } from '../../domain/field-input.js';
import { membersInForce } from '../../mapping/index.js';

export interface TemplateFieldView {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly input: FieldInput;
  readonly required: boolean;
  /** The parts of a composite, the columns of a table; null for the others. */
  readonly members: readonly TemplateFieldView[] | null;
  readonly options: readonly { readonly label: string; readonly value: string | number }[] | null;
}

const LEAF_INPUTS = {
  string: 'TEXT',
  boolean: 'BOOLEAN',
  int: 'INTEGER',
  float: 'NUMBER',
  date: 'DATE',
  enum: 'CHOICE',
  'array of strings': 'TEXTS',
  'array of options': 'CHOICES',
  'array of files': 'FILES',
  unknown: 'UNKNOWN',
} as const satisfies Record<TemplateLeaf['type'], FieldInput>;

/** A template field as forms need it. */
export function toFieldView(field: TemplateField): TemplateFieldView {
  const { name, label, required } = field;
  const base = { name, label, required, members: null, options: null };
  switch (field.kind) {
    case 'leaf':
      return {
        ...base,
        type: field.type === 'unknown' ? field.rawType : field.type,
        input: LEAF_INPUTS[field.type],
        options: field.options,
      };
    case 'composite':
      return {
        ...base,
        type: field.parentType ?? 'object',
        input: field.parentType === 'currency' ? 'MONEY' : 'COMPOSITE',
        members: membersInForce(field).map(toFieldView),
      };
    case 'repeating':
      return {
        ...base,
        type: 'repeating',
        input: 'TABLE',
        members: field.row.map(toFieldView),
      };
  }
}
