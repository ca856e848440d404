import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';

import type { Deliveries } from './webhooks/deliveries.js';
import type { DownloadLinks } from './documents/download-links.js';
import { ApiError, notFound, plainError } from './errors.js';
import { isObject } from './json.js';
import { refuseWhereFrozen } from './contracts/frozen.js';
import type { Lifecycle } from './contracts/lifecycle.js';
import type { Contract } from './model.js';
import type { SlidingWindowLimit } from './rate-limit.js';
import type { User } from './reference-data.js';
import type { WorkspaceState } from './state.js';

/** What the routes work with. */
export interface Workspace {
  readonly state: WorkspaceState;
  readonly lifecycle: Lifecycle;
  readonly deliveries: Deliveries;
  readonly links: DownloadLinks;
  readonly rateLimit: SlidingWindowLimit;
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
  readonly hmacKey: string;
  readonly externalLookup: { readonly isNested: boolean; readonly ids: 'composite' | 'integer' };
  readonly acceptUnknownDataKeys: boolean;
}

export interface ApiCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Who the call runs as: the `user-email`, or the person linked to the credentials. */
  readonly actor: User;
  readonly isUserScoped: boolean;
  /** The sandbox's own origin as the caller wrote it. */
  readonly origin: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With or without a trailing slash, exactly as the operation has it. */
  readonly path: string;
  readonly handle: (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>;
}

/** Answers operations that are not written by hand. */
export interface Fallback {
  /** @returns the operation's path with its parameters, `null` for none. */
  routeOf(method: string, path: string): Promise<string | null>;
  /** @returns `null` where the path is none of the API's; `method-not-allowed` where it has other methods. */
  answer(
    method: string,
    path: string,
    admit: () => ApiCall,
  ): Promise<ApiAnswer | 'method-not-allowed' | 'other-slash' | null>;
}

const ALL_METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export function ok(json: unknown): ApiAnswer {
  return { status: 200, json };
}

/** 200 without a body, as the operations that only do something answer. */
export const DONE: ApiAnswer = { status: 200 };

/**
 * Registers routes as the API serves them: credentials and the rate limit before the handler, 302 to the right
 * form for a wrong trailing slash with any method, 405 for a method the path lacks. What no route answers goes to
 * `fallback`.
 */
export function registerApiRoutes(
  app: FastifyInstance,
  routes: readonly ApiRoute[],
  workspace: Workspace,
  fallback: Fallback,
): void {
  const answerOtherwise = async (
    request: FastifyRequest,
    reply: FastifyReply,
    isKnownPath: boolean,
  ) => {
    const { pathname } = new URL(request.url, 'http://sandbox');
    const answer = await fallback.answer(request.method, pathname, () => admit(request, workspace));
    if (typeof answer === 'object' && answer !== null) return sendAnswer(reply, answer);
    if (!isKnownPath && answer === null) throw notFound();
    if (!isKnownPath && answer === 'other-slash') return redirectToRightSlash(request, reply);
    admit(request, workspace);
    throw plainError(405, `Method "${request.method}" not allowed.`);
  };
  app.setNotFoundHandler(async (request, reply) => {
    try {
      return await answerOtherwise(request, reply, false);
    } catch (error) {
      return answerError(error, reply);
    }
  });

  const methodsByPath = new Map<string, Set<string>>();
  for (const route of routes) {
    const methods = methodsByPath.get(route.path) ?? new Set();
    methodsByPath.set(route.path, methods.add(route.method));
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const call = admit(request, workspace);
        return sendAnswer(reply, await route.handle(call));
      },
    });
  }
  for (const [path, methods] of methodsByPath) {
    app.route({
      method: ALL_METHODS.filter((method) => !methods.has(method)),
      url: path,
      handler: async (request, reply) => answerOtherwise(request, reply, true),
    });
    app.route({ method: ALL_METHODS, url: toggleSlash(path), handler: redirectToRightSlash });
  }
}

/**
 * The contract a composite id names. An integer, a deleted contract and one that is not visible yet are all 404,
 * and so is one that user scoping hides.
 */
export function requireComposite(call: ApiCall, { state }: Workspace, scoped = false): Contract {
  const id = call.params.id ?? '';
  const contract = /^[TH]-\d+$/.test(id) ? state.contract(id) : undefined;
  return requireVisible(contract, call, state, scoped);
}

/** The contract an integer names; a composite id is 404 here. */
export function requireInteger(call: ApiCall, { state }: Workspace, scoped = false): Contract {
  const id = call.params.id ?? '';
  const contract = /^\d+$/.test(id) ? state.contractByNumber(Number(id)) : undefined;
  return requireVisible(contract, call, state, scoped);
}

function requireVisible(
  contract: Contract | undefined,
  call: ApiCall,
  state: WorkspaceState,
  scoped: boolean,
): Contract {
  if (!contract || !state.isStatusVisible(contract)) throw notFound();
  if (scoped && call.isUserScoped && !state.maySee(call.actor, contract)) throw notFound();
  return contract;
}

function admit(request: FastifyRequest, workspace: Workspace): ApiCall {
  const { credentials, state, rateLimit } = workspace;
  const isKnown =
    header(request, 'client-id') === credentials.clientId &&
    header(request, 'client-secret') === credentials.clientSecret;
  if (!isKnown) throw plainError(401, 'Authentication credentials were not provided or are wrong.');
  if (!rateLimit.admit()) {
    throw plainError(429, 'Request was throttled. Expected available in 1 second.');
  }
  const actor = actingUser(request, state);
  const { pathname } = new URL(request.url, 'http://sandbox');
  refuseWhereFrozen({ method: request.method, path: pathname, body: request.body }, state);
  return {
    params: toParams(request.params),
    query: new URLSearchParams(request.url.split('?')[1] ?? ''),
    body: request.body,
    actor,
    isUserScoped: header(request, 'enforce-user-scoping')?.toLowerCase() === 'true',
    origin: `${request.protocol}://${request.host}`,
  };
}

function actingUser(request: FastifyRequest, state: WorkspaceState): User {
  const email = header(request, 'user-email');
  const user = email === undefined ? state.users[0] : state.userByEmail(email);
  if (!user?.isActive) {
    throw plainError(403, 'The user is not an active member of this workspace.');
  }
  return user;
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function toParams(params: unknown): Record<string, string> {
  if (!isObject(params)) return {};
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

function sendAnswer(reply: FastifyReply, answer: ApiAnswer): FastifyReply {
  void reply.code(answer.status).headers(answer.headers ?? {});
  // The API declares its binary answers as JSON, so that nobody can go by the header.
  if (answer.bytes) return reply.type('application/json').send(Buffer.from(answer.bytes));
  return answer.json === undefined ? reply.send() : reply.send(answer.json);
}

async function redirectToRightSlash(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const [path = '', search] = request.url.split('?');
  return reply.redirect(toggleSlash(path) + (search === undefined ? '' : `?${search}`), 302);
}

function toggleSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
}

/** Turns what a handler threw into the API's answer; anything unforeseen is an empty 500, as from a proxy. */
export function answerError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof ApiError) return reply.code(error.status).send(error.body);
  const status = isObject(error) && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status >= 500) return reply.code(500).send();
  return reply
    .code(status)
    .send({ detail: error instanceof Error ? error.message : 'Bad request.' });
}
