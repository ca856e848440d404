import { addFieldError, fieldError } from './errors.js';
import type { FieldErrors } from './errors.js';
import { CONTRACT_STATUSES, displayStatus, INTERNAL_KINDS } from './model.js';
import type { Contract } from './model.js';
import { contractTypeName, entityById } from './reference-data.js';

const PREFIX = 'filter__';
const OPERATORS = ['$eq', '$ne', '$in', '$gt', '$gte', '$lt', '$lte'] as const;
type Operator = (typeof OPERATORS)[number];

type Predicate = (contract: Contract) => boolean;
type Kind = 'text' | 'integer' | 'date';

interface Field {
  readonly kind: Kind;
  /** The values a contract has in this field; a filter on several is satisfied by any. */
  readonly read: (contract: Contract) => readonly (string | number)[];
  readonly allowed?: readonly string[];
}

const FIELDS: Readonly<Record<string, Field>> = {
  contract_id: text(({ compositeId }) => [compositeId]),
  contract_reference_id: text(({ referenceId }) => [referenceId]),
  contract_kind: text(({ kind }) => [INTERNAL_KINDS[kind]]),
  contract_type_name: text(({ contractTypeId }) => [contractTypeName(contractTypeId)]),
  display_status: {
    ...text((contract) => [displayStatus(contract)]),
    allowed: CONTRACT_STATUSES,
  },
  client_name: text(({ parties }) => parties.map(({ name }) => name)),
  client_email: text(({ parties }) => parties.map(({ poc }) => poc.email)),
  client_email_address: text(({ parties }) => parties.map(({ poc }) => poc.email)),
  entity_name: text(({ entityId }) => [entityById(entityId).name]),
  tags: text(({ tags }) => tags),
  signatories: text(({ signatories }) => signatories.map(({ email }) => email)),
  contract_type_id: { kind: 'integer', read: ({ contractTypeId }) => [contractTypeId] },
  created_at: date(({ createdAt }) => createdAt),
  last_updated_on: date(({ updatedAt }) => updatedAt),
  execution_date: date(({ executedAt }) => executedAt),
};

/**
 * Reads the list's `query` and `filter__*` parameters; all of them have to hold.
 *
 * @throws ApiError 400 in shape D for an unknown field, an operator the field lacks or a malformed value
 */
export function parseListFilter(query: URLSearchParams): Predicate {
  const predicates: Predicate[] = [];
  const errors: FieldErrors = {};
  for (const [parameter, value] of query) {
    if (parameter === 'query') {
      predicates.push(matchesText(value));
    } else if (parameter.startsWith(PREFIX)) {
      const predicate = parseFilter(parameter, value, errors);
      if (predicate) predicates.push(predicate);
    }
  }
  if (Object.keys(errors).length > 0) throw fieldError(errors);
  return (contract) => predicates.every((predicate) => predicate(contract));
}

function parseFilter(parameter: string, raw: string, errors: FieldErrors): Predicate | undefined {
  const [, name = '', bracketed = '$eq'] = /^filter__(\w+?)(?:\[(.*)\])?$/.exec(parameter) ?? [];
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  const operator = OPERATORS.find((candidate) => candidate === bracketed);
  if (!field) {
    addFieldError(errors, [parameter], 'Unknown filter.');
    return undefined;
  }
  if (!operator || (field.kind === 'text' && !['$eq', '$ne', '$in'].includes(operator))) {
    addFieldError(errors, [parameter], `Unsupported operator for ${name}.`);
    return undefined;
  }
  const values = operator === '$in' ? splitList(raw) : [raw];
  const wanted: (string | number)[] = [];
  for (const value of values) {
    const parsed = parseValue(value, field);
    if (parsed === undefined) {
      addFieldError(errors, [parameter], `"${value}" is not a valid value for ${name}.`);
    } else {
      wanted.push(parsed);
    }
  }
  return (contract) => compare(field.read(contract), operator, wanted);
}

/** Splits at commas; `\,` is a comma within a value. */
function splitList(raw: string): string[] {
  const values: string[] = [];
  let value = '';
  for (let index = 0; index < raw.length; index += 1) {
    const character = raw.charAt(index);
    if (character === '\\' && raw.charAt(index + 1) === ',') {
      value += ',';
      index += 1;
    } else if (character === ',') {
      values.push(value);
      value = '';
    } else {
      value += character;
    }
  }
  return [...values, value];
}

function parseValue(raw: string, field: Field): string | number | undefined {
  switch (field.kind) {
    case 'text':
      return field.allowed && !field.allowed.includes(raw) ? undefined : raw;
    case 'integer':
      return /^-?\d+$/.test(raw) ? Number(raw) : undefined;
    case 'date': {
      const at = Date.parse(raw);
      return /^\d{4}-\d{2}-\d{2}/.test(raw) && !Number.isNaN(at) ? at : undefined;
    }
  }
}

function compare(
  values: readonly (string | number)[],
  operator: Operator,
  wanted: readonly (string | number)[],
): boolean {
  const [first] = wanted;
  switch (operator) {
    case '$eq':
    case '$in':
      return values.some((value) => wanted.includes(value));
    case '$ne':
      return !values.some((value) => wanted.includes(value));
    case '$gt':
      return first !== undefined && values.some((value) => value > first);
    case '$gte':
      return first !== undefined && values.some((value) => value >= first);
    case '$lt':
      return first !== undefined && values.some((value) => value < first);
    case '$lte':
      return first !== undefined && values.some((value) => value <= first);
  }
}

function matchesText(raw: string): Predicate {
  const wanted = raw.trim().toLowerCase();
  return (contract) =>
    [
      contract.name,
      entityById(contract.entityId).name,
      ...contract.parties.flatMap(({ name, poc }) => [name, poc.email]),
    ].some((candidate) => candidate.toLowerCase().includes(wanted));
}

function text(read: Field['read']): Field {
  return { kind: 'text', read };
}

function date(read: (contract: Contract) => Date | undefined): Field {
  return {
    kind: 'date',
    read: (contract) => {
      const at = read(contract);
      return at ? [at.getTime()] : [];
    },
  };
}
