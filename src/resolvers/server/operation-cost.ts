import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  valueFromASTUntyped,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { PAGE_SIZE } from '../../domain/page-size.js';
import type { FieldCost } from '../../schema/cost.js';
import { DESCRIPTION_VALUES, introspectionSizes } from './introspection-sizes.js';
import { countRepresentations } from './representations.js';

/** An answer beyond any of these is refused before it is begun. */
const COST_LIMITS = { spotdraft: 100, salesforce: 20, values: 50_000 } as const;

const KINDS = ['spotdraft', 'salesforce', 'values'] as const;
type CostKind = (typeof KINDS)[number];

interface Amount {
  readonly total: number;
  /** The field that adds most. */
  readonly most: { readonly field: string; readonly amount: number } | null;
}

export type OperationCost = Readonly<Record<CostKind, Amount>>;

export interface PricedRequest {
  readonly schema: GraphQLSchema;
  /** Within the limits on depth and fields, and without fragments in a ring. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a gateway asks a subgraph for; without FEDERATION=on there is no such field. */
const ENTITIES_FIELD = 'Query._entities';

/** Entries of a list of which nothing else is known. */
const USUAL_ENTRIES = 10;

const NOTHING: OperationCost = {
  spotdraft: { total: 0, most: null },
  salesforce: { total: 0, most: null },
  values: { total: 0, most: null },
};

/** One field of an answer: everywhere it is asked for, with what is wanted of it. */
interface SelectedField {
  readonly type: GraphQLNamedType;
  readonly nodes: readonly FieldNode[];
}

/** The refusal of an operation that would cost too much, or that asks for entities in a way that has no price; or null. */
export function costExcess(request: PricedRequest): GraphQLError | null {
  try {
    return excessOf(costOf(request), request);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** The refusal of an operation at its price; or null. */
export function excessOf(
  cost: OperationCost,
  request: Pick<PricedRequest, 'operation'>,
): GraphQLError | null {
  const excesses = KINDS.filter((kind) => cost[kind].total > COST_LIMITS[kind]);
  if (excesses.length === 0) return null;
  return new GraphQLError(excesses.map((kind) => describe(kind, cost[kind])).join(' '), {
    nodes: request.operation,
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

const WORDS: Readonly<Record<CostKind, { readonly what: string; readonly todo: string }>> = {
  spotdraft: {
    what: 'calls of SpotDraft',
    todo: 'Ask for fewer entries at a time, or for what is read live in an operation of its own.',
  },
  salesforce: {
    what: 'calls of Salesforce',
    todo: 'Ask for fewer lists and do fewer things in one operation.',
  },
  values: {
    what: 'values in its answer',
    todo: 'Ask for fewer entries at a time (`first`), or for fewer fields of each.',
  },
};

function describe(kind: CostKind, { total, most }: Amount): string {
  const { what, todo } = WORDS[kind];
  const where = most === null ? '' : `, most of them for \`${most.field}\``;
  return `The operation may take ${Math.ceil(total)} ${what}${where}, but at most ${COST_LIMITS[kind]} are allowed. ${todo}`;
}

/**
 * What an operation costs at the sizes its lists are asked for, aliases and variables counted: for each field what it
 * declares (schema/cost.ts), times the entries of all lists around it.
 * @throws GraphQLError as `countRepresentations` does.
 */
export function costOf(request: PricedRequest): OperationCost {
  const { schema, document, operation } = request;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  }
  const variables = withDefaults(request);

  /** Fields by type and name in the answer, as they are carried out: what several fragments ask for under one name is one. */
  const fieldsOf = (
    sets: readonly SelectionSetNode[],
    type: GraphQLNamedType,
    fields = new Map<string, SelectedField>(),
  ): ReadonlyMap<string, SelectedField> => {
    for (const selection of sets.flatMap((set) => set.selections)) {
      if (selection.kind === Kind.FIELD) {
        const key = `${type.name}.${(selection.alias ?? selection.name).value}`;
        fields.set(key, { type, nodes: [...(fields.get(key)?.nodes ?? []), selection] });
        continue;
      }
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (inner === undefined) continue;
      const condition = inner.typeCondition?.name.value;
      // Of several entities each is priced on its own: what is asked of others is not asked of it.
      if (isObjectType(type) && isOtherObject(condition, type)) continue;
      const of = condition === undefined ? type : schema.getType(condition);
      if (of !== undefined) fieldsOf([inner.selectionSet], of, fields);
    }
    return fields;
  };

  const isOtherObject = (name: string | undefined, type: GraphQLNamedType) =>
    name !== undefined && name !== type.name && isObjectType(schema.getType(name));

  /** @param pageSize what the field around asked for by `first`; its lists have so many entries. */
  const costOfSets = (
    sets: readonly SelectionSetNode[],
    type: GraphQLNamedType,
    pageSize: number | null,
    isEveryType: boolean,
  ): OperationCost => {
    let sum = NOTHING;
    for (const field of fieldsOf(sets, type).values()) {
      sum = add(sum, costOfField(field, pageSize, isEveryType));
    }
    return sum;
  };

  const costOfField = (
    { type: parent, nodes }: SelectedField,
    pageSize: number | null,
    isEveryType: boolean,
  ): OperationCost => {
    const [node] = nodes;
    const field = node && fieldOf(schema, parent, node.name.value);
    if (node === undefined || field === undefined) return NOTHING;
    const name = `${parent.name}.${field.name}`;
    const declared: FieldCost =
      field.extensions.cost ??
      (/^__\w+\.description$/.test(name) ? { values: DESCRIPTION_VALUES } : {});
    const asked = lengthOf(node, declared.spotdraftForEach, variables);
    const own = ownCost(name, { ...declared, spotdraft: (declared.spotdraft ?? 0) + asked });
    const type = getNamedType(field.type);
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (sets.length === 0 || !isCompositeType(type)) {
      return isListType(getNullableType(field.type))
        ? { ...own, values: scale(own.values, declared.entries ?? 1) }
        : own;
    }
    if (name === ENTITIES_FIELD) return add(own, costOfEntities(node, sets, type));
    const entries =
      introspectionSizes(schema).entriesOf(name, isEveryType) ??
      (isListType(getNullableType(field.type))
        ? (declared.entries ?? pageSize ?? USUAL_ENTRIES)
        : 1);
    const innerPage = field.args.some((arg) => arg.name === 'first')
      ? pageSizeOf(node, variables)
      : null;
    const inner = costOfSets(sets, type, innerPage, name === '__Schema.types');
    return add(own, times(inner, entries));
  };

  const costOfEntities = (
    node: FieldNode,
    sets: readonly SelectionSetNode[],
    union: GraphQLNamedType,
  ) => {
    let sum = NOTHING;
    for (const [typeName, count] of countRepresentations(node, union, variables)) {
      const type = schema.getType(typeName);
      if (!isObjectType(type)) continue;
      const found = ownCost(typeName, { ...type.extensions.cost, values: 0 });
      sum = add(sum, times(add(found, costOfSets(sets, type, null, false)), count));
    }
    return sum;
  };

  const root = schema.getRootType(operation.operation);
  return root ? costOfSets([operation.selectionSet], root, null, false) : NOTHING;
}

function ownCost(field: string, { spotdraft = 0, salesforce = 0, values = 1 }: FieldCost) {
  const amount = (total: number): Amount => ({ total, most: { field, amount: total } });
  return {
    spotdraft: amount(spotdraft),
    salesforce: amount(salesforce),
    values: amount(values),
  };
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  switch (name) {
    case '__schema':
      return SchemaMetaFieldDef;
    case '__type':
      return TypeMetaFieldDef;
    case '__typename':
      return TypeNameMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** What is out of bounds is refused by the list itself, and costs no more than what is within. */
function pageSizeOf(node: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const given = node.arguments?.find((argument) => argument.name.value === 'first');
  const first = given === undefined ? null : valueFromASTUntyped(given.value, { ...variables });
  return typeof first === 'number'
    ? Math.min(Math.max(first, PAGE_SIZE.min), PAGE_SIZE.max)
    : PAGE_SIZE.default;
}

/** How long a list among the arguments is; none where there is no way to it. */
function lengthOf(
  node: FieldNode,
  way: readonly string[] | undefined,
  variables: Readonly<Record<string, unknown>>,
): number {
  if (way === undefined) return 0;
  const [name, ...members] = way;
  const given = node.arguments?.find((argument) => argument.name.value === name);
  let value: unknown = given && valueFromASTUntyped(given.value, { ...variables });
  for (const member of members) {
    value =
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<string, unknown>>)[member]
        : undefined;
  }
  return Array.isArray(value) ? value.length : 0;
}

function withDefaults({ operation, variables }: PricedRequest): Readonly<Record<string, unknown>> {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined
      ? []
      : [[variable.name.value, valueFromASTUntyped(defaultValue)] as const],
  );
  return { ...Object.fromEntries(defaults), ...variables };
}

function add(a: OperationCost, b: OperationCost): OperationCost {
  const sum = (kind: CostKind): Amount => ({
    total: a[kind].total + b[kind].total,
    most: (a[kind].most?.amount ?? 0) >= (b[kind].most?.amount ?? 0) ? a[kind].most : b[kind].most,
  });
  return { spotdraft: sum('spotdraft'), salesforce: sum('salesforce'), values: sum('values') };
}

function times(cost: OperationCost, factor: number): OperationCost {
  return {
    spotdraft: scale(cost.spotdraft, factor),
    salesforce: scale(cost.salesforce, factor),
    values: scale(cost.values, factor),
  };
}

function scale({ total, most }: Amount, factor: number): Amount {
  return {
    total: total * factor,
    most: most === null ? null : { ...most, amount: most.amount * factor },
  };
}
