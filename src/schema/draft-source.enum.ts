import { registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

export const DraftSourceEnum = enumValues(['MAPPING', 'OVERRIDE', 'DEFAULT', 'NONE']);
export type DraftSourceEnum = keyof typeof DraftSourceEnum;

registerEnumType(DraftSourceEnum, {
  name: 'DraftSource',
  description: "Where a draft's value comes from.",
  valuesConfig: {
    MAPPING: { description: 'The mapping found it in the deal.' },
    OVERRIDE: { description: 'The caller gave it.' },
    DEFAULT: { description: "Nothing is sent; SpotDraft fills in the template's own value." },
    NONE: { description: 'There is no value.' },
  },
});
