import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { Caller } from '../../../src/auth/caller.js';
import { silentLog } from '../../../src/domain/log.js';
import type { Log } from '../../../src/domain/log.js';
import { createApollo } from '../../../src/resolvers/server/apollo.js';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import { NO_PERSISTED_OPERATIONS } from '../../../src/resolvers/server/persisted-operations.js';
import { createRequestContext } from '../../../src/resolvers/server/request-context.js';
import type { Services } from '../../../src/services/create-services.js';

export interface Answer<Data> {
  readonly data: Data | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
  readonly httpStatus: number | undefined;
}

export interface Graph {
  run<Data, Variables extends Record<string, unknown>>(
    document: string | TypedDocumentNode<Data, Variables>,
    variables?: NoInfer<Variables>,
  ): Promise<Answer<Data>>;
}

/** The parts of services that a test lets a request reach; any other fails it. */
export type ReachableServices = { readonly [Name in keyof Services]?: Partial<Services[Name]> };

const SERVICE_KEY: Caller = { kind: 'key', name: 'crm', role: 'service' };
const schema = buildGraphqlSchema();

/** What stands before the services: parsing, limits, errors. With the services behind it, see test/integration/app. */
export function createGraph(
  services: ReachableServices,
  { log = silentLog, introspection = true }: { log?: Log; introspection?: boolean } = {},
): Graph {
  const apollo = createApollo({
    schema,
    log,
    introspection,
    persisted: NO_PERSISTED_OPERATIONS,
  });
  return {
    run: async (document, variables) => {
      const query = typeof document === 'string' ? document : print(document);
      const contextValue = createRequestContext({
        caller: SERVICE_KEY,
        services: { record: () => undefined, ...services } as Services,
        requestId: 'test',
      });
      const { body, http } = await apollo.executeOperation(
        { query, ...(variables && { variables }) },
        { contextValue },
      );
      if (body.kind !== 'single') throw new Error('Nothing here is delivered in parts.');
      // Through JSON, as over HTTP, so that scalars are what a client gets.
      const result = JSON.parse(JSON.stringify(body.singleResult));
      return { data: result.data, errors: result.errors ?? [], httpStatus: http.status };
    },
  };
}
