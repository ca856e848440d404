import { FIELD_INPUTS } from '../domain/field-input.js';
import { registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

export const FieldInputEnum = enumValues(FIELD_INPUTS);

registerEnumType(FieldInputEnum, {
  name: 'FieldInput',
  description: 'Which typed input edits a template field.',
  valuesConfig: {
    TEXT: { description: 'A text.' },
    NUMBER: { description: 'A number, fractions included.' },
    INTEGER: { description: 'A whole number.' },
    BOOLEAN: { description: 'Yes or no.' },
    DATE: { description: 'A calendar date, such as 2026-03-28.' },
    CHOICE: { description: 'One of `options`; its value keeps its JSON type.' },
    CHOICES: { description: 'A list of values of `options`.' },
    TEXTS: { description: 'A list of texts.' },
    MONEY: {
      description: '`{ type: "USD", value: 1200.5 }`: a currency by its code and an amount.',
    },
    COMPOSITE: { description: 'An object of the parts in `members`.' },
    TABLE: { description: 'A list of rows with the columns in `members`.' },
    FILES: { description: 'Files, which can only be added in SpotDraft.' },
    UNKNOWN: { description: 'A type that this version of dealdraft does not know.' },
  },
});
