import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph';
import { isObjectType, Kind, lexicographicSortSchema, parse, printSchema, visit } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { createResolversMap } from 'type-graphql';
import { ENTITIES, idOf } from '../entities.js';
import type { RequestContext } from './request-context.js';

/** Types without an identity, which other subgraphs may have as well. */
const VALUE_TYPES = ['Address', 'Money', 'PageInfo', 'UserError'];

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

/** What the types of the graph are to other subgraphs. */
const MARKS = parse(
  [
    ...Object.keys(ENTITIES).map((name) => `type ${name} @key(fields: "id")`),
    ...VALUE_TYPES.map((name) => `type ${name} @shareable`),
  ].join('\n'),
);

type FindReference = (
  representation: Readonly<Record<string, unknown>>,
  context: RequestContext,
) => Promise<object | null>;

/** The same graph as a subgraph of Apollo Federation 2: with `_service` and `_entities`, and the directives of its types. */
export function buildFederatedSchema(schema: GraphQLSchema): GraphQLSchema {
  const resolvers: Record<string, { readonly __resolveReference: FindReference }> = {};
  for (const [name, { find }] of Object.entries(ENTITIES)) {
    resolvers[name] = {
      __resolveReference: async (representation, context) => {
        const found = await find(idOf(representation), context);
        // A copy: the library marks it with its type.
        return found === null ? null : { ...found };
      },
    };
  }
  const subgraph = buildSubgraphSchema([
    {
      typeDefs: documentOf(schema),
      // The same maps, of which each library has types of its own.
      resolvers: createResolversMap(schema) as GraphQLResolverMap<RequestContext>,
    },
    { typeDefs: parse(LINK), resolvers },
  ]);
  keepExtensions(schema, subgraph);
  for (const [name, { cost }] of Object.entries(ENTITIES)) {
    const type = subgraph.getType(name);
    if (isObjectType(type)) type.extensions = { ...type.extensions, cost };
  }
  return subgraph;
}

/** With its marks on the definitions themselves: on an extension, `@shareable` would be about the fields of that alone. */
function documentOf(schema: GraphQLSchema): DocumentNode {
  const marks = new Map(
    MARKS.definitions.flatMap((mark) =>
      mark.kind === Kind.OBJECT_TYPE_DEFINITION ? [[mark.name.value, mark.directives ?? []]] : [],
    ),
  );
  return visit(parse(printSchema(lexicographicSortSchema(schema))), {
    ObjectTypeDefinition: (node) => ({ ...node, directives: marks.get(node.name.value) ?? [] }),
  });
}

/** A schema made of text has lost what fields cost. */
function keepExtensions(from: GraphQLSchema, to: GraphQLSchema): void {
  for (const type of Object.values(from.getTypeMap())) {
    const copy = to.getType(type.name);
    if (!isObjectType(type) || !isObjectType(copy)) continue;
    const fields = copy.getFields();
    for (const { name, extensions } of Object.values(type.getFields())) {
      const field = fields[name];
      if (field !== undefined) field.extensions = extensions;
    }
  }
}
