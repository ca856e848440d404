import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../auth/authenticate.js';
import { requireReader } from '../auth/caller.js';
import type { Reader } from '../auth/caller.js';
import { DealdraftError, ForbiddenError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import { credentialsOf } from './credentials-of.js';
import { inRequestScope } from './in-request-scope.js';
import { prefersHtml } from './prefers-html.js';
import { languageOf, noted, told } from '../domain/said.js';

export interface OpenParts {
  readonly authenticate: Authenticate;
  /** Whether a browser without credentials can be sent to sign in. */
  readonly canSignIn: boolean;
  readonly publicUrl: () => string;
  readonly log: Log;
}

/** What people read where they wanted a document. */
interface Words {
  readonly what: string;
  /** For what is not there, and for what is not theirs to see. */
  readonly missing: string;
}

/** Nothing that is opened here is kept by a browser or told to where its links lead. */
export function keepPrivate(scope: FastifyInstance): void {
  scope.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    reply.header('referrer-policy', 'no-referrer');
  });
}

/** Answers a link that people follow: as themselves, or by way of the sign-in. `open` does it once it is clear who they are. */
export async function openAsCaller(
  request: FastifyRequest,
  reply: FastifyReply,
  { authenticate, canSignIn, publicUrl, log, what, missing }: OpenParts & Words,
  open: (reader: Reader) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const authentication = await authenticate(credentialsOf(request, publicUrl(), 'page'));
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
      noted`Sign in to open this ${what}. ${authentication.message}`,
    );
  }
  const { caller } = authentication;
  try {
    const reader = requireReader(caller);
    return await inRequestScope(reply, caller, () => open(reader));
  } catch (error) {
    if (error instanceof ForbiddenError && error.service !== 'spotdraft')
      return say(reply, 404, missing);
    if (!(error instanceof DealdraftError)) throw error;
    log.warn({ err: error, requestId: request.id }, `${what} could not be opened`);
    return say(
      reply.header('retry-after', '30'),
      503,
      noted`The ${what} can't be fetched at the moment (reference ${request.id}). Try again in a minute.`,
    );
  }
}

/** A sentence for people, in place of what they wanted to open. */
export async function say(
  reply: FastifyReply,
  status: number,
  message: string,
): Promise<FastifyReply> {
  const language = languageOf(reply.request.headers['accept-language']);
  return reply
    .code(status)
    .type('text/plain; charset=utf-8')
    .send(`${told(message, language)}\n`);
}
