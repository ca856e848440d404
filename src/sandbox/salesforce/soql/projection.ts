import type { FieldType as SelectedField, Subquery } from '@jetstreamapp/soql-parser-js';

import { SalesforceError } from '../errors.js';
import { attributesOf, presentField } from '../representation.js';
import type { Json } from '../representation.js';
import type { SObjectSchema } from '../schema/catalog.js';
import type { FieldDef, SObjectRecord } from '../schema/types.js';
import { refuseAlias } from './clauses.js';
import { resolveField, resolveHop } from './paths.js';
import type { ParentHop, QueryContext } from './paths.js';

/** Answers a child subquery for one parent row: its rows in JSON form. */
type ChildReader = (parentId: string) => readonly Json[];

/** Builds the reader of one child subquery; `execute.ts` supplies it, as the child list is a query of its own. */
export type ChildCompiler = (
  object: SObjectSchema,
  subquery: Subquery,
) => { name: string; read: ChildReader };

interface Node {
  readonly object: SObjectSchema;
  /** Keys in selection order; a parent path appears where its first field was selected. */
  readonly members: Map<string, Member>;
}

type Member =
  | { readonly kind: 'field'; readonly field: FieldDef }
  | { readonly kind: 'parent'; readonly hop: ParentHop; readonly node: Node }
  | { readonly kind: 'children'; readonly read: ChildReader };

export interface ProjectedRow {
  readonly json: Json;
  /** Rows of child lists inside; they count toward the page. */
  readonly childCount: number;
}

const MAX_HOPS = 5;
const MAX_SUBQUERIES = 20;

/** Compiles a select list to a function from a row to its JSON. */
export function compileProjection(
  context: QueryContext,
  object: SObjectSchema,
  fields: readonly SelectedField[],
  options: { alias: string | undefined; limit: number | undefined; compileChild: ChildCompiler },
): (row: SObjectRecord) => ProjectedRow {
  const root: Node = { object, members: new Map() };
  let subqueries = 0;
  for (const selected of fields) {
    refuseAlias(selected);
    switch (selected.type) {
      case 'Field':
        addField(context, root, selected.field);
        break;
      case 'FieldRelationship':
        addPath(context, root, selected.relationships, selected.field, options.alias);
        break;
      case 'FieldSubquery': {
        subqueries += 1;
        if (subqueries > MAX_SUBQUERIES) {
          throw new SalesforceError(
            'MALFORMED_QUERY',
            `a query may have ${MAX_SUBQUERIES} subqueries at most`,
          );
        }
        const { name, read } = options.compileChild(object, selected.subquery);
        root.members.set(name, { kind: 'children', read });
        break;
      }
      case 'FieldFunctionExpression':
        addFunction(context, root, selected.functionName, selected.parameters, options.limit);
        break;
      case 'FieldTypeof':
        throw new SalesforceError('MALFORMED_QUERY', 'the sandbox has no TYPEOF');
    }
  }
  return (row) => project(context, root, row);
}

function addField(context: QueryContext, node: Node, name: string): void {
  const field = resolveField(context, node.object, name);
  if (node.members.has(field.name) && node.object.name !== 'UserRecordAccess') {
    throw new SalesforceError('INVALID_FIELD', `duplicate field selected: ${field.name}`);
  }
  node.members.set(field.name, { kind: 'field', field });
}

function addPath(
  context: QueryContext,
  root: Node,
  relationships: readonly string[],
  fieldName: string,
  alias: string | undefined,
): void {
  const path = [...relationships];
  const first = path[0]?.toLowerCase();
  if (first === alias?.toLowerCase() || first === root.object.name.toLowerCase()) path.shift();
  if (path.length > MAX_HOPS) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      `SOQL relationships can only go ${MAX_HOPS} levels up`,
    );
  }
  let node = root;
  for (const relationship of path) {
    const hop = resolveHop(context, node.object, relationship);
    const existing = node.members.get(hop.relationshipName);
    if (existing?.kind === 'parent') {
      node = existing.node;
      continue;
    }
    const next: Node = { object: hop.target, members: new Map() };
    node.members.set(hop.relationshipName, { kind: 'parent', hop, node: next });
    node = next;
  }
  addField(context, node, fieldName);
}

function addFunction(
  context: QueryContext,
  root: Node,
  functionName: string,
  parameters: readonly unknown[],
  limit: number | undefined,
): void {
  const [parameter] = parameters;
  const group = typeof parameter === 'string' ? parameter.toUpperCase() : '';
  if (functionName.toUpperCase() !== 'FIELDS' || !['ALL', 'STANDARD', 'CUSTOM'].includes(group)) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      `the sandbox has no ${functionName}() in a select list`,
    );
  }
  if (group !== 'STANDARD' && (limit === undefined || limit > 200)) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      `The SOQL FIELDS function must have a LIMIT of at most 200`,
    );
  }
  for (const field of root.object.fields) {
    const wanted = group === 'ALL' || field.custom === (group === 'CUSTOM');
    if (wanted && context.access.seesField(context.principal, root.object, field)) {
      addField(context, root, field.name);
    }
  }
}

function project(context: QueryContext, node: Node, row: SObjectRecord): ProjectedRow {
  const json: Record<string, Json> = {
    attributes: attributesOf(node.object, row, context.apiBase),
  };
  let childCount = 0;
  for (const [key, member] of node.members) {
    if (member.kind === 'field') {
      json[key] = presentField(node.object, member.field, row, context);
    } else if (member.kind === 'parent') {
      const id = row[member.hop.lookup.name];
      const parent =
        typeof id === 'string' ? context.store.find(member.hop.target.name, id) : undefined;
      json[key] = parent === undefined ? null : project(context, member.node, parent).json;
    } else {
      const records = member.read(String(row.Id));
      childCount += records.length;
      // A deal without lines has no list at all, not an empty one.
      json[key] = records.length === 0 ? null : { totalSize: records.length, done: true, records };
    }
  }
  return { json, childCount };
}
