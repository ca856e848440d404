/** The two systems dealdraft stands between; errors name the one that failed. */
export type UpstreamService = 'spotdraft' | 'salesforce';

export interface ErrorDetails {
  readonly service?: UpstreamService;
  /** What was being done, e.g. `GET /contracts/{id}/status`; never with values in it. */
  readonly operation?: string;
  /** HTTP status of the answer; absent means that no answer came. */
  readonly status?: number;
  /** The upstream's own code, e.g. `SD_PUBLIC_00009` or `UNABLE_TO_LOCK_ROW`. */
  readonly upstreamCode?: string;
  readonly cause?: unknown;
}

/**
 * Base of every error that dealdraft throws on purpose. Classes are cut by what the caller can do.
 * Messages are shown to people; details end in logs and hold no headers, bodies, tokens or personal data.
 */
export abstract class DealdraftError extends Error {
  abstract readonly code: string;
  abstract readonly retryable: boolean;
  readonly service: UpstreamService | undefined;
  readonly operation: string | undefined;
  readonly status: number | undefined;
  readonly upstreamCode: string | undefined;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.service = details.service;
    this.operation = details.operation;
    this.status = details.status;
    this.upstreamCode = details.upstreamCode;
  }
}

/** Start-up values are unusable. Lists every problem at once; the process ends with exit code 2. */
export class ConfigError extends DealdraftError {
  readonly code = 'CONFIG';
  readonly retryable = false;
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** An argument is wrong: malformed id, cursor of another query, value out of range. */
export class InputError extends DealdraftError {
  readonly code = 'BAD_USER_INPUT';
  readonly retryable = false;
}

/** The state moved on, so that the request no longer applies (an executed contract can't be voided). */
export class ConflictError extends DealdraftError {
  readonly code = 'CONFLICT';
  readonly retryable = false;
}

export class UnauthenticatedError extends DealdraftError {
  readonly code = 'UNAUTHENTICATED';
  readonly retryable = false;
}

export class ForbiddenError extends DealdraftError {
  readonly code = 'FORBIDDEN';
  readonly retryable = false;
}

export class NotFoundError extends DealdraftError {
  readonly code = 'NOT_FOUND';
  readonly retryable = false;
}

/**
 * Why a system can't be worked with: `outage` it does not answer, or fails; `maintenance` it says itself that it takes no
 * calls, whatever is in them; `stranger` what answered is not it (a redirect, a page, an empty or cut answer); `version` it no
 * longer takes the version of its API that we speak; `storage` it has no room for what we write.
 */
export type OutageKind = 'outage' | 'maintenance' | 'stranger' | 'version' | 'storage';

/**
 * No answer, a timeout, a 5xx or somebody else's answer to a call that changed nothing. Says nothing about what was asked
 * for: it passes, and the same call works again.
 */
export class UpstreamUnavailableError extends DealdraftError {
  readonly code = 'UPSTREAM_UNAVAILABLE';
  readonly retryable = true;
  readonly outage: OutageKind;

  constructor(message: string, details: ErrorDetails & { readonly outage?: OutageKind } = {}) {
    super(message, details);
    this.outage = details.outage ?? 'outage';
  }
}

/** A write was sent and its answer was lost: look up what happened before anything else. */
export class AmbiguousOutcomeError extends DealdraftError {
  readonly code = 'AMBIGUOUS_OUTCOME';
  readonly retryable = false;
}

/** A quota is spent. Wait at least `retryAfterMs`. */
export class RateLimitedError extends DealdraftError {
  readonly code = 'RATE_LIMITED';
  readonly retryable = true;
  readonly retryAfterMs: number;

  constructor(message: string, details: ErrorDetails & { readonly retryAfterMs: number }) {
    super(message, details);
    this.retryAfterMs = details.retryAfterMs;
  }
}

/**
 * Our own calls waited for each other longer than anybody waits for them. It says nothing about the neighbour, whose name it
 * bears: nothing of the neighbour's is paused for it.
 */
export class CongestionError extends RateLimitedError {}

/** Our own credentials were refused. Retrying can't help before a person acted. */
export class UpstreamAuthError extends DealdraftError {
  readonly code = 'UPSTREAM_AUTH';
  readonly retryable = false;
}

/** The upstream refused the request for what it says (400, 402, 409, 422). Shown to the caller as it is. */
export class UpstreamRejectedError extends DealdraftError {
  readonly code = 'UPSTREAM_REJECTED';
  readonly retryable = false;
  /** Messages by field, the field's path joined with dots; empty when the upstream named none. */
  readonly fieldMessages: Readonly<Record<string, readonly string[]>>;

  constructor(
    message: string,
    details: ErrorDetails & {
      readonly fieldMessages?: Readonly<Record<string, readonly string[]>>;
    },
  ) {
    super(message, details);
    this.fieldMessages = details.fieldMessages ?? {};
  }
}

/**
 * What was to be created was not, for the reason in `cause`: the request never left, was refused, or was looked for until
 * it was clear. May be tried again.
 */
export class NothingCreatedError extends DealdraftError {
  readonly code = 'NOTHING_CREATED';
  readonly retryable = true;
  override readonly cause: DealdraftError;

  constructor(cause: DealdraftError) {
    super(cause.message, {
      cause,
      ...(cause.service === undefined ? {} : { service: cause.service }),
      ...(cause.operation === undefined ? {} : { operation: cause.operation }),
      ...(cause.status === undefined ? {} : { status: cause.status }),
      ...(cause.upstreamCode === undefined ? {} : { upstreamCode: cause.upstreamCode }),
    });
    this.cause = cause;
  }
}

/** The upstream's answer does not fit its documented shape. */
export class UpstreamContractError extends DealdraftError {
  readonly code = 'UPSTREAM_CONTRACT';
  readonly retryable = false;
}

/** Retrying can't help; parked with its cause. */
export class TerminalError extends DealdraftError {
  readonly code = 'TERMINAL';
  readonly retryable = false;
}

/** Of whatever was thrown. */
export function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('A look-up failed.', { cause: reason });
}
