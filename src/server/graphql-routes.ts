import { HeaderMap } from '@apollo/server';
import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { streamRoute } from '../live/stream-route.js';
import type { StreamParts } from '../live/stream-route.js';
import { tryParseJson, wellFormedValue } from '../domain/well-formed.js';
import { languageOf } from '../domain/said.js';
import { errorBody } from '../resolvers/server/error-body.js';
import { operationHash, persistedQueryNotFound } from '../resolvers/server/persisted-operations.js';
import { createRequestContext } from '../resolvers/server/request-context.js';
import type { RequestContext } from '../resolvers/server/request-context.js';
import type { Caller } from '../auth/caller.js';
import { callerOf } from './caller-routes.js';
import type { CallerParts } from './caller-routes.js';
import { credentialsOf } from './credentials-of.js';
import { inRequestScope } from './in-request-scope.js';
import type { SharedAnswers } from './shared-answers.js';

export interface GraphqlParts
  extends Omit<StreamParts, 'authenticate' | 'bodyLimit' | 'onNews'>, CallerParts {
  /** Already started; serves the same schema as the stream. */
  readonly apollo: ApolloServer<RequestContext>;
  readonly sharedAnswers: SharedAnswers<HTTPGraphQLResponse>;
}
export const GRAPHQL_PATH = '/graphql';
const MAX_GRAPHQL_BYTES = 1_048_576;

/** What answers GraphQL: one answer at /graphql, events at /graphql/stream. */
export function graphqlRoutes(scope: FastifyInstance, parts: GraphqlParts): void {
  const { apollo, services, persisted, authenticate, publicUrl, sharedAnswers } = parts;
  // What is no JSON is no operation, and a form of any page could send it.
  scope.removeContentTypeParser('text/plain');
  // Here for all arguments at once: what is stored, compared and sent on later is the same text everywhere.
  scope.addHook('preValidation', async (request) => {
    request.body = wellFormedValue(request.body);
  });
  // Before it is parsed: whoever may not ask learns nothing of the schema from what is wrong with the question.
  scope.addHook('preHandler', async (request, reply) => {
    const operation = namedOperation.safeParse(request.body ?? request.query).data;
    if (operation === undefined) return;
    const { query: text, extensions } = operation;
    const hash = extensions?.persistedQuery?.sha256Hash;
    if (hash !== undefined && hash !== operationHash(text)) {
      const message = 'The text that was sent has another SHA-256 than "persistedQuery" says.';
      await reply.code(400).send(errorBody('BAD_USER_INPUT', message));
    } else if (!persisted.allows(text)) {
      const { message } = persistedQueryNotFound();
      await reply.code(400).send(errorBody('PERSISTED_QUERY_NOT_FOUND', message));
    }
  });
  /** The text of an operation, where it came or where its hash is known. */
  const textOf = (body: unknown): string | undefined => {
    const { query, extensions } = operationNames.safeParse(body).data ?? {};
    const hash = extensions?.persistedQuery?.sha256Hash;
    return query ?? (hash === undefined ? undefined : persisted.textOf(hash));
  };
  async function answer(request: FastifyRequest, caller: Caller): Promise<HTTPGraphQLResponse> {
    const text = request.method === 'POST' ? textOf(request.body) : undefined;
    // Without the word for it, nothing in a document can be a change.
    const isRead = text !== undefined && !/mutation|subscription/.test(text);
    const { method, body, url } = request;
    const asked = isRead ? askedBy(request) : null;
    const question = asked === null ? null : { asked, by: JSON.stringify(caller) };
    try {
      return await sharedAnswers.answer(question, (mayBeShared) =>
        apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: { method, body, headers: headersOf(request), search: searchOf(url) },
          context: async () =>
            createRequestContext({
              caller,
              services,
              requestId: request.id,
              // What is read live from SpotDraft shares its calls where it may, part by part, and takes turns by them.
              onPriced: ({ spotdraft }) => {
                if (spotdraft.total === 0) mayBeShared();
              },
            }),
        }),
      );
    } finally {
      // GET is for queries alone.
      if (request.method === 'POST' && !isRead) sharedAnswers.outdate();
    }
  }
  scope.route({
    // GET for queries alone, as clients send them by default; changes are refused there with 405.
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    exposeHeadRoute: false,
    bodyLimit: MAX_GRAPHQL_BYTES,
    async handler(request, reply) {
      const caller = callerOf(request);
      const { status, headers, body } = await inRequestScope(reply, caller, () =>
        answer(request, caller),
      );
      void reply.code(status ?? 200).headers(Object.fromEntries(headers));
      if (body.kind === 'complete') return body.string;
      throw new Error('No operation of ours is answered in pieces.');
    },
  });
  streamRoute(scope, {
    ...parts,
    authenticate: (request) => authenticate(credentialsOf(request, publicUrl(), 'call')),
    bodyLimit: MAX_GRAPHQL_BYTES,
    // Whoever is told of news asks for them.
    onNews: () => {
      sharedAnswers.outdate();
    },
  });
}

/** All that the answer follows from, but for who asks; null for what nests too deep to be said, which is refused later on. */
function askedBy({ headers, body }: FastifyRequest): string | null {
  try {
    return JSON.stringify([headers.accept, languageOf(headers['accept-language']), body]);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}

/** The headers by which GraphQL is asked. */
function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const name of ['accept', 'content-type'] as const) {
    const value = headers[name];
    if (value !== undefined) map.set(name, value);
  }
  return map;
}

function searchOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}

/** What came of an operation: its text, its hash, or both. */
const operationNames = z.object({
  query: z.string().optional(),
  extensions: z
    .preprocess(
      // In an address it is text.
      (extensions) => (typeof extensions === 'string' ? tryParseJson(extensions) : extensions),
      z.object({ persistedQuery: z.object({ sha256Hash: z.string() }).optional() }),
    )
    .optional()
    .catch(undefined),
});

/** An operation whose text came; its hash may have come with it. */
const namedOperation = operationNames.required({ query: true });
