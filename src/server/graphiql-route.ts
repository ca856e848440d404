import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../auth/authenticate.js';
import { credentialsOf } from './credentials-of.js';
import { GRAPHQL_PATH } from './graphql-routes.js';
import { prefersHtml } from './prefers-html.js';

/**
 * Tells a browser that opens /graphql from a program that asks it: both send GET. Whoever brings a token or a key is a
 * program, whatever it takes.
 */
const PURPOSE = {
  name: 'purpose',
  storage: <Handler>() => {
    const handlers = new Map<unknown, Handler>();
    return {
      get: (purpose: unknown) => handlers.get(purpose) ?? null,
      set: (purpose: unknown, handler: Handler) => void handlers.set(purpose, handler),
    };
  },
  deriveConstraint: ({ headers }: Pick<IncomingMessage, 'headers'>) =>
    headers.authorization === undefined &&
    headers['x-api-key'] === undefined &&
    prefersHtml(headers.accept)
      ? 'page'
      : undefined,
};

export interface GraphiqlParts {
  readonly authenticate: Authenticate;
  readonly publicUrl: () => string;
  /** Sends the page as the build left it. */
  readonly sendPage: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
}

/** GraphiQL for people, at the address of the graph itself; they are asked to sign in first. */
export function graphiqlRoute(
  scope: FastifyInstance,
  { authenticate, publicUrl, sendPage }: GraphiqlParts,
): void {
  scope.addConstraintStrategy(PURPOSE);
  scope.route({
    method: 'GET',
    url: GRAPHQL_PATH,
    constraints: { purpose: 'page' },
    exposeHeadRoute: false,
    compress: false,
    handler: async (request, reply) => {
      const authentication = await authenticate(credentialsOf(request, publicUrl(), 'page'));
      if (authentication.ok) return sendPage(request, reply);
      reply.header('cache-control', 'no-store');
      const { reason, message } = authentication;
      if (reason === 'missing') {
        const returnTo = encodeURIComponent(GRAPHQL_PATH);
        return reply.redirect(`${publicUrl()}/signin?returnTo=${returnTo}`, 302);
      }
      return reply
        .code(reason === 'unavailable' ? 503 : 403)
        .type('text/plain; charset=utf-8')
        .send(`${message}\n`);
    },
  });
}
