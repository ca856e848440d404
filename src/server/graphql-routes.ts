import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastifyCors } from '@fastify/cors';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Authenticate, Authentication } from '../auth/authenticate.js';
import type { Caller } from '../auth/caller.js';
import { streamRoute } from '../live/stream-route.js';
import type { StreamParts } from '../live/stream-route.js';
import { errorBody } from '../resolvers/error-body.js';
import { createRequestContext } from '../resolvers/request-context.js';
import type { RequestContext } from '../resolvers/request-context.js';
import { credentialsOf } from './credentials-of.js';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

export interface GraphqlParts extends Omit<StreamParts, 'authenticate' | 'bodyLimit'> {
  /** Already started; serves the same schema as the stream. */
  readonly apollo: ApolloServer<RequestContext>;
  readonly authenticate: Authenticate;
  readonly publicUrl: () => string;
  /** Origins whose pages may call GraphQL with a token. */
  readonly corsOrigins: readonly string[];
}
const MAX_GRAPHQL_BYTES = 1_048_576;
/** How long a browser remembers that it may. */
const CORS_MAX_AGE_S = 600;

/** What answers GraphQL: one answer at /graphql, events at /graphql/stream. */
export async function graphqlRoutes(scope: FastifyInstance, parts: GraphqlParts): Promise<void> {
  const { apollo, services, authenticate, publicUrl, corsOrigins } = parts;
  if (corsOrigins.length > 0) {
    await scope.register(fastifyCors, {
      origin: [...corsOrigins],
      methods: ['GET', 'POST'],
      // Tokens only: a browser that sends a cookie along does not show the page the answer.
      credentials: false,
      allowedHeaders: ['authorization', 'content-type', 'last-event-id'],
      exposedHeaders: ['retry-after', 'x-request-id'],
      maxAge: CORS_MAX_AGE_S,
    });
  }
  // Before the body is read: a stranger gets no parser to play with.
  scope.addHook('onRequest', async (request, reply) => {
    const authentication = await authenticate(credentialsOf(request, publicUrl()));
    if (authentication.ok) request.caller = authentication.caller;
    else await refuseGraphql(reply, authentication);
  });
  scope.route({
    method: 'POST',
    url: '/graphql',
    bodyLimit: MAX_GRAPHQL_BYTES,
    handler: fastifyApolloHandler(apollo, {
      context: async (request) => {
        if (request.caller === null) throw new Error('A request came past authentication.');
        return createRequestContext({ caller: request.caller, services, requestId: request.id });
      },
    }),
  });
  streamRoute(scope, {
    ...parts,
    authenticate: (request) => authenticate(credentialsOf(request, publicUrl())),
    bodyLimit: MAX_GRAPHQL_BYTES,
  });
}

const REFUSALS = {
  missing: [401, 'UNAUTHENTICATED'],
  invalid: [401, 'UNAUTHENTICATED'],
  forbidden: [403, 'FORBIDDEN'],
  unavailable: [503, 'UPSTREAM_UNAVAILABLE'],
} as const;

async function refuseGraphql(
  reply: FastifyReply,
  refusal: Exclude<Authentication, { ok: true }>,
): Promise<void> {
  const [status, code] = REFUSALS[refusal.reason];
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  await reply
    .code(status)
    .header('cache-control', 'no-store')
    .send(errorBody(code, refusal.message));
}
