import type { GraphQLSchema } from 'graphql';

export function coverageDocs(
  operations: readonly string[],
  schema: GraphQLSchema,
): Promise<{ readonly text: string; readonly problems: readonly string[] }>;
