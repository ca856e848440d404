import { randomUUID } from 'node:crypto';
import { fastifyCookie } from '@fastify/cookie';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { SignIn } from './auth/sign-in.js';
import { STREAM_PATH } from './live/stream-route.js';
import type { Metrics } from './metrics.js';
import type { Readiness } from './readiness.js';
import { errorBody } from './resolvers/error-body.js';
import { documentRoute } from './server/document-route.js';
import { graphqlRoutes } from './server/graphql-routes.js';
import type { GraphqlParts } from './server/graphql-routes.js';
import { healthRoutes } from './server/health-server.js';
import { createContractCheck } from './server/may-see-contract.js';
import { signInRoutes } from './server/sign-in-routes.js';
import { statusOf } from './server/status-of.js';
import { registerUi } from './server/ui-routes.js';
import type { Counterparty } from './server/ui-routes.js';
import { webhookRoute } from './server/webhook-route.js';
import type { ReceiveDelivery } from './server/webhook-route.js';

export interface ServerParts extends GraphqlParts {
  /** Null where people can't sign in with their browser. */
  readonly signIn: SignIn | null;
  readonly receive: ReceiveDelivery;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Metrics;
  /** Told of every route as it is registered, such as `POST /graphql`. */
  readonly onRoute?: (route: string) => void;
  /** The page for browsers at `/`; null where it is not served. */
  readonly ui: { readonly counterparty: Counterparty | null } | null;
}

/** Node refuses a longer request line together with its headers. */
const MAX_ADDRESS_BYTES = 16_384;

/** All routes. Listening is the caller's. */
export function createServer(parts: ServerParts): FastifyInstance {
  const { log, metrics } = parts;
  const server = fastify({
    logger: false,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    // As long as an address can be at all, so that a long id is answered by its route: it names nothing.
    routerOptions: { maxParamLength: MAX_ADDRESS_BYTES },
    frameworkErrors: (_error, request, reply: FastifyReply) => {
      void reply
        .code(400)
        .headers({ 'x-request-id': request.id, 'cache-control': 'no-store' })
        .send(errorBody('BAD_USER_INPUT', 'The address of this request can not be read.'));
    },
  });
  server.decorateRequest('caller', null);
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) parts.onRoute?.(`${each} ${url}`);
  });

  // Closing ends idle connections once, at its start; one that was busy then would be kept alive and hold the end up.
  let isClosing = false;
  server.addHook('preClose', async () => {
    isClosing = true;
  });
  server.addHook('onSend', async (request, reply) => {
    if (isClosing) reply.header('connection', 'close');
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    // Open for as long as somebody watches: no measure of an answer, and counted on its own.
    if (route === STREAM_PATH && reply.raw.getHeader('content-type') === undefined) return;
    const info = {
      route,
      method: request.method,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    };
    metrics.httpRequest(info);
    log.debug({ ...info, requestId: request.id }, 'request answered');
  });
  server.setNotFoundHandler(async (_request, reply) =>
    reply
      .code(404)
      .send(
        errorBody('NOT_FOUND', 'There is nothing at this address. GraphQL is at POST /graphql.'),
      ),
  );
  server.setErrorHandler(async (error, request, reply) => {
    const status = statusOf(error);
    if (status < 500) return reply.code(status).send(errorBody('BAD_USER_INPUT', messageOf(error)));
    log.error({ err: error, requestId: request.id }, 'request failed');
    return reply
      .code(500)
      .send(
        errorBody(
          'INTERNAL_SERVER_ERROR',
          `Something went wrong on our side (reference ${request.id}).`,
        ),
      );
  });

  void server.register(fastifyCookie);
  void server.register(async (scope) => {
    await graphqlRoutes(scope, parts);
  });
  void server.register(async (scope) => {
    webhookRoute(scope, parts.receive);
  });
  void server.register(async (scope) => {
    documentRoute(scope, { ...parts, canSignIn: parts.signIn !== null });
  });
  const { signIn, publicUrl } = parts;
  if (signIn !== null) {
    void server.register(async (scope) => {
      signInRoutes(scope, { signIn, publicUrl });
    });
  }

  const { ui } = parts;
  if (ui !== null) {
    void server.register(async (scope) => {
      await registerUi(scope, { ...ui, maySee: createContractCheck(parts) });
    });
  }

  healthRoutes(server, parts);
  return server;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The request could not be read.';
}
