import { randomUUID } from 'node:crypto';
import { GraphQLError, Kind } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import {
  AmbiguousOutcomeError,
  ConflictError,
  DealdraftError,
  ForbiddenError,
  InputError,
  NotFoundError,
  RateLimitedError,
  UnauthenticatedError,
  UpstreamAuthError,
  UpstreamContractError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../domain/errors.js';

/** Every value that `extensions.code` can have. docs/errors.md explains them. */
export const GRAPHQL_ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;
type GraphqlErrorCode = (typeof GRAPHQL_ERROR_CODES)[number];

/** Codes under which Apollo reports that the request itself is at fault. */
const REQUEST_FAULT_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_RESOLUTION_FAILURE',
]);

export interface ErrorFormatterOptions {
  /** Gets what is hidden from the caller, once an error, with the reference that the caller was given. */
  readonly onInternal: (error: unknown, reference: string) => void;
  readonly newReference?: () => string;
}

export type ErrorFormatter = (
  formatted: GraphQLFormattedError,
  error: unknown,
) => GraphQLFormattedError;

interface OutwardError {
  readonly message: string;
  readonly extensions: { readonly code: GraphqlErrorCode } & Readonly<Record<string, unknown>>;
}

/**
 * Creates Apollo's `formatError`: the one place where errors get the code and the words that callers see. Errors that
 * nobody meant for callers become INTERNAL_SERVER_ERROR and a reference; an error under several paths has one reference.
 */
export function createErrorFormatter(options: ErrorFormatterOptions): ErrorFormatter {
  const { onInternal, newReference = randomUUID } = options;
  const references = new WeakMap<Error, string>();

  const mask = (error: unknown): OutwardError => {
    const known = error instanceof Error ? references.get(error) : undefined;
    const reference = known ?? newReference();
    if (known === undefined) {
      if (error instanceof Error) references.set(error, reference);
      onInternal(error, reference);
    }
    return {
      message: `Something went wrong on our side (reference ${reference}).`,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };

  return (formatted, error) => {
    const thrown = unwrap(error);
    const outward =
      (thrown instanceof DealdraftError ? describeDomainError(thrown) : null) ??
      (isRequestFault(formatted, error)
        ? badInput(describeRequestFault(formatted, thrown))
        : mask(thrown));
    return {
      message: outward.message,
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: outward.extensions,
    };
  };
}

/** Null for errors whose message is not for callers. */
function describeDomainError(error: DealdraftError): OutwardError | null {
  const { message } = error;
  const service = error.service === undefined ? {} : { service: error.service };
  if (error instanceof InputError || error instanceof ConflictError) return badInput(message);
  if (error instanceof UnauthenticatedError) {
    return { message, extensions: { code: 'UNAUTHENTICATED' } };
  }
  if (error instanceof ForbiddenError) return { message, extensions: { code: 'FORBIDDEN' } };
  if (error instanceof NotFoundError) return { message, extensions: { code: 'NOT_FOUND' } };
  if (error instanceof RateLimitedError) {
    return {
      message,
      extensions: { code: 'RATE_LIMITED', retryAfterMs: error.retryAfterMs, ...service },
    };
  }
  if (
    error instanceof UpstreamUnavailableError ||
    error instanceof AmbiguousOutcomeError ||
    error instanceof UpstreamAuthError ||
    error instanceof UpstreamContractError
  ) {
    return { message, extensions: { code: 'UPSTREAM_UNAVAILABLE', ...service } };
  }
  // SpotDraft refuses what the caller asked for and says why. The CRM refuses what we composed, quoting the query.
  if (error instanceof UpstreamRejectedError && error.service === 'spotdraft') {
    return badInput(message);
  }
  return null;
}

function badInput(message: string): OutwardError {
  return { message, extensions: { code: 'BAD_USER_INPUT' } };
}

/** What was thrown, below the locations and paths that GraphQL put around it. */
function unwrap(error: unknown): unknown {
  let inner = error;
  while (inner instanceof GraphQLError && inner.originalError != null) inner = inner.originalError;
  return inner;
}

/** The parser recurses, so a document of thousands of levels ends its stack rather than reaching the depth limit. */
function describeRequestFault(formatted: GraphQLFormattedError, thrown: unknown): string {
  return thrown instanceof RangeError
    ? 'The document is nested too deeply to be read. Split it up.'
    : formatted.message;
}

/**
 * Whether GraphQL itself found the request wrong: before execution, under one of its codes; or at its start, pointing
 * at a part of the document that is no field, such as an argument whose variable turned out null.
 */
function isRequestFault(formatted: GraphQLFormattedError, error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  if (error.path === undefined && REQUEST_FAULT_CODES.has(formatted.extensions?.['code'])) {
    return true;
  }
  const inner = unwrap(error);
  if (!(inner instanceof GraphQLError)) return false;
  const [node] = inner.nodes ?? [];
  return node !== undefined && node.kind !== Kind.FIELD;
}
