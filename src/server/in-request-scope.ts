import type { FastifyReply } from 'fastify';
import { callerKey, nameOf } from '../auth/caller.js';
import type { Caller } from '../auth/caller.js';
import { correlationIdOf, newCause, runBecauseOf } from '../domain/cause.js';
import { CallerLeftError, runInScope } from '../domain/request-scope.js';

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
  const given = correlationIdOf(reply.request.raw.headers['traceparent']);
  return runBecauseOf({ ...newCause(given ?? undefined), actor: nameOf(caller) }, () =>
    runInScope({ caller: callerKey(caller), signal: left.signal }, action),
  );
}
