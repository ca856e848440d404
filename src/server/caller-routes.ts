import { fastifyCors } from '@fastify/cors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate, Authentication } from '../auth/authenticate.js';
import type { Caller } from '../auth/caller.js';
import { errorBody } from '../resolvers/server/error-body.js';
import { credentialsOf } from './credentials-of.js';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

export interface CallerParts {
  readonly authenticate: Authenticate;
  readonly publicUrl: () => string;
  /** Origins whose pages may call with a token. */
  readonly corsOrigins: readonly string[];
}

/** How long a browser remembers that it may. */
const CORS_MAX_AGE_S = 600;

/**
 * What programs and scripts call: whoever does has to show who they are, before anything of a body is looked at, and pages of
 * other origins may where that is configured.
 *
 * @param paths the addresses of the routes that the scope is going to have
 */
export async function callerRoutes(
  scope: FastifyInstance,
  { authenticate, publicUrl, corsOrigins }: CallerParts,
  paths: readonly string[],
): Promise<void> {
  if (corsOrigins.length > 0) {
    await scope.register(fastifyCors, () => async (request: FastifyRequest) => ({
      // Other OPTIONS are answered as everywhere: with what the address takes.
      origin:
        request.method !== 'OPTIONS' || isPreflight(request, paths) ? [...corsOrigins] : false,
      methods: ['GET', 'POST'],
      // Tokens only: a browser that sends a cookie along does not show the page the answer.
      credentials: false,
      allowedHeaders: ['authorization', 'content-type', 'last-event-id'],
      exposedHeaders: ['retry-after', 'x-request-id'],
      maxAge: CORS_MAX_AGE_S,
    }));
  }
  // Before the body is read: a stranger gets no parser to play with.
  scope.addHook('onRequest', async (request, reply) => {
    if (request.method === 'OPTIONS') return;
    const authentication = await authenticate(credentialsOf(request, publicUrl(), 'call'));
    if (authentication.ok) request.caller = authentication.caller;
    else await refuse(reply, authentication);
  });
}

/** Who calls a route of `callerRoutes`. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('A request came past authentication.');
  return request.caller;
}

/** The library's route for these stands for all addresses. */
function isPreflight({ url, headers }: FastifyRequest, paths: readonly string[]): boolean {
  const [path = ''] = url.split('?', 1);
  return (
    paths.includes(path) &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

const REFUSALS = {
  missing: [401, 'UNAUTHENTICATED'],
  invalid: [401, 'UNAUTHENTICATED'],
  forbidden: [403, 'FORBIDDEN'],
  unavailable: [503, 'UPSTREAM_UNAVAILABLE'],
} as const;

async function refuse(
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
