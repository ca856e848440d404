import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { streamRoute } from '../live/stream-route.js';
import type { StreamParts } from '../live/stream-route.js';
import { tryParseJson, wellFormedValue } from '../domain/well-formed.js';
import { errorBody } from '../resolvers/server/error-body.js';
import { operationHash, persistedQueryNotFound } from '../resolvers/server/persisted-operations.js';
import { createRequestContext } from '../resolvers/server/request-context.js';
import type { RequestContext } from '../resolvers/server/request-context.js';
import { callerOf } from './caller-routes.js';
import type { CallerParts } from './caller-routes.js';
import { credentialsOf } from './credentials-of.js';
import { inRequestScope } from './in-request-scope.js';

export interface GraphqlParts extends Omit<StreamParts, 'authenticate' | 'bodyLimit'>, CallerParts {
  /** Already started; serves the same schema as the stream. */
  readonly apollo: ApolloServer<RequestContext>;
}
export const GRAPHQL_PATH = '/graphql';
const MAX_GRAPHQL_BYTES = 1_048_576;

/** What answers GraphQL: one answer at /graphql, events at /graphql/stream. */
export function graphqlRoutes(scope: FastifyInstance, parts: GraphqlParts): void {
  const { apollo, services, persisted, authenticate, publicUrl } = parts;
  // What is no JSON is no operation, and a form of any page could send it.
  scope.removeContentTypeParser('text/plain');
  // Here for all arguments at once: what is stored, compared and sent on later is the same text everywhere.
  scope.addHook('preValidation', async (request) => {
    request.body = wellFormedValue(request.body);
  });
  // Before it is parsed: whoever may not ask learns nothing of the schema from what is wrong with the question.
  scope.addHook('preHandler', async (request, reply) => {
    const operation = namedOperation.safeParse(request.body ?? request.query).data;
    if (operation === undefined) return;
    const { query: text, extensions } = operation;
    const hash = extensions?.persistedQuery?.sha256Hash;
    if (hash !== undefined && hash !== operationHash(text)) {
      const message = 'The text that was sent has another SHA-256 than "persistedQuery" says.';
      await reply.code(400).send(errorBody('BAD_USER_INPUT', message));
    } else if (!persisted.allows(text)) {
      const { message } = persistedQueryNotFound();
      await reply.code(400).send(errorBody('PERSISTED_QUERY_NOT_FOUND', message));
    }
  });
  const answer = fastifyApolloHandler(apollo, {
    context: async (request) =>
      createRequestContext({ caller: callerOf(request), services, requestId: request.id }),
  });
  scope.route({
    // GET for queries alone, as clients send them by default; changes are refused there with 405.
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    exposeHeadRoute: false,
    bodyLimit: MAX_GRAPHQL_BYTES,
    handler(request, reply) {
      return inRequestScope(reply, callerOf(request), () => answer.call(this, request, reply));
    },
  });
  streamRoute(scope, {
    ...parts,
    authenticate: (request) => authenticate(credentialsOf(request, publicUrl(), 'call')),
    bodyLimit: MAX_GRAPHQL_BYTES,
  });
}

/** An operation whose text came; its hash may have come with it. */
const namedOperation = z.object({
  query: z.string(),
  extensions: z
    .preprocess(
      // In an address it is text.
      (extensions) => (typeof extensions === 'string' ? tryParseJson(extensions) : extensions),
      z.object({ persistedQuery: z.object({ sha256Hash: z.string() }).optional() }),
    )
    .optional()
    .catch(undefined),
});
