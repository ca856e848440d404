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
  NothingCreatedError,
  RateLimitedError,
  UnauthenticatedError,
  UpstreamAuthError,
  UpstreamContractError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import { said, told } from '../../domain/said.js';
import { CallerLeftError } from '../../domain/request-scope.js';

/** Every value that `extensions.code` can have. docs/errors.md explains them. */
export const GRAPHQL_ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'PERSISTED_QUERY_NOT_FOUND',
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
      message: said`Something went wrong on our side (reference ${reference}).`,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };

  return (formatted, error) => {
    const thrown = unwrap(error);
    const outward =
      (thrown instanceof DealdraftError ? describeDomainError(thrown) : null) ??
      describeDeparture(thrown) ??
      unknownOperation(formatted) ??
      (isRequestFault(formatted, error)
        ? badInput(describeRequestFault(formatted, thrown))
        : mask(thrown));
    return {
      message: told(outward.message),
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: outward.extensions,
    };
  };
}

/** Null for errors whose message is not for callers. */
function describeDomainError(error: DealdraftError): OutwardError | null {
  if (error instanceof NothingCreatedError) {
    const inner = describeDomainError(error.cause);
    return inner && { ...inner, extensions: { ...inner.extensions, nothingCreated: true } };
  }
  const { message } = error;
  const service = error.service === undefined ? {} : { service: error.service };
  const said = { ...service, ...spotdraftCodeOf(error) };
  if (error instanceof InputError || error instanceof ConflictError) return badInput(message);
  if (error instanceof UnauthenticatedError) {
    return { message, extensions: { code: 'UNAUTHENTICATED' } };
  }
  // Without a service it is dealdraft, or the CRM's own rights, that refuse; with one, that system's admin can help.
  if (error instanceof ForbiddenError) {
    return { message, extensions: { code: 'FORBIDDEN', ...said } };
  }
  if (error instanceof NotFoundError) {
    return { message, extensions: { code: 'NOT_FOUND', ...said } };
  }
  if (error instanceof RateLimitedError) {
    return {
      message,
      extensions: { code: 'RATE_LIMITED', retryAfterMs: error.retryAfterMs, ...service },
    };
  }
  if (error instanceof UpstreamAuthError) {
    return {
      message,
      extensions: { code: 'UPSTREAM_UNAVAILABLE', ...service, reason: 'CREDENTIALS_REFUSED' },
    };
  }
  if (
    error instanceof UpstreamUnavailableError ||
    error instanceof AmbiguousOutcomeError ||
    error instanceof UpstreamContractError
  ) {
    return { message, extensions: { code: 'UPSTREAM_UNAVAILABLE', ...service } };
  }
  // SpotDraft refuses what the caller asked for and says why. The CRM refuses what we composed, quoting the query.
  if (error instanceof UpstreamRejectedError && error.service === 'spotdraft') {
    const refused = badInput(message);
    return { ...refused, extensions: { ...refused.extensions, ...spotdraftCodeOf(error) } };
  }
  return null;
}

/** A refusal keeps SpotDraft's own code, whatever it means to us. */
function spotdraftCodeOf({ service, upstreamCode }: DealdraftError): { spotdraftCode?: string } {
  return service === 'spotdraft' && upstreamCode !== undefined
    ? { spotdraftCode: upstreamCode }
    : {};
}

/** Nobody reads it, and nothing went wrong here. */
function describeDeparture(thrown: unknown): OutwardError | null {
  return thrown instanceof CallerLeftError
    ? { message: thrown.message, extensions: { code: 'INTERNAL_SERVER_ERROR' } }
    : null;
}

/** Its message is part of the protocol: clients send the text along, or are told that they may not. */
function unknownOperation({ message, extensions }: GraphQLFormattedError): OutwardError | null {
  const code = 'PERSISTED_QUERY_NOT_FOUND';
  return extensions?.['code'] === code ? { message, extensions: { code } } : null;
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
    ? said`The document is nested too deeply to be read. Split it up.`
    : cut(formatted.message);
}

/** GraphQL quotes what it was given, however long that is. */
const MAX_MESSAGE_LENGTH = 2_000;

function cut(message: string): string {
  return message.length <= MAX_MESSAGE_LENGTH
    ? message
    : `${message.slice(0, MAX_MESSAGE_LENGTH)}\u2026`.toWellFormed();
}

/**
 * Whether GraphQL itself found the request wrong: before execution, under one of its codes; or at its start, pointing
 * at a part of the document that is no field, such as an argument whose variable turned out null, or at no part at all.
 */
function isRequestFault(formatted: GraphQLFormattedError, error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  if (error.path === undefined && REQUEST_FAULT_CODES.has(formatted.extensions?.['code'])) {
    return true;
  }
  const inner = unwrap(error);
  if (!(inner instanceof GraphQLError)) return false;
  const [node] = inner.nodes ?? [];
  // Of nothing in particular: that there are more faults in the variables than are counted.
  if (node === undefined) return error.path === undefined && inner.extensions['code'] === undefined;
  return node.kind !== Kind.FIELD;
}
