import type { Condition, ConditionWithValueQuery, Operator } from '@jetstreamapp/soql-parser-js';

import { isCalendarDate, localDate, parseDateTimeMs } from '../datetime.js';
import { SalesforceError } from '../errors.js';
import { parseRecordId } from '../record-id.js';
import type { SObjectSchema } from '../schema/catalog.js';
import type { FieldDef, FieldValue, SObjectRecord } from '../schema/types.js';
import { malformed } from './clauses.js';
import { dateLiteralRange } from './date-ranges.js';
import type { DateRange } from './date-ranges.js';
import { likeMatcher, unquote } from './literals.js';
import { amountLiteral, leavesOf, MAX_LITERAL_LENGTH } from './parse.js';
import type { WhereTree } from './parse.js';
import { resolvePath } from './paths.js';
import type { QueryContext } from './paths.js';

export type RowPredicate = (row: SObjectRecord) => boolean;

/** Runs the inner query of a semi-join and gives the ids in its one column, nulls left out. */
export type SemiJoin = (
  condition: ConditionWithValueQuery & { valueQuery: object },
  object: SObjectSchema,
) => Set<string>;

type Comparable = string | number | boolean | DateRange | null;
const CURRENCY_LITERAL = '_WITH_CURRENCY_PREFIX';

type Leaf = Condition | ConditionWithValueQuery;

export function compileWhere(
  context: QueryContext,
  object: SObjectSchema,
  tree: WhereTree,
  alias: string | undefined,
  semiJoin: SemiJoin,
): RowPredicate {
  switch (tree.kind) {
    case 'leaf':
      return compileLeaf(context, object, tree.condition, alias, semiJoin);
    case 'not': {
      const inner = compileWhere(context, object, tree.operand, alias, semiJoin);
      return (row) => !inner(row);
    }
    case 'and': {
      const all = tree.operands.map((operand) =>
        compileWhere(context, object, operand, alias, semiJoin),
      );
      return (row) => all.every((predicate) => predicate(row));
    }
    case 'or': {
      if ([...leavesOf(tree)].some((leaf) => 'valueQuery' in leaf))
        throw malformed("Semi join sub-selects are not allowed with the 'OR' operator");
      const any = tree.operands.map((operand) =>
        compileWhere(context, object, operand, alias, semiJoin),
      );
      return (row) => any.some((predicate) => predicate(row));
    }
  }
}

function compileLeaf(
  context: QueryContext,
  object: SObjectSchema,
  leaf: Leaf,
  alias: string | undefined,
  semiJoin: SemiJoin,
): RowPredicate {
  const { path, dayOnly } = pathOf(leaf);
  const { field, read, readComparable } = resolvePath(context, object, path, alias);
  if (!field.filterable) {
    throw new SalesforceError(
      'INVALID_FIELD',
      `field '${field.name}' can not be filtered in a query call`,
    );
  }
  if ('valueQuery' in leaf) {
    if (field.type !== 'reference' && field.type !== 'id') {
      throw new SalesforceError(
        'MALFORMED_QUERY',
        'A semi join needs an id or reference field on its left side',
      );
    }
    if (leaf.operator !== 'IN' && leaf.operator !== 'NOT IN')
      throw malformed(`a semi join goes with IN and NOT IN, not with ${leaf.operator}`);
    const ids = semiJoin(leaf, object);
    const negate = leaf.operator === 'NOT IN';
    return (row) => {
      const id = read(row);
      return (typeof id === 'string' && ids.has(id)) !== negate;
    };
  }
  if (!('operator' in leaf)) throw new SalesforceError('MALFORMED_QUERY', 'a condition is missing');
  const compared: FieldDef = dayOnly ? { ...field, type: 'date' } : field;
  const readCompared = dayOnly
    ? (row: SObjectRecord) => {
        const value = read(row);
        const ms = typeof value === 'string' ? parseDateTimeMs(value) : null;
        return ms === null ? null : localDate(ms, context.principal.timeZone);
      }
    : read;
  if (leaf.operator === 'LIKE') return compileLike(compared, readCompared, leaf);
  if (hasCurrencyCode(leaf)) return compileComparison(context, compared, readComparable, leaf);
  return compileComparison(context, compared, readCompared, leaf);
}

function pathOf(leaf: Leaf): { path: string; dayOnly: boolean } {
  if ('field' in leaf) return { path: leaf.field, dayOnly: false };
  if ('fn' in leaf && leaf.fn.functionName?.toUpperCase() === 'DAY_ONLY') {
    const parameter = leaf.fn.parameters?.[0];
    if (typeof parameter === 'string') return { path: parameter, dayOnly: true };
  }
  throw new SalesforceError('MALFORMED_QUERY', 'the sandbox filters by fields and DAY_ONLY() only');
}

/** `EUR5000` is compared with converted amounts, a bare number with amounts as they stand. @throws SalesforceError for both in one list */
function hasCurrencyCode(leaf: ValueLeaf): boolean {
  const coded = literalsOf(leaf).filter(({ type }) => type.endsWith(CURRENCY_LITERAL));
  if (coded.length > 0 && coded.length < literalsOf(leaf).length)
    throw malformed('a list of amounts has a currency code at each of them or at none');
  return coded.length > 0;
}

type ValueLeaf = Extract<Leaf, { operator: Operator; value: unknown }>;

function literalsOf(leaf: ValueLeaf): { value: string; type: string }[] {
  const values = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  const types = leaf.literalType;
  return values.map((value, index) => {
    const type = Array.isArray(types) ? types[index] : types;
    // The parser keeps a literal's quotes; a quoted one is a string whatever it looks like.
    const isString = value.startsWith("'");
    if (isString && value.length - 2 > MAX_LITERAL_LENGTH) {
      throw new SalesforceError(
        'MALFORMED_QUERY',
        `a string literal is longer than ${MAX_LITERAL_LENGTH} characters`,
      );
    }
    return { value, type: isString ? 'STRING' : (type ?? 'STRING') };
  });
}

function compileLike(
  field: FieldDef,
  read: (row: SObjectRecord) => FieldValue,
  leaf: ValueLeaf,
): RowPredicate {
  const textual = ['string', 'textarea', 'picklist', 'url', 'email', 'phone'].includes(field.type);
  if (!textual) throw invalidOperator(field);
  const matchers = literalsOf(leaf).map(({ value, type }) => {
    if (type !== 'STRING') throw wrongLiteral(field);
    return likeMatcher(value);
  });
  return (row) => {
    const text = read(row);
    return typeof text === 'string' && matchers.some((matches) => matches(text));
  };
}

function compileComparison(
  context: QueryContext,
  field: FieldDef,
  read: (row: SObjectRecord) => FieldValue,
  leaf: ValueLeaf,
): RowPredicate {
  const operands = literalsOf(leaf).map(({ value, type }) =>
    toOperand(context, field, value, type),
  );
  const compare = comparator(context, field);
  const equals = (value: FieldValue, operand: Comparable): boolean =>
    value === null || operand === null ? value === operand : compare(value, operand) === 0;
  const [first = null] = operands;
  const ordered = (accept: (order: number) => boolean): RowPredicate => {
    if (field.type === 'boolean') throw invalidOperator(field);
    return (row) => {
      const value = read(row);
      return value !== null && first !== null && accept(compare(value, first));
    };
  };
  switch (leaf.operator) {
    case '=':
      return (row) => equals(read(row), first);
    case '!=':
      return (row) => !equals(read(row), first);
    case 'IN':
      return (row) => operands.some((operand) => equals(read(row), operand));
    case 'NOT IN':
      return (row) => !operands.some((operand) => equals(read(row), operand));
    case '<':
      return ordered((order) => order < 0);
    case '<=':
      return ordered((order) => order <= 0);
    case '>':
      return ordered((order) => order > 0);
    case '>=':
      return ordered((order) => order >= 0);
    case 'LIKE':
    case 'INCLUDES':
    case 'EXCLUDES':
      throw invalidOperator(field);
  }
}

/** The literal as a value of the field's type. @throws SalesforceError when the two do not go together */
function toOperand(
  context: QueryContext,
  field: FieldDef,
  raw: string,
  literalType: string,
): Comparable {
  if (literalType === 'NULL') return null;
  switch (field.type) {
    case 'boolean':
      if (literalType === 'BOOLEAN') return raw.toUpperCase() === 'TRUE';
      break;
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      if (literalType === 'INTEGER' || literalType === 'DECIMAL') return Number(raw);
      if (field.type === 'currency' && literalType.endsWith(CURRENCY_LITERAL) && context.rates)
        return context.rates.ofLiteral(amountLiteral(raw));
      break;
    case 'date':
    case 'datetime':
      if (literalType === 'DATE_LITERAL' || literalType === 'DATE_N_LITERAL') {
        return dateLiteralRange(
          raw,
          localDate(context.now().getTime(), context.principal.timeZone),
        );
      }
      if (field.type === 'date' && literalType === 'DATE') {
        if (!isCalendarDate(raw)) throw malformed(`Invalid date: ${raw}`);
        return raw;
      }
      if (field.type === 'datetime' && literalType === 'DATETIME') {
        const ms = parseDateTimeMs(raw);
        if (ms === null) throw malformed(`Invalid datetime: ${raw}`);
        return ms;
      }
      break;
    case 'id':
    case 'reference': {
      if (literalType !== 'STRING') break;
      const text = unquote(raw);
      if (text === '') return null;
      const id = parseRecordId(text);
      if (id === null)
        throw new SalesforceError('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`);
      return id;
    }
    case 'string':
    case 'textarea':
    case 'picklist':
    case 'phone':
    case 'email':
    case 'url':
    case 'address':
    case 'base64':
    case 'encryptedstring':
    case 'multipicklist':
    case 'time':
      if (literalType === 'STRING') return unquote(raw) === '' ? null : unquote(raw);
  }
  throw wrongLiteral(field);
}

/** Order of a stored value against an operand of the same field: negative, zero or positive. */
function comparator(
  context: QueryContext,
  field: FieldDef,
): (value: FieldValue, operand: Comparable) => number {
  return (value, operand) => {
    if (typeof operand === 'object' && operand !== null) {
      const day =
        field.type === 'datetime'
          ? localDate(parseDateTimeMs(String(value)) ?? 0, context.principal.timeZone)
          : String(value);
      if (day < operand.from) return -1;
      return day > operand.to ? 1 : 0;
    }
    if (field.type === 'datetime') return (parseDateTimeMs(String(value)) ?? 0) - Number(operand);
    return compareValues(field, value, operand);
  };
}

/** Order of two non-null values as the platform has it: text without regard to case, ids byte by byte. */
export function compareValues(field: FieldDef, a: FieldValue, b: FieldValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const exact = field.type === 'id' || field.type === 'reference' || field.caseSensitive;
  const left = exact ? String(a) : String(a).toLowerCase();
  const right = exact ? String(b) : String(b).toLowerCase();
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function wrongLiteral(field: FieldDef): SalesforceError {
  const textual = [
    'string',
    'textarea',
    'picklist',
    'url',
    'email',
    'phone',
    'id',
    'reference',
  ].includes(field.type);
  const typeName = field.type === 'datetime' ? 'dateTime' : textual ? 'string' : field.type;
  return new SalesforceError(
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${typeName} and should ${textual ? 'be' : 'not be'} enclosed in quotes`,
  );
}

function invalidOperator(field: FieldDef): SalesforceError {
  return new SalesforceError(
    'INVALID_QUERY_FILTER_OPERATOR',
    `invalid operator on ${field.type} field`,
  );
}
