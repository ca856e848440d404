import type { OrderByClause, Query, QueryBase, Subquery } from '@jetstreamapp/soql-parser-js';

import { SalesforceError } from '../errors.js';
import type { Json } from '../representation.js';
import type { SObjectSchema } from '../schema/catalog.js';
import type { FieldDef, FieldValue, SObjectRecord } from '../schema/types.js';
import { aggregate, isAggregate, isPlainCount, pathKey, sortKeyOf } from './aggregate.js';
import { checkClauses, malformed } from './clauses.js';
import { compareValues, compileWhere } from './conditions.js';
import type { RowPredicate, SemiJoin } from './conditions.js';
import { leavesOf, parseSoql, toWhereTree } from './parse.js';
import { resolveObject, resolvePath } from './paths.js';
import type { QueryContext } from './paths.js';
import { compileProjection } from './projection.js';
import type { ChildCompiler, ProjectedRow } from './projection.js';
import { compileScope } from './scope.js';
import { userRecordAccessRows } from './user-record-access.js';

const MAX_SEMI_JOINS = 2;

export interface QueryResult {
  readonly totalSize: number;
  readonly rows: readonly ProjectedRow[];
}

/**
 * Runs one SOQL statement as the context's user.
 *
 * @throws SalesforceError with the code the REST API gives for what is wrong with the statement.
 */
export function executeSoql(context: QueryContext, soql: string): QueryResult {
  const query = parseSoql(soql);
  const object = resolveObject(context, query.sObject ?? '');
  const fields = query.fields ?? [];
  checkClauses(query, 'query');
  const matches = compileFilter(context, object, query);
  const isInScope = compileScope(context, object, query.usingScope);
  const candidates = object.def.virtual
    ? userRecordAccessRows(context, query)
    : visibleRows(context, object);
  const matching = candidates.filter((row) => isInScope(row) && matches(row));
  if (isPlainCount(fields)) {
    if (query.groupBy !== undefined || query.orderBy !== undefined)
      throw malformed('COUNT() goes with neither GROUP BY nor ORDER BY');
    return { totalSize: window(matching, query).length, rows: [] };
  }
  if (isAggregate(fields, query.groupBy)) return executeAggregate(context, object, matching, query);
  const handedOut = context.rowOrder.apply(object.name, matching);
  const ordered = window(sortRows(context, object, handedOut, query), query);
  const project = compileProjection(context, object, fields, {
    alias: query.sObjectAlias,
    limit: query.limit,
    compileChild: (parent, subquery) => compileChild(context, parent, subquery),
  });
  const rows = ordered.map(project);
  return { totalSize: rows.length, rows };
}

/** Rows of an object the user may see; deleted ones only for queryAll. */
function visibleRows(context: QueryContext, object: SObjectSchema): SObjectRecord[] {
  return context.store
    .rows(object.name, { includeDeleted: context.includeDeleted })
    .filter((row) => context.access.reads(context.principal, object, row));
}

function executeAggregate(
  context: QueryContext,
  object: SObjectSchema,
  matching: readonly SObjectRecord[],
  query: Query,
): QueryResult {
  const groupBy = asList(query.groupBy);
  if (groupBy.length === 0 && query.limit !== undefined) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      'Aggregate query without a GROUP BY can not have a LIMIT',
    );
  }
  if (query.having !== undefined)
    throw new SalesforceError('MALFORMED_QUERY', 'the sandbox has no HAVING');
  const rows = aggregate(context, object, matching, {
    fields: query.fields ?? [],
    groupBy,
    orderedBy: asList(query.orderBy).flatMap((clause) => ('fn' in clause ? [clause.fn] : [])),
    alias: query.sObjectAlias,
  });
  const orders = asList(query.orderBy).map((clause) => {
    const key =
      'field' in clause ? pathKey(object, clause.field, query.sObjectAlias) : sortKeyOf(clause.fn);
    // A field that is no column of the answer has no one value in a group.
    if ('field' in clause && rows.some(({ sortValues }) => !sortValues.has(key))) {
      resolvePath(context, object, clause.field, query.sObjectAlias);
      throw malformed(`Ordered field must be grouped or aggregated: ${clause.field}`);
    }
    return { key, direction: directionOf(clause), nullsLast: clause.nulls === 'LAST' };
  });
  const sorted = [...rows].sort((a, b) => {
    for (const { key, direction, nullsLast } of orders) {
      const order = compareNullable(
        a.sortValues.get(key) ?? null,
        b.sortValues.get(key) ?? null,
        direction,
        nullsLast,
        plainOrder,
      );
      if (order !== 0) return order;
    }
    return 0;
  });
  const page = window(sorted, query).map(({ json }) => ({ json, childCount: 0 }));
  return { totalSize: page.length, rows: page };
}

function compileFilter(
  context: QueryContext,
  object: SObjectSchema,
  query: QueryBase,
): RowPredicate {
  const tree = query.where === undefined ? null : toWhereTree(query.where);
  if (object.name === 'ContentDocumentLink') requireLinkFilter(tree);
  if (tree === null) return () => true;
  let semiJoins = 0;
  const semiJoin: SemiJoin = (condition, outer) => {
    semiJoins += 1;
    if (semiJoins > MAX_SEMI_JOINS) {
      throw new SalesforceError(
        'MALFORMED_QUERY',
        `maximum of ${MAX_SEMI_JOINS} semi join sub-selects are allowed`,
      );
    }
    return runSemiJoin(context, condition.valueQuery, outer);
  };
  return compileWhere(context, object, tree, query.sObjectAlias, semiJoin);
}

function runSemiJoin(context: QueryContext, query: Query, outer: SObjectSchema): Set<string> {
  checkClauses(query, 'semi-join');
  const inner = resolveObject(context, query.sObject ?? '');
  const [selected, ...more] = query.fields ?? [];
  if (selected?.type !== 'Field' || more.length > 0) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      'a semi join selects exactly one id or reference field',
    );
  }
  if (inner.name === outer.name) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      'The inner and outer selects should not be on the same object type',
    );
  }
  const { field, read } = resolvePath(context, inner, selected.field, query.sObjectAlias);
  if (field.type !== 'reference' && field.type !== 'id') {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      `Semi join sub-select must query an ID field, cannot use: '${field.name}'`,
    );
  }
  const tree = query.where === undefined ? null : toWhereTree(query.where);
  const matches =
    tree === null
      ? () => true
      : compileWhere(context, inner, tree, query.sObjectAlias, () => {
          throw new SalesforceError(
            'MALFORMED_QUERY',
            'Nesting of semi join sub-selects is not supported',
          );
        });
  const ids = new Set<string>();
  for (const row of visibleRows(context, inner)) {
    const id = matches(row) ? read(row) : null;
    if (typeof id === 'string') ids.add(id);
  }
  return ids;
}

const compileChild = (
  context: QueryContext,
  parent: SObjectSchema,
  subquery: Subquery,
): ReturnType<ChildCompiler> => {
  const wanted = subquery.relationshipName.toLowerCase();
  const relationship = context.catalog
    .childRelationships(parent.name)
    .find((candidate) => candidate.relationshipName.toLowerCase() === wanted);
  const child = relationship && context.catalog.find(relationship.childObject);
  if (
    relationship === undefined ||
    child === undefined ||
    !context.access.seesObject(context.principal, child) ||
    !context.access.seesField(context.principal, child, relationship.field)
  ) {
    throw new SalesforceError(
      'INVALID_TYPE',
      `Didn't understand relationship '${subquery.relationshipName}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  checkClauses(subquery, 'child');
  const tree = subquery.where === undefined ? null : toWhereTree(subquery.where);
  const matches =
    tree === null
      ? () => true
      : compileWhere(context, child, tree, subquery.sObjectAlias, (condition, outer) =>
          runSemiJoin(context, condition.valueQuery, outer),
        );
  const project = compileProjection(context, child, subquery.fields ?? [], {
    alias: subquery.sObjectAlias,
    limit: subquery.limit,
    compileChild: () => {
      throw new SalesforceError('MALFORMED_QUERY', 'the sandbox has one level of subqueries');
    },
  });
  const byParent = new Map<string, SObjectRecord[]>();
  for (const row of visibleRows(context, child).filter(matches)) {
    const parentId = String(row[relationship.field.name]);
    const list = byParent.get(parentId) ?? [];
    list.push(row);
    byParent.set(parentId, list);
  }
  return {
    name: relationship.relationshipName,
    read: (parentId) => {
      const found = context.rowOrder.apply(
        `${parentId}.${relationship.relationshipName}`,
        byParent.get(parentId) ?? [],
      );
      const rows = sortRows(context, child, found, subquery);
      return window(rows, subquery).map((row): Json => project(row).json);
    },
  };
};

function sortRows(
  context: QueryContext,
  object: SObjectSchema,
  rows: readonly SObjectRecord[],
  query: QueryBase,
): SObjectRecord[] {
  const keys = asList(query.orderBy).map((clause) => {
    if (!('field' in clause))
      throw new SalesforceError('MALFORMED_QUERY', 'the sandbox orders rows by fields only');
    const { field, readComparable, hops } = resolvePath(
      context,
      object,
      clause.field,
      query.sObjectAlias,
    );
    if (!field.sortable) {
      throw new SalesforceError(
        'INVALID_FIELD',
        `field '${field.name}' can not be sorted in a query call`,
      );
    }
    // The NULLS clause has no effect on a parent's field.
    const nullsLast = hops.length === 0 && clause.nulls === 'LAST';
    return {
      read: readComparable,
      direction: directionOf(clause),
      nullsLast,
      order: orderOf(field),
    };
  });
  if (keys.length === 0) return [...rows];
  return [...rows].sort((a, b) => {
    for (const { read, direction, nullsLast, order } of keys) {
      const result = compareNullable(read(a), read(b), direction, nullsLast, order);
      if (result !== 0) return result;
    }
    return 0;
  });
}

type Order = (a: FieldValue, b: FieldValue) => number;

function orderOf(field: FieldDef): Order {
  return (a, b) => compareValues(field, a, b);
}

const plainOrder: Order = (a, b) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));

/** Nulls come first in both directions unless NULLS LAST says otherwise. */
function compareNullable(
  a: FieldValue,
  b: FieldValue,
  direction: 1 | -1,
  nullsLast: boolean,
  order: Order,
): number {
  if (a === null || b === null) {
    if (a === b) return 0;
    return (a === null) === nullsLast ? 1 : -1;
  }
  return direction * order(a, b);
}

function directionOf(clause: OrderByClause): 1 | -1 {
  return clause.order === 'DESC' ? -1 : 1;
}

function window<T>(rows: readonly T[], query: QueryBase): T[] {
  const from = query.offset ?? 0;
  return rows.slice(from, query.limit === undefined ? undefined : from + query.limit);
}

function requireLinkFilter(tree: ReturnType<typeof toWhereTree> | null): void {
  const allowed = ['id', 'contentdocumentid', 'linkedentityid'];
  const leaves = tree === null ? [] : [...leavesOf(tree)];
  const filtered = leaves.some(
    (leaf) =>
      'field' in leaf &&
      allowed.includes(leaf.field.toLowerCase()) &&
      (leaf.operator === '=' || leaf.operator === 'IN'),
  );
  if (!filtered) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.",
    );
  }
}

function asList<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
