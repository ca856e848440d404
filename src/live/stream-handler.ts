import type { FastifyRequest } from 'fastify';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { createHandler } from 'graphql-sse';
import type { RequestParams, Response } from 'graphql-sse';
import { z } from 'zod';
import type { Log } from '../domain/log.js';
import { errorBody } from '../resolvers/error-body.js';
import { createLoggingErrorFormatter, MAX_TOKENS } from '../resolvers/apollo.js';
import { limitsRule } from '../resolvers/limits.js';
import type { RequestContext } from '../resolvers/request-context.js';

/** The library wants a type that may have other members, which an interface may not. */
type Context = Pick<RequestContext, keyof RequestContext>;

export interface StreamHandler {
  /** Answers a refusal as text, everything else as messages of an event stream. */
  open(request: FastifyRequest, operation: StreamOperation): Promise<StreamAnswer>;
  readonly toErrorEvent: (error: unknown) => string;
}

export interface StreamOperation {
  readonly context: RequestContext;
  /** Awaited before each event is handed over. */
  readonly onNext: () => Promise<void>;
}

interface StreamAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | AsyncGenerator<string, void, undefined>;
}

const RULES = [...specifiedRules, limitsRule];

/** graphql-sse in its mode of one connection an operation, under the limits and with the errors of /graphql. */
export function createStreamHandler(parts: {
  readonly schema: GraphQLSchema;
  readonly log: Log;
}): StreamHandler {
  const { schema } = parts;
  const formatError = createLoggingErrorFormatter(parts.log);
  const format = (error: GraphQLError): GraphQLError => {
    const { message, extensions } = formatError(error.toJSON(), error);
    const { nodes = null, path = null } = error;
    return new GraphQLError(message, { nodes, path, extensions: extensions ?? null });
  };

  function readOperation(params: RequestParams): DocumentNode | Response {
    let document: DocumentNode;
    try {
      document = parse(params.query, { maxTokens: MAX_TOKENS });
    } catch (error) {
      return refusal(format(requestFault(error)).message);
    }
    const operation = getOperationAST(document, params.operationName)?.operation;
    if (operation === undefined) {
      return refusal('The document has no such operation. Name one of them in "operationName".');
    }
    return operation === OperationTypeNode.MUTATION
      ? refusal('Mutations are not for streams. Send them to POST /graphql.')
      : document;
  }

  const handle = createHandler<FastifyRequest, StreamOperation, Context>({
    schema,
    // No tokens: each operation has a connection of its own.
    authenticate: () => null,
    validate: (against, document) => validate(against, document, RULES).map(requestFault),
    onSubscribe: (request, params) => {
      const document = readOperation(params);
      if (!('kind' in document)) return document;
      return {
        schema,
        document,
        operationName: params.operationName,
        variableValues: params.variables,
        contextValue: request.context.context,
      };
    },
    onNext: async (_context, request, result) => {
      await request.context.onNext();
      return result.errors === undefined
        ? result
        : { ...result, errors: result.errors.map(format) };
    },
  });

  return {
    async open(request, operation) {
      const [body, init] = await handle({
        method: request.method,
        url: request.url,
        headers: {
          get: (name) =>
            // Whoever takes anything takes events; what else came with it is no matter.
            name === 'accept' ? 'text/event-stream' : textOf(request.headers[name]),
        },
        body: textOrObject(request.body),
        raw: request,
        context: operation,
      });
      if (body !== null && typeof body !== 'string') {
        return { status: init.status, headers: {}, body };
      }
      return {
        status: init.status,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(errorBody('BAD_USER_INPUT', messageOf(body) ?? init.statusText)),
      };
    },
    toErrorEvent: (error) => {
      const wrapped = new GraphQLError('', { originalError: toError(error) });
      return `event: next\ndata: ${JSON.stringify({ errors: [format(wrapped)] })}\n\n`;
    },
  };
}

/** GraphQL's own complaints before execution, as Apollo marks them: the request is at fault, not the server. */
function requestFault(error: unknown): GraphQLError {
  const { message, nodes } = error instanceof GraphQLError ? error : { message: '', nodes: null };
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    ...(error instanceof GraphQLError ? {} : { originalError: toError(error) }),
  });
}

function refusal(message: string): Response {
  return [JSON.stringify(errorBody('BAD_USER_INPUT', message)), BAD_REQUEST];
}

const BAD_REQUEST = { status: 400, statusText: 'Bad Request' } as const;
const refusalBody = z.object({ errors: z.tuple([z.object({ message: z.string() })]) });

/** What the library or `refusal` complained of. */
function messageOf(body: string | null): string | null {
  if (body === null) return null;
  const parsed = refusalBody.safeParse(JSON.parse(body));
  return parsed.success ? parsed.data.errors[0].message : null;
}

function textOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}

function textOrObject(body: unknown): string | Record<PropertyKey, unknown> | null {
  const parsed = z.union([z.string(), z.record(z.string(), z.unknown())]).safeParse(body);
  return parsed.success ? parsed.data : null;
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A stream failed.', { cause: error });
}
