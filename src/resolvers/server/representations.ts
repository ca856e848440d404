import { GraphQLError, isUnionType, Kind, valueFromASTUntyped } from 'graphql';
import type { FieldNode, GraphQLNamedType } from 'graphql';

/** Entities that one `_entities` may ask for; gateways ask for those of a page. */
const MAX_REPRESENTATIONS = 100;

/**
 * How many entities of each type `_entities` is asked for.
 * @throws GraphQLError when they are too many, or one is of no entity's type: no answer could say which one it is for.
 */
export function countRepresentations(
  node: FieldNode,
  entity: GraphQLNamedType,
  variables: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, number> {
  const given = node.arguments?.find(({ name }) => name.value === 'representations');
  const value = given === undefined ? [] : valueOf(given.value, variables);
  const representations: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (representations.length > MAX_REPRESENTATIONS) {
    throw refusal(
      node,
      `\`_entities\` takes at most ${MAX_REPRESENTATIONS} representations, not ${representations.length}. Ask for fewer at a time.`,
    );
  }
  const names = isUnionType(entity) ? entity.getTypes().map(({ name }) => name) : [];
  const counts = new Map<string, number>();
  for (const representation of representations) {
    const name = typeNameOf(representation);
    if (name === null || !names.includes(name)) {
      throw refusal(
        node,
        `Every representation must be an object whose \`__typename\` is one of ${names.join(', ')}.`,
      );
    }
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function valueOf(
  node: Parameters<typeof valueFromASTUntyped>[0],
  variables: Readonly<Record<string, unknown>>,
): unknown {
  return node.kind === Kind.VARIABLE
    ? variables[node.name.value]
    : valueFromASTUntyped(node, { ...variables });
}

function typeNameOf(representation: unknown): string | null {
  if (typeof representation !== 'object' || representation === null) return null;
  const name = '__typename' in representation ? representation.__typename : null;
  return typeof name === 'string' ? name : null;
}

function refusal(node: FieldNode, message: string): GraphQLError {
  return new GraphQLError(message, {
    nodes: node,
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}
