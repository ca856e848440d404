import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastifyCookie } from '@fastify/cookie';
import { fastifyCors } from '@fastify/cors';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Authenticate, Authentication } from './auth/authenticate.js';
import { requireReader } from './auth/caller.js';
import type { Caller } from './auth/caller.js';
import { toContractId } from './domain/contract-id.js';
import type { SignIn } from './auth/sign-in.js';
import type { Clock } from './domain/clock.js';
import { DealdraftError, ForbiddenError } from './domain/errors.js';
import type { Log } from './domain/log.js';
import { errorBody } from './error-body.js';
import { STREAM_PATH, streamRoute } from './live/stream-route.js';
import type { Metrics } from './metrics.js';
import { createRequestContext } from './resolvers/request-context.js';
import type { RequestContext } from './resolvers/request-context.js';
import { browserCookies } from './server/browser-cookies.js';
import { prefersHtml } from './server/prefers-html.js';
import { originOf, signInRoutes } from './server/sign-in-routes.js';
import { healthRoutes } from './health-server.js';
import type { Readiness } from './readiness.js';
import type { CursorSeal } from './services/cursor-seal.js';
import type { Services } from './services/services.js';
import { registerUi } from './ui-routes.js';
import type { Counterparty } from './ui-routes.js';
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
  /** The same that Apollo serves; for subscriptions. */
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly authenticate: Authenticate;
  /** Null where people can't sign in with their browser. */
  readonly signIn: SignIn | null;
  /** Where browsers reach this server. */
  readonly publicUrl: () => string;
  readonly receive: (delivery: IncomingDelivery) => Promise<DeliveryReply>;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Metrics;
  /** Closes the ids of live events. */
  readonly eventIds: CursorSeal;
  /** Origins whose pages may call GraphQL with a token. */
  readonly corsOrigins: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  /** Told of every route as it is registered, such as `POST /graphql`. */
  readonly onRoute?: (route: string) => void;
  /** The page for browsers at `/`; null where it is not served. */
  readonly ui: { readonly counterparty: Counterparty | null } | null;
}

const MAX_GRAPHQL_BYTES = 1_048_576;
/** How long a browser remembers that it may. */
const CORS_MAX_AGE_S = 600;
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
    await graphqlScope(scope, parts);
  });
  void server.register(async (scope) => {
    webhookRoute(scope, parts.receive);
  });
  void server.register(async (scope) => {
    documentRoute(scope, parts);
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

/** What answers GraphQL: one answer at /graphql, events at /graphql/stream. */
async function graphqlScope(scope: FastifyInstance, parts: ServerParts): Promise<void> {
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
  { services, authenticate, signIn, publicUrl, log }: ServerParts,
): void {
  scope.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    reply.header('referrer-policy', 'no-referrer');
  });
  scope.get<{ Params: { contractId: string } }>(
    '/documents/:contractId',
    async (request, reply) => {
      const authentication = await authenticate(credentialsOf(request, publicUrl()));
      if (!authentication.ok) {
        if (authentication.reason === 'unavailable') return say(reply, 503, authentication.message);
        const canSignIn = signIn !== null && authentication.reason === 'missing';
        if (canSignIn && prefersHtml(request.headers.accept))
          return reply.redirect(
            `${publicUrl()}/signin?returnTo=${encodeURIComponent(request.url)}`,
            302,
          );
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

/** For routes that have nothing to say of a contract but "it is yours". */
function createContractCheck({ authenticate, services, publicUrl }: ServerParts) {
  return async (request: FastifyRequest, contractId: string): Promise<boolean> => {
    const authentication = await authenticate(credentialsOf(request, publicUrl()));
    if (!authentication.ok) return false;
    const id = toContractId(contractId);
    if (id === null) return false;
    try {
      const visible = await services.contracts.get(requireReader(authentication.caller), [id]);
      return visible.has(id);
    } catch (error) {
      if (error instanceof ForbiddenError) return false;
      throw error;
    }
  };
}

const NO_SUCH_DOCUMENT =
  'There is no such contract, or you have no access to its opportunity in the CRM.';

async function say(reply: FastifyReply, status: number, message: string): Promise<FastifyReply> {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${message}\n`);
}

function credentialsOf(request: FastifyRequest, publicUrl: string) {
  const apiKey = request.headers['x-api-key'];
  return {
    authorization: request.headers.authorization,
    apiKey: typeof apiKey === 'string' ? apiKey : undefined,
    browser: {
      sessionToken: request.cookies[browserCookies(publicUrl).sessionName],
      ...originOf(request),
    },
  };
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
