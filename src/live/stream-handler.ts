import type { FastifyRequest } from 'fastify';
import {
  getOperationAST,
  getVariableValues,
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
import { errorBody } from '../resolvers/server/error-body.js';
import { createLoggingErrorFormatter, MAX_TOKENS } from '../resolvers/server/apollo.js';
import { limitsRule } from '../resolvers/server/limits.js';
import { costExcess } from '../resolvers/server/operation-cost.js';
import { persistedQueryNotFound } from '../resolvers/server/persisted-operations.js';
import type { PersistedOperations } from '../resolvers/server/persisted-operations.js';
import type { RequestContext } from '../resolvers/server/request-context.js';
import { tryParseJson } from '../domain/well-formed.js';
import { textExcess } from '../resolvers/server/text-excess.js';
import { MAX_VARIABLE_FAULTS, variableExcess } from '../resolvers/server/variable-excess.js';

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
  readonly persisted: PersistedOperations;
  readonly log: Log;
}): StreamHandler {
  const { schema, persisted } = parts;
  const formatError = createLoggingErrorFormatter(parts.log);
  const format = (error: GraphQLError): GraphQLError => {
    const { message, extensions } = formatError(error.toJSON(), error);
    const { nodes = null, path = null } = error;
    return new GraphQLError(message, { nodes, path, extensions: extensions ?? null });
  };

  /** The document, or why it is not carried out. */
  function readOperation(params: RequestParams): DocumentNode | Response {
    let document: DocumentNode;
    try {
      document = parse(params.query, { maxTokens: MAX_TOKENS });
    } catch (error) {
      return refusal([format(requestFault(error))]);
    }
    const operation = getOperationAST(document, params.operationName);
    if (operation == null) {
      return refuse('The document has no such operation. Name one of them in "operationName".');
    }
    if (operation.operation === OperationTypeNode.MUTATION) {
      return refuse('Mutations are not for streams. Send them to POST /graphql.');
    }
    const faults = validate(schema, document, RULES).map(requestFault);
    if (faults.length > 0) return refusal(faults.map(format));
    const variables = params.variables ?? {};
    const tooMuch = variableExcess({ schema, operation, variables });
    if (tooMuch !== null) return refusal([format(tooMuch)]);
    const definitions = operation.variableDefinitions ?? [];
    const { errors } = getVariableValues(schema, definitions, variables, {
      maxErrors: MAX_VARIABLE_FAULTS,
    });
    if (errors !== undefined) return refusal(errors.map(requestFault).map(format));
    const request = { schema, document, operation, variables };
    const excess = textExcess(request) ?? costExcess(request);
    return excess === null ? document : refusal([format(excess)]);
  }

  const handle = createHandler<FastifyRequest, StreamOperation, Context>({
    schema,
    // No tokens: each operation has a connection of its own.
    authenticate: () => null,
    // Done with the operation, of which this would know no variables.
    validate: () => [],
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
      let url: string;
      let body: string | Record<PropertyKey, unknown> | null;
      try {
        url = urlWithText(request.url, persisted);
        body = withText(textOrObject(request.body), persisted);
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        return answerOf(refusal([format(error)]));
      }
      return answerOf(
        await handle({
          method: request.method,
          url,
          headers: {
            get: (name) =>
              // Whoever takes anything takes events; what else came with it is no matter.
              name === 'accept' ? 'text/event-stream' : textOf(request.headers[name]),
          },
          body,
          raw: request,
          context: operation,
        }),
      );
    },
    toErrorEvent: (error) => {
      const wrapped = new GraphQLError('', { originalError: toError(error) });
      return `event: next\ndata: ${JSON.stringify({ errors: [format(wrapped)] })}\n\n`;
    },
  };
}

function answerOf([body, init]: Response): StreamAnswer {
  if (body !== null && typeof body !== 'string') {
    return { status: init.status, headers: {}, body };
  }
  return {
    status: init.status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: refusalText(body, init.statusText),
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

function refuse(message: string): Response {
  return [JSON.stringify(errorBody('BAD_USER_INPUT', message)), BAD_REQUEST];
}

function refusal(errors: readonly GraphQLError[]): Response {
  return [JSON.stringify({ errors }), BAD_REQUEST];
}

const BAD_REQUEST = { status: 400, statusText: 'Bad Request' } as const;
const errorsBody = z.object({
  errors: z.array(z.looseObject({ message: z.string() })).min(1),
});

/** What `refusal` or the library complained of; the library gives its errors no codes. */
function refusalText(body: string | null, statusText: string): string {
  const parsed = errorsBody.safeParse(body === null ? null : JSON.parse(body));
  if (!parsed.success) return JSON.stringify(errorBody('BAD_USER_INPUT', statusText));
  const errors = parsed.data.errors.map((error) => ({
    extensions: { code: 'BAD_USER_INPUT' },
    ...error,
  }));
  return JSON.stringify({ errors });
}

function textOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}

function textOrObject(body: unknown): string | Record<PropertyKey, unknown> | null {
  const parsed = z.union([z.string(), z.record(z.string(), z.unknown())]).safeParse(body);
  return parsed.success ? parsed.data : null;
}

const byHash = z.object({
  query: z.null().optional(),
  extensions: z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) }),
});

/** A request that names its operation by hash, as if it had sent the text; an unknown one as it is, without any. */
function withText<Body>(body: Body, persisted: PersistedOperations): Body {
  const parsed = byHash.safeParse(body);
  if (!parsed.success) return body;
  const query = persisted.textOf(parsed.data.extensions.persistedQuery.sha256Hash);
  if (query === undefined) throw persistedQueryNotFound();
  return { ...body, query };
}

/** The same for a request whose parts stand in its address. */
function urlWithText(url: string, persisted: PersistedOperations): string {
  const [path = '', search = ''] = url.split('?', 2);
  const params = new URLSearchParams(search);
  const extensions = params.get('extensions');
  if (params.has('query') || extensions === null) return url;
  const { query } = withText<{ extensions: unknown; query?: string }>(
    { extensions: tryParseJson(extensions) },
    persisted,
  );
  if (query === undefined) return url;
  params.set('query', query);
  return `${path}?${params.toString()}`;
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A stream failed.', { cause: error });
}
