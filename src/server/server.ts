import type { HTTPGraphQLResponse } from '@apollo/server';
import { fastifyCompress } from '@fastify/compress';
import { fastifyCookie } from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SignIn } from '../auth/sign-in.js';
import { WEBHOOK_PATH } from '../domain/own-paths.js';
import { STREAM_PATH } from '../live/stream-route.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { Traces } from '../telemetry/traces.js';
import type { Readiness } from '../telemetry/readiness.js';
import { documentRoute } from './document-route.js';
import { callerRoutes } from './caller-routes.js';
import { GRAPHQL_PATH, graphqlRoutes } from './graphql-routes.js';
import type { GraphqlParts } from './graphql-routes.js';
import { causeOfRequest } from './in-request-scope.js';
import { healthRoutes } from './health-server.js';
import { createHttpServer } from './http-server.js';
import { preferredEncoding } from './preferred-encoding.js';
import { createContractCheck } from './may-see-contract.js';
import { previewRoute } from './preview-route.js';
import { signInRoutes } from './sign-in-routes.js';
import { createSharedAnswers } from './shared-answers.js';
import { registerUi } from './ui-routes.js';
import { UPLOAD_PATH, uploadRoute } from './upload-route.js';
import type { UploadParts } from './upload-route.js';
import type { Counterparty } from './ui-routes.js';
import { webhookRoute } from './webhook-route.js';
import type { ReceiveDelivery } from './webhook-route.js';
import { noted } from '../domain/said.js';

export interface ServerParts
  extends Omit<GraphqlParts, 'sharedAnswers'>, Pick<UploadParts, 'uploadPace'> {
  /** Null where people can't sign in with their browser. */
  readonly signIn: SignIn | null;
  readonly receive: ReceiveDelivery;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Metrics;
  /** Null where nobody collects them. */
  readonly traces: Traces | null;
  /** Told of every route as it is registered, such as `POST /graphql`. */
  readonly onRoute?: (route: string) => void;
  /** The page for browsers at `/`; null where it is not served. */
  readonly ui: { readonly counterparty: Counterparty | null } | null;
}

/** The smallest first. */
const ENCODINGS = ['br', 'gzip'] as const;

function isWebhook(request: FastifyRequest): boolean {
  return request.routeOptions.url === WEBHOOK_PATH;
}

/** All routes. Listening is the caller's. */
export function createServer(parts: ServerParts): FastifyInstance {
  const { log, metrics, traces } = parts;
  const server = createHttpServer({
    log,
    hint: noted`GraphQL is at POST /graphql.`,
    home: parts.ui === null ? null : '/',
    forceCloseConnections: 'idle',
    onRoute: parts.onRoute,
  });
  server.decorateRequest('caller', null);
  server.addHook('onResponse', (request, reply, done) => {
    done();
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
    const cause = causeOfRequest(request.raw);
    if (cause !== null) traces?.request(cause, info);
    log.debug({ ...info, requestId: request.id }, 'request answered');
  });
  // Before what compresses and reads cookies, which is nothing to a machine that wants a word or two.
  void server.register(async (scope) => {
    webhookRoute(scope, parts.receive);
  });
  // Of all that a client may say the compression below weighs only a part, so it is told what comes of it.
  server.addHook('onRequest', (request, _reply, done) => {
    if (!isWebhook(request)) {
      const accepted = request.raw.headers['accept-encoding'];
      request.headers = { 'accept-encoding': preferredEncoding(accepted, ENCODINGS) ?? 'identity' };
    }
    done();
  });
  server.addHook('onSend', (request, reply, _answer, done) => {
    const vary = String(reply.getHeader('vary') ?? '');
    if (!isWebhook(request) && !/accept-encoding/i.test(vary))
      reply.header('vary', vary === '' ? 'accept-encoding' : `${vary}, accept-encoding`);
    done();
  });
  void server.register(fastifyCompress, {
    // Requests are taken as they are; answers of a packet or two are not worth it.
    globalDecompression: false,
    threshold: 1_024,
    encodings: [...ENCODINGS],
  });
  void server.register(fastifyCookie);
  const sharedAnswers = createSharedAnswers<HTTPGraphQLResponse>();
  void server.register(async (scope) => {
    await callerRoutes(scope, parts, [GRAPHQL_PATH, STREAM_PATH, UPLOAD_PATH]);
    await scope.register(async (inner) => {
      graphqlRoutes(inner, { ...parts, sharedAnswers });
    });
    await scope.register(async (inner) => {
      // What is uploaded becomes a contract.
      inner.addHook('onSend', async () => {
        sharedAnswers.outdate();
      });
      uploadRoute(inner, parts);
    });
  });
  void server.register(async (scope) => {
    documentRoute(scope, { ...parts, canSignIn: parts.signIn !== null });
  });
  void server.register(async (scope) => {
    previewRoute(scope, { ...parts, canSignIn: parts.signIn !== null });
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
      await registerUi(scope, { ...ui, ...parts, maySee: createContractCheck(parts) });
    });
  }

  // In a scope as well: what is compressed are routes that come after the plugin.
  void server.register(async (scope) => {
    healthRoutes(scope, parts);
  });
  return server;
}
