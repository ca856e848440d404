import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { correlationIdOf } from '../domain/cause.js';
import type { Log } from '../domain/log.js';
import { CallerLeftError } from '../domain/request-scope.js';
import { errorBody } from '../resolvers/server/error-body.js';
import { CONNECTION_LIMITS, limitConnections } from './connection-limits.js';
import type { LimitValues } from './connection-limits.js';
import { createKnownPaths } from './known-paths.js';
import { PLAIN_PAGE_POLICY, plainPage } from './plain-page.js';
import { prefersHtml } from './prefers-html.js';
import { statusOf } from './status-of.js';
import { noted } from '../domain/said.js';

/** Node refuses a longer request line together with its headers. */
const MAX_ADDRESS_BYTES = 16_384;
/** By nobody's standard, and for nobody: the client is gone. */
const CLIENT_CLOSED_REQUEST = 499;

export interface HttpServerOptions {
  readonly log: Log;
  /** What there is, for whoever asks for something else. */
  readonly hint: string;
  /** Where people find something; null where there is no page for them. */
  readonly home: string | null;
  /** `true` ends all connections when the server closes, `idle` lets what is being answered finish. */
  readonly forceCloseConnections: true | 'idle';
  /** Told of every route as it is registered, such as `POST /graphql`. */
  readonly onRoute?: ((route: string) => void) | undefined;
  readonly limitValues?: LimitValues;
}

/** A server without routes: bounds of its connections, and the one form in which all of it says what is wrong. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { log, limitValues = CONNECTION_LIMITS } = options;
  const server = fastify({
    logger: false,
    // The reference in what we answer is what the log and the own log know it by.
    genReqId: (request) => correlationIdOf(request.headers),
    forceCloseConnections: options.forceCloseConnections,
    // Node answers 408 to a head that takes longer to come; of bodies it knows one bound for all addresses, so `limits` has it.
    http: {
      headersTimeout: limitValues.requestWithinMs,
      requestTimeout: 0,
      connectionsCheckingInterval: limitValues.lookEveryMs,
      // Node would refuse what names no host without a word; see `isHostRight`.
      requireHostHeader: false,
    },
    requestTimeout: 0,
    // Names such as `__proto__` are names like others here: whoever takes a body says which ones it knows.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    // As long as an address can be at all, so that a long id is answered by its route: it names nothing.
    routerOptions: { maxParamLength: MAX_ADDRESS_BYTES },
    // No route has a JSON schema: what reads a body has a schema of its own. Fastify would load two compilers of them anyway.
    schemaController: {
      compilersFactory: { buildValidator: refuseSchemas, buildSerializer: refuseSchemas },
    },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (_error, request, reply: FastifyReply) => {
      void reply
        .code(400)
        .headers({ 'x-request-id': request.id, 'cache-control': 'no-store' })
        .send(errorBody('BAD_USER_INPUT', 'The address of this request can not be read.'));
    },
  });
  // Node would answer these itself, without a word.
  server.server.on('checkExpectation', (request) => {
    refuseOn(request.socket, [
      417,
      'Expectation Failed',
      'Only "Expect: 100-continue" is met here.',
    ]);
  });
  server.server.on('connect', (_request, socket) => {
    refuseOn(socket, [400, 'Bad Request', 'This server is no proxy.']);
  });
  const limits = limitConnections(server.server, limitValues);
  const paths = createKnownPaths();
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) {
      paths.add(each, url);
      options.onRoute?.(`${each} ${url}`);
    }
  });

  // Closing ends idle connections once, at its start; one that was busy then would be kept alive and hold the end up.
  let isClosing = false;
  server.addHook('preClose', async () => {
    isClosing = true;
    limits.close();
  });
  // Hooks of every request, this one and those below, call back: a promise for each costs more than what they do.
  server.addHook('onRequest', (request, reply, done) => {
    if (!isHostRight(request.raw)) {
      void reply
        .code(400)
        .headers({ connection: 'close', 'cache-control': 'no-store' })
        .send(errorBody('BAD_USER_INPUT', 'A request has one Host header, with a name in it.'));
      return;
    }
    // Before the body is looked at, which is of no matter then.
    if (request.is404) {
      answerNothing(request, reply).catch(done);
      return;
    }
    if (request.routeOptions.config.takesItsTime === true) limits.leaveToItself(request.raw);
    done();
  });
  server.addHook('preParsing', (request, reply, _body, done) => {
    const encoding = request.raw.headers['content-encoding'] ?? 'identity';
    if (encoding === 'identity' || request.routeOptions.config.takesAnyEncoding === true) {
      done();
      return;
    }
    void reply
      .code(415)
      .headers({ 'accept-encoding': 'identity', 'cache-control': 'no-store' })
      .send(
        errorBody(
          'BAD_USER_INPUT',
          'The body is compressed, which is not taken here. Send it as it is.',
        ),
      );
  });
  server.addHook('onSend', (request, reply, _answer, done) => {
    if (isClosing) reply.header('connection', 'close');
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    const location = reply.getHeader('location');
    if (typeof location === 'string') reply.header('location', asciiAddress(location));
    limits.sending(reply.raw);
    done();
  });
  const answerNothing = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store');
    const allowed = paths.methodsAt(request.url);
    if (allowed.length === 0) {
      if (isOpenedByBrowser(request)) return sendNothingPage(reply, options);
      return reply.code(404).send(errorBody('NOT_FOUND', `There is nothing here. ${options.hint}`));
    }
    const allow = [...allowed, 'OPTIONS'].join(', ');
    if (request.method === 'OPTIONS') return reply.code(204).header('allow', allow).send();
    return reply
      .code(405)
      .header('allow', allow)
      .send(errorBody('BAD_USER_INPUT', `This address takes ${allowed.join(' and ')} only.`));
  };
  // What a plugin gives up comes here.
  server.setNotFoundHandler(answerNothing);
  server.setErrorHandler(async (error, request, reply) => {
    reply.header('cache-control', 'no-store');
    if (error instanceof CallerLeftError) {
      log.debug({ requestId: request.id }, 'the client hung up before its answer');
      return reply.code(CLIENT_CLOSED_REQUEST).send();
    }
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
  return server;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is taken as the bytes it is, whatever is said of its encoding. */
    readonly takesAnyEncoding?: boolean;
    /** The route itself sees to it that the body comes. */
    readonly takesItsTime?: boolean;
  }
}

/** A header holds ASCII; an address from elsewhere may hold any letter, which stands percent-encoded in one. */
export function asciiAddress(address: string): string {
  return address.toWellFormed().replace(/[^\x21-\x7e]+/g, (letters) => encodeURIComponent(letters));
}

const UNREADABLE: Readonly<Record<string, readonly [number, string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not come in full in time.'],
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    'The address and headers of this request are too long.',
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'Payload Too Large', 'The body is too large.'],
};

/** Of what is no HTTP request, or not to its end, there is no reply to send by: only a socket. */
function answerUnreadable(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET') return;
  refuseOn(
    socket,
    UNREADABLE[error.code ?? ''] ?? [
      400,
      'Bad Request',
      'This is not an HTTP request that can be read.',
    ],
  );
}

function refuseOn(
  socket: Duplex,
  [status, reason, message]: readonly [number, string, string],
): void {
  if (socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(errorBody('BAD_USER_INPUT', message));
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`,
    // Whoever does not take this either is not waited for.
    () => socket.destroy(),
  );
}

/** Nothing of ours asks which host was meant, but libraries make an address of it; only HTTP/1.0 may leave it out. */
function isHostRight({ httpVersion, headers, rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  // Names and values in turn.
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  if (hosts > 1 || (hosts === 0 && httpVersion !== '1.0')) return false;
  const { host = '' } = headers;
  if (host === '') headers.host = 'localhost';
  return /^(?:[\w.-]*|\[[\da-f:.]+\])(?::\d{0,5})?$/i.test(host);
}

/** A person at an address that is none; programs get JSON. */
function isOpenedByBrowser({ method, headers }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && prefersHtml(headers.accept);
}

function sendNothingPage(reply: FastifyReply, { home, hint }: HttpServerOptions): FastifyReply {
  return reply
    .code(404)
    .type('text/html; charset=utf-8')
    .headers({ 'content-security-policy': PLAIN_PAGE_POLICY, vary: 'accept, accept-language' })
    .send(
      plainPage(
        {
          title: noted`There is nothing at this address`,
          text: home === null ? hint : noted`It may be old, or mistyped.`,
          link: home === null ? null : { href: home, label: noted`Go to the start page` },
        },
        reply.request.headers['accept-language'],
      ),
    );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The request could not be read.';
}

function refuseSchemas(): never {
  throw new Error('A route has a JSON schema, and nothing here compiles one.');
}
