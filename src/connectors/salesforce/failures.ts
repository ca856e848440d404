import { z } from 'zod';
import type { DealdraftError, ErrorDetails } from '../../domain/errors.js';
import {
  ForbiddenError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import type { CrmPrincipal, RowFailureCause } from '../crm.js';

/** One entry of Salesforce's error list; rows of collections say `statusCode` where everything else says `errorCode`. */
const errorEntry = z.looseObject({
  errorCode: z.string().optional(),
  statusCode: z.string().optional(),
  message: z.string().optional(),
});
const errorEntries = z.union([
  z.array(errorEntry).min(1),
  errorEntry.transform((entry) => [entry]),
]);

const MAX_MESSAGE_LENGTH = 300;
const MINUTE_MS = 60_000;

/** An answer of Salesforce that is not a success, before it is known what it means to the caller. */
export class SalesforceRefusal extends Error {
  readonly status: number;
  /** Null for answers that are no Salesforce error, such as an HTML page of the edge. */
  readonly code: string | null;

  constructor(status: number, code: string | null, message: string) {
    super(message);
    this.name = 'SalesforceRefusal';
    this.status = status;
    this.code = code;
  }
}

/** @param body as received; pages are dropped, Salesforce's own messages shortened. */
export function toRefusal(status: number, body: unknown): SalesforceRefusal {
  if (status === 300) {
    return new SalesforceRefusal(status, 'MULTIPLE_CHOICES', 'Several records match.');
  }
  const entries = errorEntries.safeParse(body);
  const first = entries.success ? entries.data[0] : undefined;
  const code = first?.errorCode ?? first?.statusCode ?? null;
  if (code === null) {
    return new SalesforceRefusal(status, null, `Salesforce answered HTTP ${status}.`);
  }
  return new SalesforceRefusal(status, code, shorten(first?.message ?? code));
}

export function shorten(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > MAX_MESSAGE_LENGTH ? `${line.slice(0, MAX_MESSAGE_LENGTH)}…` : line;
}

/** Codes that pass by themselves, for whole calls and rows alike (Salesforce fact digest §2.14, reaction R). */
const TRANSIENT_CODES: ReadonlySet<string> = new Set([
  'UNABLE_TO_LOCK_ROW',
  'ENTITY_IS_LOCKED',
  'TOO_MANY_APEX_REQUESTS',
  'SERVER_UNAVAILABLE',
  'UNKNOWN_EXCEPTION',
  'INTERNAL_ERROR',
  'INVALID_SERVER_ERROR',
  'REQUEST_RUNNING_TOO_LONG',
  'QUERY_TIMEOUT',
  'REQUEST_LIMIT_EXCEEDED',
  'TXN_SECURITY_METERING_ERROR',
  'INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE',
  'INVALID_READ_ONLY_USER_DML',
  // Rows of a request that failed for another row.
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'PROCESSING_HALTED',
]);

/** Our credentials or the permissions of the user behind them; a person has to act. */
const ACCESS_CODES: ReadonlySet<string> = new Set([
  'INVALID_SESSION_ID',
  'INVALID_AUTH_HEADER',
  'API_DISABLED_FOR_ORG',
  'API_CURRENTLY_DISABLED',
  'FUNCTIONALITY_NOT_ENABLED',
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'ORG_LOCKED',
  'TRIAL_EXPIRED',
  'TXN_SECURITY_NO_ACCESS',
]);

/**
 * Whether a row that was refused may be written again as it is. A trigger's failure is wrapped in
 * CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, and the lock inside it is named by the message alone.
 */
export function isRetryableRow(code: string, message: string): boolean {
  if (TRANSIENT_CODES.has(code)) return true;
  return code === 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' && message.includes('UNABLE_TO_LOCK_ROW');
}

/** What a row's code means to whoever wrote it (Salesforce fact digest §2.14); codes that none names are `other`. */
const ROW_CAUSES: Readonly<Record<Exclude<RowFailureCause, 'other'>, readonly string[]>> = {
  lock: ['UNABLE_TO_LOCK_ROW', 'ALL_OR_NONE_OPERATION_ROLLED_BACK', 'PROCESSING_HALTED'],
  allowance: ['REQUEST_LIMIT_EXCEEDED'],
  credentials: ['INVALID_SESSION_ID', 'INVALID_AUTH_HEADER'],
  // What the org answers to every row, whatever is in it.
  outage: [
    'SERVER_UNAVAILABLE',
    'TOO_MANY_APEX_REQUESTS',
    'TXN_SECURITY_METERING_ERROR',
    'INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE',
    'INVALID_READ_ONLY_USER_DML',
  ],
  passing: [],
  permission: [
    'INSUFFICIENT_ACCESS',
    'INSUFFICIENT_ACCESS_OR_READONLY',
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'TRANSFER_REQUIRES_READ',
    'INACTIVE_OWNER_OR_USER',
    'TXN_SECURITY_NO_ACCESS',
    'INVALID_CROSS_REFERENCE_KEY',
    'ENTITY_IS_DELETED',
  ],
  'missing-field': ['INVALID_FIELD', 'INVALID_FIELD_FOR_INSERT_UPDATE', 'INVALID_TYPE'],
  validation: [
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    'FIELD_FILTER_VALIDATION_EXCEPTION',
    'FIELD_INTEGRITY_EXCEPTION',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'REQUIRED_FIELD_MISSING',
    'STRING_TOO_LONG',
    'NUMBER_OUTSIDE_VALID_RANGE',
    'DUPLICATE_VALUE',
    'DUPLICATES_DETECTED',
    'DUPLICATE_EXTERNAL_ID',
    'INVALID_EMAIL_ADDRESS',
    'MALFORMED_ID',
  ],
};
const CAUSE_BY_CODE: ReadonlyMap<string, RowFailureCause> = new Map(
  Object.entries(ROW_CAUSES).flatMap(([cause, codes]) =>
    codes.map((code) => [code, cause as RowFailureCause] as const),
  ),
);

/** A trigger's failure is wrapped, as `isRetryableRow` says. */
export function causeOfRow(
  code: string,
  message: string,
  retryable = isRetryableRow(code, message),
): RowFailureCause {
  if (retryable && message.includes('UNABLE_TO_LOCK_ROW')) return 'lock';
  return CAUSE_BY_CODE.get(code) ?? (retryable ? 'passing' : 'other');
}

/** What a refusal means to whoever made the call. */
export function toDomainError(
  refusal: SalesforceRefusal,
  operation: string,
  principal: CrmPrincipal,
): DealdraftError {
  const details: ErrorDetails = {
    service: 'salesforce',
    operation,
    status: refusal.status,
    ...(refusal.code === null ? {} : { upstreamCode: refusal.code }),
    cause: refusal,
  };
  if (refusal.code === 'REQUEST_LIMIT_EXCEEDED') {
    return new RateLimitedError(`Salesforce's request allowance is spent: ${refusal.message}`, {
      ...details,
      retryAfterMs: limitRetryAfterMs(refusal.message),
    });
  }
  if (refusal.status === 429) {
    return new RateLimitedError('Salesforce asks for fewer requests.', {
      ...details,
      retryAfterMs: MINUTE_MS,
    });
  }
  // 420: the edge knows no such org at the moment.
  const isTransient = refusal.code !== null && TRANSIENT_CODES.has(refusal.code);
  if (isTransient || refusal.status >= 500 || refusal.status === 420) {
    return new UpstreamUnavailableError(`Salesforce can't answer now: ${refusal.message}`, details);
  }
  const isAccess = refusal.code !== null && ACCESS_CODES.has(refusal.code);
  if (isAccess || refusal.status === 401 || (refusal.status === 403 && refusal.code === null)) {
    return principal.kind === 'user'
      ? new ForbiddenError(`Salesforce does not allow this to you: ${refusal.message}`, details)
      : new UpstreamAuthError(
          `Salesforce refused the integration user: ${refusal.message}`,
          details,
        );
  }
  return new UpstreamRejectedError(`Salesforce refused: ${refusal.message}`, details);
}

/**
 * Salesforce sends no Retry-After, and one code stands for three limits that only the message tells apart. The daily
 * allowance is a window that rolls on, so calls come back all the time; the others count requests that are running now.
 * This is the first wait: who meets the limit again has to wait longer.
 */
function limitRetryAfterMs(message: string): number {
  return /Concurrent/i.test(message) ? 30_000 : MINUTE_MS;
}

/** The code of an error made from a Salesforce answer, for the few places that react to one. */
export function upstreamCodeOf(error: unknown): string | undefined {
  return error instanceof UpstreamRejectedError ? error.upstreamCode : undefined;
}
