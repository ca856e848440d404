import { addFieldError, fieldError } from '../errors.js';
import type { FieldErrors } from '../errors.js';
import { CONTRACT_STATUSES, displayStatus, INTERNAL_KINDS } from '../model.js';
import type { Contract } from '../model.js';
import { contractTypeName, ROLES } from '../reference-data.js';
import type { WorkspaceState } from '../state.js';

const PREFIX = 'filter__';
const OPERATORS = ['$eq', '$ne', '$in', '$gt', '$gte', '$lt', '$lte'] as const;
type Operator = (typeof OPERATORS)[number];

/** Where the records are that a contract names. */
type Records = Pick<WorkspaceState, 'entities' | 'counterparties' | 'users'>;
type Predicate = (contract: Contract, records: Records) => boolean;
type Kind = 'text' | 'integer' | 'date';

interface Field {
  readonly kind: Kind;
  /** The values a contract has in this field; a filter on several is satisfied by any. */
  readonly read: (contract: Contract, records: Records) => readonly (string | number)[];
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
  client_brand_name: text(({ parties }, { counterparties }) =>
    parties.flatMap(({ counterpartyId }) => counterparties.get(counterpartyId)?.brandName ?? []),
  ),
  // No contract here is in a packet.
  contract_packet_name: text(() => []),
  entity_name: text(({ entityId }, { entities }) => entityName(entityId, entities)),
  tags: text(({ tags }) => tags),
  pending_with: text(({ status }) => PENDING_WITH[status] ?? []),
  approvals_pending: text(({ approvals = [] }, { users }) =>
    approvals
      .filter(({ status }) => status === 'PENDING')
      .flatMap(({ userId, roleId }) => [
        ...users.filter(({ id }) => id === userId).map(({ email }) => email),
        ...ROLES.filter(({ id }) => id === roleId).map(({ name }) => name),
      ]),
  ),
  signatories: text(({ signatories }) => emailsOf(signatories)),
  signatures_completed_by: text(({ signatories }) =>
    emailsOf(signatories.filter(({ action }) => action?.isSuccess === true)),
  ),
  signatures_pending_on: text(({ signatories }) =>
    emailsOf(signatories.filter(({ action, sentAt }) => sentAt !== undefined && !action)),
  ),
  signatures_rejected_by: text(({ signatories }) =>
    emailsOf(signatories.filter(({ action }) => action?.isSuccess === false)),
  ),
  contract_type_id: integer(({ contractTypeId }) => [contractTypeId]),
  business_user_id: integer(businessUserId),
  legal_user_id: integer(reviewerIds),
  assigned_to: integer((contract, records) => [
    ...businessUserId(contract, records),
    ...reviewerIds(contract),
  ]),
  created_at: date(({ createdAt }) => createdAt),
  last_updated_on: date(({ updatedAt }) => updatedAt),
  execution_date: date(({ executedAt }) => executedAt),
  // Nor does any expire.
  expiring_at: date(() => undefined),
};

/** What the list can be filtered by: names as the parameters have them. */
export function filterFields(): { readonly name: string; readonly operators: readonly string[] }[] {
  return Object.entries(FIELDS).map(([name, field]) => ({ name, operators: operatorsOf(field) }));
}

/** The values that these contracts have in a field, each once; null for a field that there is not. */
export function valuesOf(
  name: string,
  contracts: readonly Contract[],
  records: Records,
): (string | number)[] | null {
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (!field) return null;
  return [...new Set(contracts.flatMap((contract) => field.read(contract, records)))].sort();
}

function operatorsOf({ kind }: Field): readonly Operator[] {
  return kind === 'text' ? ['$eq', '$ne', '$in'] : OPERATORS;
}

/**
 * Reads the list's `query` and `filter__*` parameters; all of them have to hold.
 *
 * @throws ApiError 400 in shape D for an unknown field, an operator the field lacks or a malformed value
 */
export function parseListFilter(
  query: URLSearchParams,
  records: Records,
): (contract: Contract) => boolean {
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
  return (contract) => predicates.every((predicate) => predicate(contract, records));
}

function parseFilter(parameter: string, raw: string, errors: FieldErrors): Predicate | undefined {
  const [, name = '', bracketed = '$eq'] = /^filter__(\w+?)(?:\[(.*)\])?$/.exec(parameter) ?? [];
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  const operator = OPERATORS.find((candidate) => candidate === bracketed);
  if (!field) {
    addFieldError(errors, [parameter], 'Unknown filter.');
    return undefined;
  }
  if (!operator || !operatorsOf(field).includes(operator)) {
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
  return (contract, records) => compare(field.read(contract, records), operator, wanted);
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
  return (contract, { entities }) =>
    [
      contract.name,
      ...entityName(contract.entityId, entities),
      ...contract.parties.flatMap(({ name, poc }) => [name, poc.email]),
    ].some((candidate) => candidate.toLowerCase().includes(wanted));
}

const PENDING_WITH: { readonly [Status in Contract['status']]?: readonly string[] } = {
  DRAFT: ['CREATOR_PARTY'],
  REDLINING: ['COUNTER_PARTY'],
  SIGN: ['BOTH'],
};

function businessUserId({ businessUser, creator }: Contract, { users }: Records): number[] {
  if (businessUser) return [businessUser.id];
  return users.filter(({ email }) => email === creator.email).map(({ id }) => id);
}

/** Who was asked for a legal review. */
function reviewerIds({ reviewRequests = [] }: Contract): number[] {
  return reviewRequests.flatMap(({ userId }) => userId ?? []);
}

function emailsOf(people: readonly { readonly email: string }[]): string[] {
  return people.map(({ email }) => email);
}

function entityName(entityId: number, entities: Records['entities']): string[] {
  return entities.flatMap(({ id, name }) => (id === entityId ? [name] : []));
}

function text(read: Field['read']): Field {
  return { kind: 'text', read };
}

function integer(read: (contract: Contract, records: Records) => number[]): Field {
  return { kind: 'integer', read };
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
