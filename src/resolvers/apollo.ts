import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Log } from '../domain/log.js';
import { createErrorFormatter } from './format-error.js';
import type { ErrorFormatter } from './format-error.js';
import { limitsRule } from './limits.js';
import type { RequestContext } from './request-context.js';

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
}

/** Creates the GraphQL server; the caller starts and stops it and puts it behind a route. */
export function createApollo(options: ApolloOptions): ApolloServer<RequestContext> {
  const { schema, log, introspection } = options;
  return new ApolloServer<RequestContext>({
    schema,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    validationRules: [limitsRule],
    formatError: createLoggingErrorFormatter(log),
    // Both caches are bounded: this one is all but unused, parsed documents (`documentStore`) stay below 30 MiB.
    cache: 'bounded',
    persistedQueries: false,
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
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** Creates the formatter whose references are found in the log. */
export function createLoggingErrorFormatter(log: Log): ErrorFormatter {
  return createErrorFormatter({
    onInternal: (error, reference) =>
      log.error({ reference, ...describeForLog(error) }, 'GraphQL request failed internally'),
  });
}

/** Every answer is one caller's view, so nobody on the way may keep it. */
const noStore: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      response.http.headers.set('cache-control', 'no-store');
    },
  }),
};

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
