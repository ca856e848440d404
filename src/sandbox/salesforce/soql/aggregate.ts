import type {
  FieldType as SelectedField,
  FunctionExp,
  GroupByClause,
} from '@jetstreamapp/soql-parser-js';

import { SalesforceError } from '../errors.js';
import type { Json } from '../representation.js';
import type { SObjectSchema } from '../schema/catalog.js';
import type { FieldDef, FieldValue, SObjectRecord } from '../schema/types.js';
import { aliasOf, malformed } from './clauses.js';
import { compareValues } from './conditions.js';
import { resolvePath } from './paths.js';
import type { QueryContext } from './paths.js';

const FUNCTIONS = ['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX'];

interface AggregateRow {
  readonly json: Record<string, Json>;
  /** The values the rows may be ordered by: by grouped path and by the text of the expression, lower-cased. */
  readonly sortValues: ReadonlyMap<string, FieldValue>;
}

export function isAggregate(fields: readonly SelectedField[], groupBy: unknown): boolean {
  return (
    groupBy !== undefined ||
    fields.some((field) => field.type === 'FieldFunctionExpression' && field.isAggregateFn === true)
  );
}

/** `COUNT()` alone: the answer is `totalSize`. */
export function isPlainCount(fields: readonly SelectedField[]): boolean {
  const [only] = fields;
  return (
    fields.length === 1 &&
    only?.type === 'FieldFunctionExpression' &&
    only.functionName.toUpperCase() === 'COUNT' &&
    only.parameters.length === 0
  );
}

/** Groups rows and computes the aggregates of the select list. */
export function aggregate(
  context: QueryContext,
  object: SObjectSchema,
  rows: readonly SObjectRecord[],
  query: {
    fields: readonly SelectedField[];
    groupBy: readonly GroupByClause[];
    /** Aggregates that only ORDER BY names. */
    orderedBy: readonly FunctionExp[];
    alias: string | undefined;
  },
): AggregateRow[] {
  const groupPaths = query.groupBy.map((clause) => {
    if (!('field' in clause))
      throw new SalesforceError('MALFORMED_QUERY', 'the sandbox groups by fields only');
    return {
      path: pathKey(object, clause.field, query.alias),
      resolved: resolvePath(context, object, clause.field, query.alias),
    };
  });
  const groups = new Map<string, SObjectRecord[]>();
  if (groupPaths.length === 0) groups.set('[]', []);
  for (const row of rows) {
    const key = JSON.stringify(groupPaths.map(({ resolved }) => resolved.read(row)));
    const group = groups.get(key) ?? [];
    group.push(row);
    groups.set(key, group);
  }
  const columns = compileColumns(
    context,
    object,
    query.fields,
    groupPaths.map(({ path }) => path),
    query.alias,
  );
  const ordering = query.orderedBy.map((fn) => ({
    sortKey: sortKeyOf(fn),
    compute: compileFunction(
      context,
      object,
      { functionName: fn.functionName ?? '', parameters: fn.parameters ?? [] },
      query.alias,
    ),
  }));
  return [...groups.values()].map((group) => {
    const json: Record<string, Json> = { attributes: { type: 'AggregateResult' } };
    const sortValues = new Map<string, FieldValue>();
    for (const column of columns) {
      const value = column.compute(group);
      json[column.name] = value;
      sortValues.set(column.sortKey, value);
    }
    for (const { sortKey, compute } of ordering) sortValues.set(sortKey, compute(group));
    const [sample] = group;
    for (const { path, resolved } of groupPaths)
      sortValues.set(path, sample ? resolved.read(sample) : null);
    return { json, sortValues };
  });
}

interface Column {
  readonly name: string;
  readonly sortKey: string;
  readonly compute: (group: readonly SObjectRecord[]) => FieldValue;
}

function compileColumns(
  context: QueryContext,
  object: SObjectSchema,
  fields: readonly SelectedField[],
  grouped: readonly string[],
  alias: string | undefined,
): Column[] {
  let unnamed = 0;
  const aliases = fields.flatMap((selected) => aliasOf(selected)?.toLowerCase() ?? []);
  const twice = aliases.find((name, index) => aliases.indexOf(name) !== index);
  if (twice !== undefined) throw malformed(`duplicate alias: ${twice}`);
  return fields.map((selected) => {
    if (selected.type === 'Field' || selected.type === 'FieldRelationship') {
      const path =
        selected.type === 'Field'
          ? selected.field
          : [...selected.relationships, selected.field].join('.');
      if (!grouped.includes(pathKey(object, path, alias))) {
        throw new SalesforceError(
          'MALFORMED_QUERY',
          `Field must be grouped or aggregated: ${path}`,
        );
      }
      const { field, read } = resolvePath(context, object, path, alias);
      const name = aliasOf(selected) ?? field.name;
      return {
        name,
        sortKey: pathKey(object, path, alias),
        compute: ([sample]) => (sample ? read(sample) : null),
      };
    }
    if (selected.type !== 'FieldFunctionExpression') {
      throw new SalesforceError('MALFORMED_QUERY', 'subqueries and aggregates do not go together');
    }
    const name = selected.alias ?? `expr${unnamed++}`;
    return {
      name,
      sortKey: sortKeyOf(selected),
      compute: compileFunction(context, object, selected, alias),
    };
  });
}

/** A path as groups are told apart by it: without the alias or the object's name before it, in lower case. */
export function pathKey(object: SObjectSchema, path: string, alias: string | undefined): string {
  const [first = '', ...rest] = path.toLowerCase().split('.');
  const isPrefix = first === alias?.toLowerCase() || first === object.name.toLowerCase();
  return rest.length > 0 && isPrefix ? rest.join('.') : path.toLowerCase();
}

/** How ORDER BY names an aggregate: its text without spaces, in lower case. */
export function sortKeyOf(expression: { rawValue?: string | undefined }): string {
  return (expression.rawValue ?? '').replace(/\s/g, '').toLowerCase();
}

function compileFunction(
  context: QueryContext,
  object: SObjectSchema,
  expression: { readonly functionName: string; readonly parameters: readonly unknown[] },
  alias: string | undefined,
): (group: readonly SObjectRecord[]) => FieldValue {
  const name = expression.functionName.toUpperCase();
  const [parameter] = expression.parameters;
  if (!FUNCTIONS.includes(name))
    throw new SalesforceError('MALFORMED_QUERY', `the sandbox has no ${name}()`);
  if (typeof parameter !== 'string') {
    if (name === 'COUNT' && parameter === undefined) {
      throw new SalesforceError(
        'MALFORMED_QUERY',
        'COUNT() must be the only element of the select list',
      );
    }
    throw new SalesforceError('MALFORMED_QUERY', `${name}() needs a field`);
  }
  const { field, read } = resolvePath(context, object, parameter, alias);
  const valuesOf = (group: readonly SObjectRecord[]): FieldValue[] =>
    group.map(read).filter((value) => value !== null);
  if (name === 'COUNT') return (group) => valuesOf(group).length;
  if (name === 'COUNT_DISTINCT') return (group) => new Set(valuesOf(group)).size;
  if (name === 'MIN' || name === 'MAX') return (group) => extreme(field, valuesOf(group), name);
  if (!['int', 'double', 'currency', 'percent'].includes(field.type)) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      `field ${field.name} does not support aggregate operator ${name}`,
    );
  }
  return (group) => {
    const values = valuesOf(group);
    if (values.length === 0) return null;
    const sum = values.reduce<number>((total, value) => total + Number(value), 0);
    return name === 'SUM' ? sum : sum / values.length;
  };
}

function extreme(field: FieldDef, values: readonly FieldValue[], name: 'MIN' | 'MAX'): FieldValue {
  const sign = name === 'MIN' ? 1 : -1;
  const sorted = [...values].sort((a, b) => sign * compareValues(field, a, b));
  return sorted[0] ?? null;
}
