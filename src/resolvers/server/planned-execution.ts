import {
  execute,
  getArgumentValues,
  getVariableValues,
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  locatedError,
  OperationTypeNode,
  responsePathAsArray,
  specifiedScalarTypes,
  TypeNameMetaFieldDef,
} from 'graphql';
import type {
  DocumentNode,
  ExecutionResult,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
  InlineFragmentNode,
  OperationDefinitionNode,
  ResponsePath,
  SelectionSetNode,
} from 'graphql';

/** A valid document, and which of its operations is meant. */
export interface Execution {
  readonly document: DocumentNode;
  /** Undefined where the name means none. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly context: object;
}

export type Execute = (execution: Execution) => Promise<ExecutionResult>;

/** With at most 500 fields each (`limits.ts`) and the documents they are of, these are tens of megabytes when all are as large as can be. */
const MAX_PLANS = 100;
/** Of a document in characters. What people's screens ask is shorter; what is longer holds its values, and comes once. */
const MAX_LENGTH = 5_000;

/**
 * Executes as graphql-js does, with the same resolvers, values, errors and places of them, but with the work that follows from the
 * document alone done once a document: which fields there are, of which types, and with which arguments. What a plan does not
 * know graphql-js executes itself: changes, introspection, interfaces and unions, and fields with directives.
 *
 * @see https://spec.graphql.org/October2021/#sec-Execution, and `execute.ts` of graphql-js 16, which this follows.
 */
export function createExecute(schema: GraphQLSchema): Execute {
  const plans = new Map<OperationDefinitionNode, Plan | null>();

  function planOf(document: DocumentNode, operation: OperationDefinitionNode): Plan | null {
    if (document.loc === undefined || document.loc.end > MAX_LENGTH) return null;
    const known = plans.get(operation);
    if (known !== undefined) return known;
    const oldest = plans.size < MAX_PLANS ? undefined : plans.keys().next().value;
    if (oldest !== undefined) plans.delete(oldest);
    const plan = planOperation(schema, document, operation);
    plans.set(operation, plan);
    return plan;
  }

  return async (execution) => {
    const { document, operation, operationName, variables, context } = execution;
    const plan = operation === undefined ? null : planOf(document, operation);
    const variableValues = plan === null ? null : coerce(schema, plan.operation, variables);
    if (plan === null || variableValues === null) {
      return execute({
        schema,
        document,
        contextValue: context,
        ...(variables === undefined ? {} : { variableValues: variables }),
        ...(operationName === undefined ? {} : { operationName }),
      });
    }
    return new Run(schema, plan, context, variableValues).result();
  };
}

/** Null where they don't fit: graphql-js says so. */
function coerce(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Execution['variables'] = {},
): Readonly<Record<string, unknown>> | null {
  if (variableDefinitions.length === 0) return {};
  return (
    getVariableValues(schema, variableDefinitions, variables, { maxErrors: 1 }).coerced ?? null
  );
}

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

interface Plan {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly fields: readonly PlannedField[];
}

interface PlannedField {
  readonly responseName: string;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
  readonly definition: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  /** Undefined for what is a property of its object. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** Whether it is given any argument, or one by default. */
  readonly hasArguments: boolean;
  readonly shape: Shape;
  /** Whether it is a property without parts, which needs no place unless something is wrong with it. */
  readonly isPlain: boolean;
}

type Shape = { readonly isRequired: boolean } & (
  | {
      readonly kind: 'leaf';
      readonly type: GraphQLLeafType;
      /** Whether text is given out as it is. */
      readonly isText: boolean;
    }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'object'; readonly fields: readonly PlannedField[] }
);

/** Thrown while planning, by what no plan knows. */
class Unplanned extends Error {}

function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Plan | null {
  const root = schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || !root) return null;
  // As graphql-js has them for resolvers.
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  try {
    return { operation, fragments, fields: planFields(root, [operation.selectionSet], fragments) };
  } catch (error) {
    if (error instanceof Unplanned) return null;
    throw error;
  }
}

function planFields(
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  fragments: Fragments,
): readonly PlannedField[] {
  const byName = new Map<string, [FieldNode, ...FieldNode[]]>();
  const spread = new Set<string>();
  const collect = ({ selections: chosen }: SelectionSetNode): void => {
    for (const selection of chosen) {
      if (selection.directives !== undefined && selection.directives.length > 0)
        throw new Unplanned();
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const found = byName.get(name);
        if (found === undefined) byName.set(name, [selection]);
        else found.push(selection);
        continue;
      }
      let fragment: FragmentDefinitionNode | InlineFragmentNode;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const definition = fragments[name];
        if (definition === undefined) throw new Unplanned();
        if (spread.has(name)) continue;
        spread.add(name);
        fragment = definition;
      } else {
        fragment = selection;
      }
      // Of another type it is one of an interface or a union: documents are valid.
      if ((fragment.typeCondition?.name.value ?? type.name) !== type.name) throw new Unplanned();
      collect(fragment.selectionSet);
    }
  };
  for (const selection of selections) collect(selection);
  return Array.from(byName, ([name, nodes]) => planField(type, name, nodes, fragments));
}

function planField(
  parentType: GraphQLObjectType,
  responseName: string,
  nodes: readonly [FieldNode, ...FieldNode[]],
  fragments: Fragments,
): PlannedField {
  const [node] = nodes;
  const name = node.name.value;
  const isTypeName = name === TypeNameMetaFieldDef.name;
  const definition = isTypeName ? TypeNameMetaFieldDef : parentType.getFields()[name];
  // What asks for the schema is no field of a type. An object of ours would take the last name for what it inherits from.
  if (definition === undefined || responseName === '__proto__') throw new Unplanned();
  const shape = planShape(definition.type, nodes, fragments);
  return {
    responseName,
    nodes,
    definition,
    parentType,
    resolve: definition.resolve,
    hasArguments:
      (node.arguments?.length ?? 0) > 0 ||
      definition.args.some(
        ({ type, defaultValue }) => isNonNullType(type) || defaultValue !== undefined,
      ),
    shape,
    isPlain: definition.resolve === undefined && shape.kind === 'leaf',
  };
}

const TEXTS: ReadonlySet<string> = new Set(['String', 'ID']);

function planShape(
  outer: GraphQLOutputType,
  nodes: readonly FieldNode[],
  fragments: Fragments,
): Shape {
  const isRequired = isNonNullType(outer);
  const type = isRequired ? outer.ofType : outer;
  if (isListType(type)) {
    return { kind: 'list', isRequired, of: planShape(type.ofType, nodes, fragments) };
  }
  if (isLeafType(type)) {
    const isText = TEXTS.has(type.name) && specifiedScalarTypes.includes(type as never);
    return { kind: 'leaf', isRequired, type, isText };
  }
  if (!isObjectType(type) || type.isTypeOf) throw new Unplanned();
  const selections = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  return { kind: 'object', isRequired, fields: planFields(type, selections, fragments) };
}

type Path = ResponsePath | undefined;
type Values = Record<string, unknown>;
type Method = (this: unknown, ...given: readonly unknown[]) => unknown;

/** One execution of a plan. */
class Run {
  readonly #schema: GraphQLSchema;
  readonly #plan: Plan;
  readonly #context: object;
  readonly #variableValues: Values;
  readonly #errors: GraphQLError[] = [];
  /** Places that are null because of an error; undefined is the whole answer. */
  readonly #nulled = new Set<Path>();

  constructor(schema: GraphQLSchema, plan: Plan, context: object, variableValues: Values) {
    this.#schema = schema;
    this.#plan = plan;
    this.#context = context;
    this.#variableValues = variableValues;
  }

  async result(): Promise<ExecutionResult> {
    let data: Values | null = null;
    try {
      data = await this.#fields(this.#plan.fields, undefined, undefined);
    } catch (error) {
      this.#note(error as GraphQLError, undefined);
    }
    const errors = this.#errors;
    return errors.length === 0 ? { data } : { errors, data };
  }

  #fields(fields: readonly PlannedField[], source: unknown, path: Path): Values | Promise<Values> {
    const values: Values = {};
    let isWaiting = false;
    try {
      for (const field of fields) {
        const value = this.#field(field, source, path);
        values[field.responseName] = value;
        if (isPromise(value)) isWaiting = true;
      }
    } catch (error) {
      if (!isWaiting) throw error;
      // The others may fail as well, and somebody has to be there for it.
      return allOf(values).finally(() => {
        throw error;
      });
    }
    return isWaiting ? allOf(values) : values;
  }

  #field(field: PlannedField, source: unknown, parent: Path): unknown {
    const { shape } = field;
    const path = field.isPlain ? undefined : placeOf(field, parent);
    let value: unknown;
    try {
      value = this.#resolve(field, source, path, parent);
      if (path === undefined && !isPromise(value))
        return this.#complete(shape, field, value, undefined);
    } catch (error) {
      return this.#failed(error, field, shape, path ?? placeOf(field, parent));
    }
    return this.#settled(shape, field, value, path ?? placeOf(field, parent));
  }

  #resolve(field: PlannedField, source: unknown, path: Path, parent: Path): unknown {
    const { resolve, definition } = field;
    if (resolve !== undefined) {
      return resolve(
        source,
        this.#argumentsOf(field),
        this.#context,
        this.#infoOf(field, path ?? placeOf(field, parent)),
      );
    }
    if (source === null || (typeof source !== 'object' && typeof source !== 'function')) return;
    const property = (source as Values)[definition.name];
    return typeof property === 'function'
      ? (property as Method).call(
          source,
          this.#argumentsOf(field),
          this.#context,
          this.#infoOf(field, path ?? placeOf(field, parent)),
        )
      : property;
  }

  #argumentsOf({ hasArguments, definition, nodes }: PlannedField): Values {
    return hasArguments ? getArgumentValues(definition, nodes[0], this.#variableValues) : {};
  }

  #infoOf({ definition, nodes, parentType }: PlannedField, path: ResponsePath): GraphQLResolveInfo {
    return {
      fieldName: definition.name,
      fieldNodes: nodes,
      returnType: definition.type,
      parentType,
      path,
      schema: this.#schema,
      fragments: this.#plan.fragments,
      rootValue: undefined,
      operation: this.#plan.operation,
      variableValues: this.#variableValues,
    };
  }

  #complete(shape: Shape, field: PlannedField, value: unknown, path: Path): unknown {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (!shape.isRequired) return null;
      throw new Error(`Cannot return null for non-nullable field ${nameOf(field)}.`);
    }
    switch (shape.kind) {
      case 'leaf':
        return shape.isText && typeof value === 'string' ? value : serialize(shape.type, value);
      case 'object':
        return this.#fields(shape.fields, value, path);
      case 'list':
        return this.#list(shape.of, field, value, path);
    }
  }

  #list(of: Shape, field: PlannedField, value: unknown, path: Path): unknown {
    if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${nameOf(field)}".`,
      );
    }
    const items: unknown[] = [];
    let isWaiting = false;
    try {
      for (const item of value as Iterable<unknown>) {
        const place = { prev: path, key: items.length, typename: undefined };
        const completed = this.#settled(of, field, item, place);
        items.push(completed);
        if (isPromise(completed)) isWaiting = true;
      }
    } catch (error) {
      // Those before may fail as well, and nobody asks for them any more.
      if (isWaiting) void Promise.allSettled(items);
      throw error;
    }
    return isWaiting ? Promise.all(items) : items;
  }

  /** What becomes of a value at its place, be it there or under way. */
  #settled(shape: Shape, field: PlannedField, value: unknown, path: ResponsePath): unknown {
    try {
      const completed = isPromise(value)
        ? value.then((resolved) => this.#complete(shape, field, resolved, path))
        : this.#complete(shape, field, value, path);
      return isPromise(completed)
        ? completed.then(undefined, (error: unknown) => this.#failed(error, field, shape, path))
        : completed;
    } catch (error) {
      return this.#failed(error, field, shape, path);
    }
  }

  /** @throws the error, with its place, where null is no answer: then the object around it has none. */
  #failed(error: unknown, { nodes }: PlannedField, shape: Shape, path: Path): null {
    const located = locatedError(error, nodes, path && responsePathAsArray(path));
    if (shape.isRequired) throw located;
    this.#note(located, path);
    return null;
  }

  /** Of what is null already, nothing more is told. */
  #note(error: GraphQLError, path: Path): void {
    for (let at = path; at !== undefined; at = at.prev) if (this.#nulled.has(at)) return;
    if (this.#nulled.has(undefined)) return;
    this.#nulled.add(path);
    this.#errors.push(error);
  }
}

function placeOf({ responseName, parentType }: PlannedField, prev: Path): ResponsePath {
  return { prev, key: responseName, typename: parentType.name };
}

function nameOf({ parentType, definition }: PlannedField): string {
  return `${parentType.name}.${definition.name}`;
}

function serialize(type: GraphQLLeafType, value: unknown): unknown {
  const serialized: unknown = type.serialize(value);
  if (serialized === null || serialized === undefined) {
    throw new Error(`${type.name} has no form of a ${typeof value} that was resolved.`);
  }
  return serialized;
}

async function allOf(values: Values): Promise<Values> {
  const resolved = await Promise.all(Object.values(values));
  return Object.fromEntries(Object.keys(values).map((name, index) => [name, resolved[index]]));
}

function isPromise(value: unknown): value is Promise<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}
