import type { IncomingMessage } from 'node:http';
import type { FastifyReply } from 'fastify';
import { callerKey, nameOf } from '../auth/caller.js';
import type { Caller } from '../auth/caller.js';
import { causeOfRequest as causeOf, runBecauseOf } from '../domain/cause.js';
import type { Cause } from '../domain/cause.js';
import { CallerLeftError, runInScope } from '../domain/request-scope.js';
import { languageOf, runInLanguage } from '../domain/said.js';

/** For what is told of a request once it is answered. */
const causes = new WeakMap<IncomingMessage, Cause>();

/** Null for a request that was not answered as anybody's. */
export function causeOfRequest(request: IncomingMessage): Cause | null {
  return causes.get(request) ?? null;
}

/**
 * Answers a request as its caller's turn. When the client hangs up first, what still waits for a neighbour is dropped;
 * changes go on to their end (see `act` of the request context).
 */
export function inRequestScope<Result>(
  reply: FastifyReply,
  caller: Caller,
  action: () => Result,
): Result {
  const left = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) left.abort(new CallerLeftError());
  });
  const { raw, id } = reply.request;
  const cause = { ...causeOf(id, raw.headers), actor: nameOf(caller) };
  causes.set(raw, cause);
  const language = languageOf(raw.headers['accept-language']);
  return runBecauseOf(cause, () =>
    runInLanguage(language, () =>
      runInScope({ caller: callerKey(caller), signal: left.signal }, action),
    ),
  );
}
