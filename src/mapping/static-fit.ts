import type { FieldDescription } from '../connectors/crm.js';
import type { TemplateLeaf, TemplateOption } from '../connectors/spotdraft/types.js';

type CrmType = FieldDescription['type'];

const TEXTS: readonly CrmType[] = [
  'id',
  'text',
  'textarea',
  'email',
  'url',
  'phone',
  'picklist',
  'multipicklist',
  'reference',
  'time',
  'date',
  'datetime',
];
const NUMBERS: readonly CrmType[] = ['integer', 'number', 'currency', 'percent'];

/** CRM field types whose values can fit a template type as they are. */
const FITTING: Readonly<Partial<Record<TemplateLeaf['type'], readonly CrmType[]>>> = {
  string: TEXTS,
  boolean: ['boolean'],
  int: NUMBERS,
  float: NUMBERS,
  date: ['date', 'datetime'],
  'array of strings': TEXTS,
  'array of files': [],
};

export interface TypeFinding {
  readonly level: 'error' | 'warning';
  readonly message: string;
}

/** What a CRM field that is mapped as it is will get wrong in a template leaf; null when nothing is known to. */
export function typeFinding(
  leaf: TemplateLeaf,
  field: FieldDescription,
  pathText: string,
): TypeFinding | null {
  if (field.type === 'other') return null;
  if (leaf.options !== null && (leaf.type === 'enum' || leaf.type === 'array of options')) {
    return optionFinding(leaf, leaf.options, field, pathText);
  }
  const fitting = FITTING[leaf.type];
  if (fitting !== undefined && !fitting.includes(field.type)) {
    const message = `field "${leaf.name}" (${leaf.label}) is of type ${leaf.rawType}, but ${pathText} is a CRM field of type ${field.type}; convert it in the expression, or map another field.`;
    return { level: 'error', message };
  }
  if (leaf.type === 'int' && field.type !== 'integer') {
    const message = `field "${leaf.name}" (${leaf.label}) takes whole numbers, but ${pathText} may have a fraction; use $round(${pathText}) if that is meant.`;
    return { level: 'warning', message };
  }
  return null;
}

/** Every picklist value has to be an option's value, or the label of exactly one option. */
function optionFinding(
  leaf: TemplateLeaf,
  options: readonly TemplateOption[],
  field: FieldDescription,
  pathText: string,
): TypeFinding | null {
  const fits = (value: string) =>
    options.some((option) => option.value === value) ||
    options.filter((option) => option.label === value).length === 1;
  const unknown = (field.picklistValues ?? []).filter((value) => !fits(value));
  if (unknown.length === 0) return null;
  const message = `field "${leaf.name}" (${leaf.label}) has no option for ${unknown.join(', ')} of ${pathText}; its options are ${options.map((option) => option.label).join(', ')}. Add them in SpotDraft, or translate them in the expression.`;
  return { level: 'warning', message };
}
