import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate, Authentication } from './auth/authenticate.js';
import { requireReader } from './auth/caller.js';
import type { Caller } from './auth/caller.js';
import { DealdraftError, ForbiddenError } from './domain/errors.js';
import type { Log } from './domain/log.js';
import { healthRoutes } from './health-server.js';
import type { Metrics } from './metrics.js';
import { createRequestContext } from './resolvers/request-context.js';
import type { RequestContext } from './resolvers/request-context.js';
import type { Readiness } from './readiness.js';
import type { Services } from './services/services.js';
import { MAX_DELIVERY_BYTES } from './webhooks/receive-delivery.js';
import type { DeliveryReply, IncomingDelivery } from './webhooks/receive-delivery.js';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

export interface ServerParts {
  /** Already started. */
  readonly apollo: ApolloServer<RequestContext>;
  readonly services: Services;
  readonly authenticate: Authenticate;
  readonly receive: (delivery: IncomingDelivery) => Promise<DeliveryReply>;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Metrics;
  readonly log: Log;
}

const MAX_GRAPHQL_BYTES = 1_048_576;
/** Node refuses a longer request line together with its headers. */
const MAX_ADDRESS_BYTES = 16_384;

/** All routes. Listening is the caller's. */
export function createServer(parts: ServerParts): FastifyInstance {
  const { services, log, metrics } = parts;
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

  void server.register(async (scope) => {
    graphqlRoute(scope, parts);
  });
  void server.register(async (scope) => {
    webhookRoute(scope, parts.receive);
  });
  void server.register(async (scope) => {
    documentRoute(scope, services, parts.authenticate, log);
  });

  healthRoutes(server, parts);
  return server;
}

function graphqlRoute(
  scope: FastifyInstance,
  { apollo, services, authenticate }: ServerParts,
): void {
  // Before the body is read: a stranger gets no parser to play with.
  scope.addHook('onRequest', async (request, reply) => {
    const authentication = await authenticate(credentialsOf(request));
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
}

async function refuseGraphql(
  reply: FastifyReply,
  refusal: Exclude<Authentication, { ok: true }>,
): Promise<void> {
  const unavailable = refusal.reason === 'unavailable';
  if (!unavailable) reply.header('www-authenticate', 'Bearer');
  await reply
    .code(unavailable ? 503 : 401)
    .header('cache-control', 'no-store')
    .send(errorBody(unavailable ? 'UPSTREAM_UNAVAILABLE' : 'UNAUTHENTICATED', refusal.message));
}

function webhookRoute(scope: FastifyInstance, receive: ServerParts['receive']): void {
  // The signature covers the raw bytes, so no parser may touch them, whatever the content type says.
  scope.removeAllContentTypeParsers();
  // A content type that can't even be parsed would be refused before any parser is asked.
  scope.addHook('onRequest', async (request) => {
    request.headers['content-type'] = 'application/octet-stream';
  });
  scope.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: MAX_DELIVERY_BYTES },
    (_request, body, done) => {
      done(null, body);
    },
  );
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    rawBody: Uint8Array | null,
  ) => {
    const signature = request.headers['x-sd-webhook-content-hash'];
    const { status, body } = await receive({ rawBody, signature });
    return reply.code(status).send(body);
  };
  scope.setErrorHandler(async (error, request, reply) => {
    if (statusOf(error) === 413) return answer(request, reply.header('connection', 'close'), null);
    throw error;
  });
  scope.post('/webhooks/spotdraft', { bodyLimit: MAX_DELIVERY_BYTES }, async (request, reply) =>
    answer(request, reply, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)),
  );
}

function documentRoute(
  scope: FastifyInstance,
  services: Services,
  authenticate: Authenticate,
  log: Log,
): void {
  scope.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    reply.header('referrer-policy', 'no-referrer');
  });
  scope.get<{ Params: { contractId: string } }>(
    '/documents/:contractId',
    async (request, reply) => {
      const authentication = await authenticate(credentialsOf(request));
      if (!authentication.ok) {
        if (authentication.reason === 'unavailable') return say(reply, 503, authentication.message);
        return say(
          reply.header('www-authenticate', 'Bearer'),
          401,
          `Sign in to open this document. ${authentication.message}`,
        );
      }
      try {
        const answer = await services.contracts.openDocument(
          requireReader(authentication.caller),
          request.params.contractId,
        );
        switch (answer.kind) {
          case 'link':
            return await reply.redirect(answer.url, 302);
          case 'not-found':
            return await say(reply, 404, NO_SUCH_DOCUMENT);
          case 'not-executed':
            return await say(
              reply,
              409,
              `This contract is ${answer.status}; its document is here once it is EXECUTED.`,
            );
          case 'not-ready':
            return await say(
              reply.header('retry-after', '30'),
              503,
              'The contract is executed, but SpotDraft has not finished its document yet. Try again in a minute.',
            );
        }
      } catch (error) {
        if (error instanceof ForbiddenError && error.service !== 'spotdraft')
          return say(reply, 404, NO_SUCH_DOCUMENT);
        if (!(error instanceof DealdraftError)) throw error;
        log.warn({ err: error, requestId: request.id }, 'document could not be opened');
        return say(
          reply.header('retry-after', '30'),
          503,
          `The document can't be fetched at the moment (reference ${request.id}). Try again in a minute.`,
        );
      }
    },
  );
}

const NO_SUCH_DOCUMENT =
  'There is no such contract, or you have no access to its opportunity in the CRM.';

async function say(reply: FastifyReply, status: number, message: string): Promise<FastifyReply> {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${message}\n`);
}

function credentialsOf(request: FastifyRequest) {
  const apiKey = request.headers['x-api-key'];
  return {
    authorization: request.headers.authorization,
    apiKey: typeof apiKey === 'string' ? apiKey : undefined,
  };
}

/** The shape of a GraphQL answer, so that a client reads every refusal in one way. */
function errorBody(code: string, message: string) {
  return { errors: [{ message, extensions: { code } }] };
}

function statusOf(error: unknown): number {
  return typeof error === 'object' &&
    error !== null &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The request could not be read.';
}
