import { generateKeyPairSync } from 'node:crypto';

import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { installAnswerDate } from '../http/answer-date.js';
import { installFaults, isControlUrl } from '../http/faults.js';
import { toSeedDeals } from '../seed/crm-seed.js';
import type { CrmSeedUser, SeedDeal } from '../seed/crm-seed.js';
import { parseDataUrl } from './api/composite.js';
import { dispatch, routeName } from './api/dispatch.js';
import type { ApiEnvironment, ApiRequest, ApiResponse } from './api/http.js';
import { listVersions } from './api/system-routes.js';
import { registerControlRoutes } from './control-routes.js';
import { SalesforceError } from './errors.js';
import { installInstanceMoves, registerInstanceRoute } from './instance.js';
import { registerOAuthRoutes } from './oauth/register-oauth-routes.js';
import { allowsApi } from './oauth/scopes.js';
import type { SalesforceSandboxOptions } from './options.js';
import { bearerToken } from './sessions.js';
import { SandboxState } from './state.js';

const MAX_URI_AND_HEADERS_BYTES = 16_384;
const MAX_BODY_BYTES = 50 * 1024 * 1024;

export interface SalesforceSandbox {
  /** Origin without a trailing slash; login and instance URL at once. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PKCS #8 PEM; `null` when the public key was given from outside. */
  readonly privateKeyPem: string | null;
  readonly integrationUsername: string;
  readonly users: readonly CrmSeedUser[];
  /** The seeded deals as another sandbox's seed needs them. */
  readonly deals: readonly SeedDeal[];
  /** The org itself, for tests in the same process: faults, sessions, users, raw records, calls. */
  readonly control: SandboxState;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a Salesforce org with sample data on loopback. */
export async function startSalesforceSandbox(
  options: SalesforceSandboxOptions = {},
): Promise<SalesforceSandbox> {
  const host = options.host ?? '127.0.0.1';
  const state = new SandboxState(options);
  const keys =
    options.publicKeyPem === undefined
      ? (ownKeys ??= createKeyPair())
      : { publicKey: options.publicKeyPem, privateKey: null };
  const clientId = options.clientId ?? 'sandbox-app';
  const clientSecret = options.clientSecret ?? 'sandbox-app-secret';
  const integrationUsername = state.org.admin.username;
  let url = '';

  // The platform's own limit on URI and headers is checked below; Node's must not strike before it.
  const server = fastify({
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    http: { maxHeaderSize: 1024 * 1024 },
  });
  installAnswerDate(server, state.now);
  installRequestLimits(server);
  installInstanceMoves(server, state.instance);
  installFaults(server, state.faults);
  installBodyParsers(server);
  registerOAuthRoutes(server, {
    app: {
      clientId,
      clientSecret,
      publicKeyPem: keys.publicKey,
      runAsUsername: integrationUsername,
    },
    org: () => state.org,
    sessions: state.sessions,
    rotatesRefreshTokens: options.rotatesRefreshTokens ?? false,
    unapproved: new Set((options.unapprovedUsernames ?? []).map((name) => name.toLowerCase())),
    loginUrl: () => url,
    instanceUrl: () => state.instance.url,
    now: state.now,
    countCall: (method, route) => state.usage.calls.record(method, route),
  });
  registerControlRoutes(server, state);
  registerInstanceRoute(server, state.instance);
  registerApi(server, state, {
    queryPageSize: options.queryPageSize ?? 2_000,
    instanceUrl: () => state.instance.url,
  });

  url = await server.listen({ host, port: options.port ?? 0 });
  state.instance.start(url, (request, response) => {
    server.routing(request, response);
  });
  const close = async (): Promise<void> => {
    await state.instance.close();
    await server.close();
  };
  return {
    url,
    clientId,
    clientSecret,
    privateKeyPem: keys.privateKey,
    integrationUsername,
    users: state.org.seed.users,
    deals: toSeedDeals(state.org.seed),
    control: state,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** One pair a process: to make one takes longer than all the rest of a start. */
let ownKeys: ReturnType<typeof createKeyPair> | undefined;

function createKeyPair(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** A long query in the URL is refused by the front end, in HTML: 414 for the URI alone, 431 together with headers. */
function installRequestLimits(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    const uriBytes = Buffer.byteLength(request.raw.url ?? '');
    const headerBytes = request.raw.rawHeaders.reduce(
      (sum, text) => sum + Buffer.byteLength(text) + 2,
      0,
    );
    if (uriBytes + headerBytes <= MAX_URI_AND_HEADERS_BYTES || isControlUrl(request.url)) return;
    const status = uriBytes > MAX_URI_AND_HEADERS_BYTES ? 414 : 431;
    const title = status === 414 ? 'URI Too Long' : 'Request Header Fields Too Large';
    await reply
      .code(status)
      .type('text/html')
      .send(`<html><body><h1>Bad Message ${status}</h1><pre>reason: ${title}</pre></body></html>`);
  });
}

function installBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, new URLSearchParams(String(body)));
    },
  );
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') {
      done(null, undefined);
      return;
    }
    try {
      done(null, JSON.parse(String(body)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'not JSON';
      done(new SalesforceError('JSON_PARSER_ERROR', reason));
    }
  });
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof SalesforceError) return sendError(reply, error);
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    const message = error instanceof Error ? error.message : 'An unexpected error occurred';
    return reply
      .code(status)
      .send([{ message, errorCode: status === 500 ? 'UNKNOWN_EXCEPTION' : 'INVALID_INPUT' }]);
  });
  server.setNotFoundHandler((_request, reply) =>
    sendError(reply, new SalesforceError('NOT_FOUND', 'The requested resource does not exist')),
  );
}

function registerApi(
  server: FastifyInstance,
  state: SandboxState,
  settings: { queryPageSize: number; instanceUrl: () => string },
): void {
  const answerVersions = async (): Promise<object> => listVersions();
  server.get('/services/data', answerVersions);
  server.get('/services/data/', answerVersions);
  server.route({
    method: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
    url: '/services/data/*',
    handler: async (request, reply) => {
      try {
        return await send(reply, answer(request, reply, state, settings));
      } catch (error) {
        if (!(error instanceof SalesforceError)) throw error;
        return sendError(reply, error);
      }
    },
  });
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  state: SandboxState,
  settings: { queryPageSize: number; instanceUrl: () => string },
): ApiResponse {
  const { org, usage } = state;
  const target = parseDataUrl(request.raw.url ?? '');
  usage.calls.record(
    request.method,
    target === null ? 'unknown' : routeName(request.method, target.segments),
  );
  const session = state.sessions.use(bearerToken(request.headers.authorization));
  if (!allowsApi(session.scopes)) {
    throw new SalesforceError(
      'INVALID_SESSION_ID',
      'This session is not valid for use with the REST API',
    );
  }
  const principal = org.access.principal(session.userId);
  const user = org.store.find('User', session.userId);
  if (principal === null || user?.IsActive !== true) {
    throw new SalesforceError('INVALID_SESSION_ID', 'Session expired or invalid');
  }
  const meter = () => reply.header('sforce-limit-info', `api-usage=${usage.used}/${usage.max}`);
  meter();
  org.faults.checkRequest();
  usage.spend();
  meter();
  if (target === null)
    throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist');
  const environment: ApiEnvironment = {
    org,
    usage,
    queryPageSize: settings.queryPageSize,
    instanceUrl: settings.instanceUrl(),
    recordSoql: (soql) => usage.recordSoql(soql),
    countCall: () => usage.spend(),
    dispatch: (subrequest) => dispatch(subrequest, environment),
  };
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const apiRequest: ApiRequest = {
    ...target,
    method: request.method,
    headers,
    body: request.body,
    principal,
  };
  return dispatch(apiRequest, environment);
}

function send(reply: FastifyReply, response: ApiResponse): FastifyReply {
  void reply.code(response.status).headers(response.headers ?? {});
  if (response.body === undefined) return reply.send();
  if (Buffer.isBuffer(response.body)) return reply.send(response.body);
  return reply.type('application/json;charset=UTF-8').send(JSON.stringify(response.body));
}

function sendError(reply: FastifyReply, error: SalesforceError): FastifyReply {
  return reply
    .code(error.httpStatus)
    .type('application/json;charset=UTF-8')
    .send(JSON.stringify([error.toRestError()]));
}
