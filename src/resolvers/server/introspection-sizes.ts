import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

export interface IntrospectionSizes {
  /**
   * How many entries a list of the introspection has, such as `__Type.fields`; null for every other field.
   * @param isEveryType whether all types are walked through: then it is their mean that adds up to the true number.
   */
  entriesOf(field: string, isEveryType: boolean): number | null;
}

/** A description is a sentence or two, where other values are a word. */
export const DESCRIPTION_VALUES = 4;

/** A type may wrap another, and that one more: half as many at each step comes to what tools ask for. */
const WRAPPED = 0.5;

const known = new WeakMap<GraphQLSchema, IntrospectionSizes>();

/** How large the answers of a schema about itself are. */
export function introspectionSizes(schema: GraphQLSchema): IntrospectionSizes {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const types = Object.values(schema.getTypeMap());
  const perType = {
    fields: types.map((type) =>
      isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()).length : 0,
    ),
    inputFields: types.map((type) =>
      isInputObjectType(type) ? Object.keys(type.getFields()).length : 0,
    ),
    enumValues: types.map((type) => (isEnumType(type) ? type.getValues().length : 0)),
  };
  const args = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).map((field) => field.args.length)
      : [],
  );
  const directives = schema.getDirectives();
  const inAll = new Map<string, number>([
    ['__Schema.types', types.length],
    ['__Schema.directives', directives.length],
    ['__Directive.args', mean(directives.map((directive) => directive.args.length))],
    ['__Type.fields', mean(perType.fields)],
    ['__Type.inputFields', mean(perType.inputFields)],
    ['__Type.enumValues', mean(perType.enumValues)],
    ['__Type.interfaces', 1],
    ['__Type.possibleTypes', 1],
    ['__Type.ofType', WRAPPED],
    ['__Field.args', mean(args)],
  ]);
  const inOne = new Map<string, number>([
    ...inAll,
    ['__Type.fields', Math.max(...perType.fields)],
    ['__Type.inputFields', Math.max(...perType.inputFields)],
    ['__Type.enumValues', Math.max(...perType.enumValues)],
  ]);
  const sizes: IntrospectionSizes = {
    entriesOf: (field, isEveryType) => (isEveryType ? inAll : inOne).get(field) ?? null,
  };
  known.set(schema, sizes);
  return sizes;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / Math.max(numbers.length, 1);
}
