import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';

/** A member of what an operation takes that has no members itself. */
export interface Leaf {
  /** The argument, then the members that lead there; a place in a list is its number. */
  readonly path: readonly string[];
  /** Name of its scalar or enum. */
  readonly scalar: string;
}

const TEXTS = ['String', 'ID', 'JSON', 'JSONObject', 'Date', 'DateTime', 'URL'];

/** Every text that a field takes, and what may hold one. */
export function leavesOf(field: GraphQLField<unknown, unknown>): readonly Leaf[] {
  return allLeavesOf(field).filter(({ scalar }) => TEXTS.includes(scalar));
}

export function allLeavesOf({ args }: GraphQLField<unknown, unknown>): readonly Leaf[] {
  return args.flatMap(({ name, type }) => leavesIn(type, [name]));
}

/** Every list that a field takes, by its path. */
export function listsOf({ args }: GraphQLField<unknown, unknown>): readonly (readonly string[])[] {
  return args.flatMap(({ name, type }) => listsIn(type, [name]));
}

function listsIn(given: GraphQLInputType, path: readonly string[]): readonly (readonly string[])[] {
  const type = getNullableType(given);
  if (isListType(type)) return [path, ...listsIn(type.ofType, [...path, '0'])];
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    listsIn(field.type, [...path, field.name]),
  );
}

function leavesIn(given: GraphQLInputType, path: readonly string[]): readonly Leaf[] {
  const type = getNullableType(given);
  if (isListType(type)) return leavesIn(type.ofType, [...path, '0']);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).flatMap((field) =>
      leavesIn(field.type, [...path, field.name]),
    );
  }
  return [{ path, scalar: type.name }];
}

/** The least that a field takes, with `value` at one of its leaves. */
export function argsWith(
  { args }: GraphQLField<unknown, unknown>,
  { path }: Pick<Leaf, 'path'>,
  value: unknown,
  usual: (name: string) => unknown,
): Record<string, unknown> {
  const filled = args.map(({ name, type }) => [
    name,
    valueOf(type, name, path[0] === name ? path.slice(1) : null, { value, usual }),
  ]);
  return Object.fromEntries(filled.filter(([, member]) => member !== undefined)) as Record<
    string,
    unknown
  >;
}

interface Filling {
  readonly value: unknown;
  readonly usual: (name: string) => unknown;
}

function valueOf(
  given: GraphQLInputType,
  name: string,
  rest: readonly string[] | null,
  filling: Filling,
): unknown {
  if (rest?.length === 0) return filling.value;
  if (rest === null && !isNonNullType(given)) return undefined;
  const type = getNullableType(given);
  if (isListType(type)) {
    return [valueOf(type.ofType, name, rest?.slice(1) ?? null, filling)];
  }
  if (isInputObjectType(type)) {
    const [next] = rest ?? [];
    const members = Object.values(type.getFields()).map((field) => [
      field.name,
      valueOf(field.type, field.name, field.name === next ? (rest ?? []).slice(1) : null, filling),
    ]);
    return Object.fromEntries(members.filter(([, member]) => member !== undefined));
  }
  const usual = filling.usual(name);
  if (usual !== undefined) return usual;
  if (isEnumType(type)) return type.getValues()[0]?.name;
  switch (type.name) {
    case 'Boolean':
      return false;
    case 'Int':
    case 'Float':
      return 1;
    case 'JSONObject':
      return {};
    case 'Date':
      return '2030-01-31';
    case 'DateTime':
      return '2030-01-31T00:00:00Z';
    case 'URL':
      return 'https://crm.example/';
    case 'ID':
      return '1';
    default:
      return 'a';
  }
}

export interface InnerField {
  readonly type: string;
  readonly field: GraphQLField<unknown, unknown>;
}

/** Fields of answers that take texts themselves. */
export function innerFieldsWithTexts(schema: GraphQLSchema): readonly InnerField[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !roots.includes(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => leavesOf(field).length > 0)
        .map((field) => ({ type: type.name, field })),
    );
}

/** `$input: AddCommentInput!` for each argument, and `input: $input`. */
export function declared(args: readonly GraphQLArgument[]) {
  return {
    variables: args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', '),
    passed: args.map(({ name }) => `${name}: $${name}`).join(', '),
  };
}

/** What to ask of a field's answer, whatever it is. */
export function anything({ type }: GraphQLField<unknown, unknown>): string {
  return isObjectType(getNamedType(type)) ? '{ __typename }' : '';
}
