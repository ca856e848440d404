import { toInternalKind } from '../../domain/contract-kind.js';
import { parseContractId } from '../../domain/contract-id.js';
import { SEARCH_FIELDS, SEARCH_OPERATORS } from '../../domain/contract-search.js';
import type {
  ContractSearch,
  SearchCondition,
  SearchField,
  SearchOperator,
} from '../../domain/contract-search.js';
import { InputError } from '../../domain/errors.js';
import { parseNumberId } from '../../domain/number-id.js';
import { isBlank } from '../../domain/well-formed.js';
import { checkSearch, checkText, LONGEST } from '../text-length.js';
import { said } from '../../domain/said.js';

type Comparable = string | Date;
/** What one field is compared with; `in` takes several values. */
export type Comparison = {
  readonly [Operator in SearchOperator]?: Operator extends 'in'
    ? readonly Comparable[]
    : Comparable;
};

export type ContractSearchInput = { readonly search?: string } & {
  readonly [Field in SearchField]?: Comparison;
};

/** Values of one `in`. */
const MAX_VALUES = 100;
/** What an address holds wherever it passes through, less what the rest of it takes. */
const MAX_ENCODED_LENGTH = 6_000;

/**
 * What SpotDraft is to be asked; null where nothing can fit, such as one of no values.
 * @throws InputError that names the field for what SpotDraft could not be asked.
 */
export function toContractSearch({
  search,
  ...fields
}: ContractSearchInput): ContractSearch | null {
  checkSearch(search);
  const conditions: SearchCondition[] = [];
  for (const [field, comparison] of entriesOf(fields)) {
    for (const operator of SEARCH_OPERATORS) {
      const given = comparison[operator];
      if (given === undefined) continue;
      const values = valuesOf(
        field,
        operator,
        typeof given === 'string' || given instanceof Date ? [given] : given,
      );
      if (values !== null && values.length === 0) return null;
      if (values !== null) conditions.push({ field, operator, values });
    }
  }
  checkSize(conditions);
  return { ...(search === undefined || isBlank(search) ? {} : { text: search }), conditions };
}

/** Null for a condition that always holds; empty for one that never does. */
function valuesOf(
  field: SearchField,
  operator: SearchOperator,
  given: readonly Comparable[],
): readonly string[] | null {
  const name = `${field}.${operator}`;
  if (given.length > MAX_VALUES) {
    throw new InputError(
      said`"${name}" has ${given.length} values; at most ${MAX_VALUES} are taken.`,
    );
  }
  const values = [...new Set(given.map((value) => valueOf(field, name, value)))].filter(
    (value) => value !== null,
  );
  // SpotDraft's contracts are never in a status of ours, and so always in another one.
  if (operator === 'ne' && values.length === 0) return null;
  return values;
}

/** Null for a status that SpotDraft does not have. */
function valueOf(field: SearchField, name: string, value: Comparable): string | null {
  if (value instanceof Date) return value.toISOString();
  switch (SEARCH_FIELDS[field]) {
    case 'contract id':
      return parseContractId(value);
    case 'number':
      return parseNumberId(value, NUMBERS[field] ?? 'a user');
    case 'status':
      return ['DELETED', 'UNKNOWN'].includes(value) ? null : value;
    case 'contract kind':
      return toInternalKind(checkedText(name, value));
    case 'text':
    case 'time':
      return checkedText(name, value);
  }
}

const NUMBERS: { readonly [Field in SearchField]?: string } = {
  contractTypeId: said`a contract type`,
};

function checkedText(name: string, text: string): string {
  checkText(name, text, LONGEST.search);
  if (isBlank(text))
    throw new InputError(said`"${name}" is compared with nothing. Say a text, or leave it out.`);
  // Where values stand in a list, it would take the comma behind it for its own.
  if (name.endsWith('.in') && text.endsWith('\\')) {
    throw new InputError(
      said`A value of "${name}" ends with a backslash, which SpotDraft can't take in a list. Use "eq".`,
    );
  }
  return text;
}

/** The whole search goes into an address. */
function checkSize(conditions: readonly SearchCondition[]): void {
  const length = conditions
    .flatMap(({ field, values }) => [field, ...values])
    .reduce((sum, text) => sum + encodeURIComponent(text.toWellFormed()).length + 3, 0);
  if (length > MAX_ENCODED_LENGTH) {
    throw new InputError(
      said`The filter is ${length} characters long as SpotDraft would get it; at most ${MAX_ENCODED_LENGTH} are taken. Ask in several searches.`,
    );
  }
}

function entriesOf(
  fields: Omit<ContractSearchInput, 'search'>,
): readonly (readonly [SearchField, Comparison])[] {
  return (Object.keys(SEARCH_FIELDS) as SearchField[]).flatMap((field) => {
    const comparison = fields[field];
    return comparison === undefined ? [] : [[field, comparison] as const];
  });
}
