import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import type { Authentication } from '../auth/authenticate.js';
import { callerKey, rolesOf } from '../auth/caller.js';
import type { Caller } from '../auth/caller.js';
import type { Clock } from '../domain/clock.js';
import { ForbiddenError, InputError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import { languageOf, runInLanguage } from '../domain/said.js';
import { errorBody } from '../resolvers/server/error-body.js';
import type { PersistedOperations } from '../resolvers/server/persisted-operations.js';
import { createRequestContext } from '../resolvers/server/request-context.js';
import type { EventStream } from '../resolvers/server/request-context.js';
import type { CursorSeal } from '../services/paging/cursor-seal.js';
import type { Services } from '../services/create-services.js';
import { EventConnection } from './event-connection.js';
import { createOpenStreams } from './open-streams.js';
import { createStreamHandler } from './stream-handler.js';
import type { StreamHandler } from './stream-handler.js';

export const STREAM_PATH = '/graphql/stream';

export interface StreamMetrics {
  readonly openStreams: (count: number) => void;
  readonly streamEvent: () => void;
  readonly streamDropped: () => void;
}

export interface StreamParts {
  readonly schema: GraphQLSchema;
  readonly persisted: PersistedOperations;
  readonly services: Services;
  /** Of the headers that came with the request, as often as it is asked. */
  readonly authenticate: (request: FastifyRequest) => Promise<Authentication>;
  /** Closes the ids of events: they are numbers of all changes, and would tell how much goes on elsewhere. */
  readonly eventIds: CursorSeal;
  readonly bodyLimit: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: StreamMetrics;
  /** Called before somebody is told of anything. */
  readonly onNews: () => void;
}

/** Adds the route of subscriptions to a scope that lets only known callers in. docs/live.md is its protocol. */
export function streamRoute(scope: FastifyInstance, parts: StreamParts): void {
  const handler = createStreamHandler(parts);
  const streams = createOpenStreams(parts.metrics.openStreams);
  scope.addHook('preClose', async () => {
    streams.close();
  });
  scope.route({
    method: ['GET', 'POST'],
    url: STREAM_PATH,
    exposeHeadRoute: false,
    bodyLimit: parts.bodyLimit,
    handler: async (request, reply) => {
      const { caller } = request;
      if (caller === null) throw new Error('A request came past authentication.');
      if (!takesEvents(request)) {
        return reply
          .code(406)
          .send(
            errorBody(
              'BAD_USER_INPUT',
              'This address answers with events. Send "Accept: text/event-stream".',
            ),
          );
      }
      const place = streams.enter(callerKey(caller));
      if (typeof place === 'string') return refuse(reply, place);
      try {
        const language = languageOf(request.headers['accept-language']);
        const visit = { caller, signal: place.signal, handler, parts };
        return await runInLanguage(language, () => answer(request, reply, visit));
      } finally {
        place.leave();
      }
    },
  });
}

interface Visit {
  readonly caller: Caller;
  readonly signal: AbortSignal;
  readonly handler: StreamHandler;
  readonly parts: StreamParts;
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { caller, signal, handler, parts }: Visit,
): Promise<FastifyReply> {
  const { services, clock, metrics, eventIds } = parts;
  const stream: EventStream = {
    lastEventId: lastEventIdOf(request, eventIds),
    eventId: null,
    settledId: () => null,
  };
  const sealed = (id: string | null) => (id === null ? null : eventIds.seal(id));
  const connection = new EventConnection({
    response: reply.raw,
    clock,
    settledId: () => sealed(stream.settledId()),
    isAllowed: async () => {
      try {
        const again = await parts.authenticate(request);
        if (!again.ok || !hasRolesOf(again.caller, caller)) return false;
        // Remembered for a while; costs a call for each person and two minutes.
        await services.viewer.admit(again.caller);
        return true;
      } catch (error) {
        if (error instanceof ForbiddenError) return false;
        parts.log.warn({ err: error, requestId: request.id }, 'credentials could not be checked');
        return false;
      }
    },
    toErrorEvent: handler.toErrorEvent,
    signal,
    onEvent: metrics.streamEvent,
    onSlow: () => {
      metrics.streamDropped();
      parts.log.warn(
        { requestId: request.id },
        'a reader of live events was too slow and is dropped',
      );
    },
  });
  const { status, headers, body } = await handler.open(request, {
    context: createRequestContext({ caller, services, requestId: request.id, stream }),
    onNext: () => {
      parts.onNews();
      return connection.announce(sealed(stream.eventId));
    },
  });
  if (typeof body === 'string') {
    return reply.code(status).headers(headers).header('cache-control', 'no-store').send(body);
  }
  reply.hijack();
  reply.raw.writeHead(status, {
    ...plainHeaders(reply),
    'x-request-id': request.id,
    'x-content-type-options': 'nosniff',
    'content-type': 'text/event-stream; charset=utf-8',
    // No proxy may keep, change or hold back any of it.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  await connection.send(body);
  return reply;
}

const REFUSALS = {
  'server-full': {
    status: 503,
    message: 'This server has as many open streams as it takes. Try again in a while.',
  },
  'caller-full': {
    status: 429,
    message: 'You have as many open streams as one caller may have. Close some of them.',
  },
  closing: { status: 503, message: 'This server is stopping. Connect again.' },
} as const;

async function refuse(reply: FastifyReply, why: keyof typeof REFUSALS): Promise<FastifyReply> {
  const { status, message } = REFUSALS[why];
  return reply
    .code(status)
    .headers({ 'retry-after': '10', 'cache-control': 'no-store' })
    .send(errorBody('RATE_LIMITED', message));
}

/** Whether a caller still has each role that they had when they came. */
function hasRolesOf(caller: Caller, before: Caller): boolean {
  const roles = rolesOf(caller);
  return rolesOf(before).every((role) => roles.includes(role));
}

function takesEvents({ headers: { accept = '*/*' } }: FastifyRequest): boolean {
  return /(?:^|[\s,])(?:text\/(?:event-stream|\*)|\*\/\*)(?:$|[\s,;])/i.test(accept);
}

const addressQuery = z.object({ lastEventId: z.string().min(1).optional().catch(undefined) });

/** From the header, or from the address for clients that can't set headers. */
function lastEventIdOf({ headers, query }: FastifyRequest, eventIds: CursorSeal): string | null {
  const header = headers['last-event-id'];
  const text =
    typeof header === 'string' && header !== ''
      ? header
      : addressQuery.safeParse(query).data?.lastEventId;
  if (text === undefined) return null;
  try {
    return eventIds.open(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return text; // not from here: too old to go on from
  }
}

/** What hooks have set for every answer, such as the headers of CORS. */
function plainHeaders(reply: FastifyReply): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value : String(value)]],
    ),
  );
}
