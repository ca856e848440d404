import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Authenticate } from '../auth/authenticate.js';
import { requireReader } from '../auth/caller.js';
import { DealdraftError, ForbiddenError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import type { Services } from '../services/services.js';
import { credentialsOf } from './credentials-of.js';
import { prefersHtml } from './prefers-html.js';

export interface DocumentParts {
  readonly services: Pick<Services, 'contracts'>;
  readonly authenticate: Authenticate;
  /** Whether a browser without credentials can be sent to sign in. */
  readonly canSignIn: boolean;
  readonly publicUrl: () => string;
  readonly log: Log;
}

const NO_SUCH_DOCUMENT =
  'There is no such contract, or you have no access to its opportunity in the CRM.';

export function documentRoute(
  scope: FastifyInstance,
  { services, authenticate, canSignIn, publicUrl, log }: DocumentParts,
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
        const mayHelp = canSignIn && authentication.reason === 'missing';
        if (mayHelp && prefersHtml(request.headers.accept))
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

async function say(reply: FastifyReply, status: number, message: string): Promise<FastifyReply> {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${message}\n`);
}
