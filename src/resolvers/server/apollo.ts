import { ApolloServer } from '@apollo/server';
import type { ApolloServerOptionsWithGateway, ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { FormattedExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Log } from '../../domain/log.js';
import { errorBody } from './error-body.js';
import { createErrorFormatter } from './format-error.js';
import type { ErrorFormatter } from './format-error.js';
import { limitsRule } from './limits.js';
import type { PersistedOperations } from './persisted-operations.js';
import { createExecute } from './planned-execution.js';
import { costOf, excessOf } from './operation-cost.js';
import type { OperationCost } from './operation-cost.js';
import type { RequestContext } from './request-context.js';
import { textExcess } from './text-excess.js';
import { variableExcess } from './variable-excess.js';
import { said } from '../../domain/said.js';

/**
 * Bounds the work before the limits on depth and fields can be checked. 500 fields with arguments take a third of it;
 * the rest is for contract data written into the document rather than into variables.
 */
export const MAX_TOKENS = 20_000;

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  /** Whether the schema can be asked for; otherwise error messages don't suggest names from it either. */
  readonly introspection: boolean;
  readonly persisted: PersistedOperations;
}

/** Creates the GraphQL server; the caller starts and stops it and puts it behind a route. */
export function createApollo(options: ApolloOptions): ApolloServer<RequestContext> {
  const { schema, log, introspection, persisted } = options;
  return new ApolloServer<RequestContext>({
    gateway: planning(schema),
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    // Every request comes with credentials: those that a browser adds by itself are taken from our own pages only, which is
    // checked before (auth/with-browser-sessions.ts), by what no page can set. So no client needs a header of Apollo's.
    csrfPrevention: false,
    stringifyResult: stringifyBounded,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    validationRules: [limitsRule],
    formatError: createLoggingErrorFormatter(log),
    // Both caches are bounded: this one is all but unused, parsed documents (`documentStore`) stay below 30 MiB.
    cache: 'bounded',
    // A client may send the hash of a text that another server of ours was told: it is told so, and sends the text along.
    persistedQueries: { cache: createKnownTexts(persisted), ttl: null },
    logger: {
      debug: (message: unknown) => log.debug({ component: 'apollo' }, String(message)),
      info: (message: unknown) => log.info({ component: 'apollo' }, String(message)),
      warn: (message: unknown) => log.warn({ component: 'apollo' }, String(message)),
      error: (message: unknown) => log.error({ component: 'apollo' }, String(message)),
    },
    // Neither NODE_ENV nor APOLLO_KEY may change what the server does or whom it reports to.
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
    plugins: [
      noStore,
      createCostLimit(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** The one door of Apollo's for an executor of one's own. */
function planning(
  schema: GraphQLSchema,
): ApolloServerOptionsWithGateway<RequestContext>['gateway'] {
  const execute = createExecute(schema);
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: ({ document, operation, request, context }) =>
        execute({
          document,
          operation,
          operationName: request.operationName,
          variables: request.variables,
          context,
        }),
    }),
    stop: async () => undefined,
  };
}

const KEPT_TEXTS_BYTES = 4 * 1_048_576;
const APQ_PREFIX = /^apq:/;

/** What a hash stands for: the texts of the file, and bounded those that clients taught this process. */
function createKnownTexts(persisted: PersistedOperations): KeyValueCache {
  const taught = new InMemoryLRUCache<string>({
    maxSize: KEPT_TEXTS_BYTES,
    sizeCalculation: (text) => text.length + 1,
  });
  return {
    get: async (key) => persisted.textOf(key.replace(APQ_PREFIX, '')) ?? taught.get(key),
    set: (key, text) => taught.set(key, text),
    delete: (key) => taught.delete(key),
  };
}

/** Creates the formatter whose references are found in the log. */
export function createLoggingErrorFormatter(log: Log): ErrorFormatter {
  return createErrorFormatter({
    onInternal: (error, reference) =>
      log.error({ reference, ...describeForLog(error) }, 'GraphQL request failed internally'),
  });
}

/** Far beyond what an operation within its limits gets; what lists turn out to hold nobody knows before. */
const MAX_ANSWER_LENGTH = 8 * 1_048_576;

function stringifyBounded(result: FormattedExecutionResult): string {
  const text = JSON.stringify(result);
  if (text.length <= MAX_ANSWER_LENGTH) return text;
  return JSON.stringify(
    errorBody(
      'BAD_USER_INPUT',
      said`The answer would be ${Math.ceil(text.length / 1_048_576)} MB large, but at most ${MAX_ANSWER_LENGTH / 1_048_576} MB are sent. Ask for fewer entries at a time (\`first\`), or for fewer fields of each.`,
    ),
  );
}

/** Every answer is one caller's view, so nobody on the way may keep it. */
const noStore: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      response.http.headers.set('cache-control', 'no-store');
    },
  }),
};

/** Before anything is executed, when the sizes of lists are known that stand in variables. */
function createCostLimit(): ApolloServerPlugin<RequestContext> {
  /** Of operations without variables, which cost the same each time: parsed documents are kept, and these as long as they. */
  const known = new WeakMap<OperationDefinitionNode, OperationCost>();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
        if (operation === undefined) return;
        const variables = request.variables ?? {};
        const priced = { schema, document, operation, variables };
        let cost = known.get(operation);
        if (cost === undefined) {
          const tooLong = variableExcess(priced) ?? textExcess(priced);
          if (tooLong !== null) throw tooLong;
          cost = costOf(priced);
          const excess = excessOf(cost, priced);
          if (excess !== null) throw excess;
          if (operation.variableDefinitions?.length === 0) known.set(operation, cost);
        }
        contextValue.onPriced?.(cost);
      },
    }),
  };
}

const MAX_CAUSES = 5;

/** Names and stacks only: other properties of a foreign error may hold headers, bodies or tokens. */
function describeForLog(error: unknown): object {
  const causes: string[] = [];
  let cause = error instanceof Error ? error.cause : undefined;
  while (cause instanceof Error && causes.length < MAX_CAUSES) {
    causes.push(`${cause.name}: ${cause.message}`);
    cause = cause.cause;
  }
  return error instanceof Error
    ? { errorName: error.name, stack: error.stack, causes }
    : { errorName: typeof error };
}
