import type { ApolloServer } from '@apollo/server';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { Caller } from '../../../src/auth/caller.js';
import { silentLog } from '../../../src/domain/log.js';
import type { Log } from '../../../src/domain/log.js';
import { createApollo } from '../../../src/resolvers/apollo.js';
import { buildGraphqlSchema } from '../../../src/resolvers/graphql-schema.js';
import { createRequestContext } from '../../../src/resolvers/request-context.js';
import type { RequestContext } from '../../../src/resolvers/request-context.js';
import { createInMemoryServices, SERVICE_KEY } from './in-memory-services.js';
import type { World } from './in-memory-services.js';

export interface Answer<Data> {
  readonly data: Data | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
  readonly httpStatus: number | undefined;
}

export interface Graph {
  run<Data, Variables extends Record<string, unknown>>(
    document: string | TypedDocumentNode<Data, Variables>,
    variables?: NoInfer<Variables>,
    caller?: Caller,
  ): Promise<Answer<Data>>;
}

export function createGraph(world: World, log: Log = silentLog, introspection = true): Graph {
  const apollo: ApolloServer<RequestContext> = createApollo({
    schema: buildGraphqlSchema(),
    log,
    introspection,
  });
  const services = createInMemoryServices(world);
  return {
    run: async (document, variables, caller = SERVICE_KEY) => {
      const query = typeof document === 'string' ? document : print(document);
      const { body, http } = await apollo.executeOperation(
        { query, ...(variables && { variables }) },
        { contextValue: createRequestContext({ caller, services, requestId: 'test' }) },
      );
      if (body.kind !== 'single') throw new Error('Nothing here is delivered in parts.');
      // Through JSON, as over HTTP, so that scalars are what a client gets.
      const result = JSON.parse(JSON.stringify(body.singleResult));
      return { data: result.data, errors: result.errors ?? [], httpStatus: http.status };
    },
  };
}
