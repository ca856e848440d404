import type { OutageKind } from '../../domain/errors.js';
import type { RowFailureCause } from '../crm.js';

/**
 * What Salesforce's own codes mean, the same for whole calls and for rows. A code that no
 * list names may mean anything: it is nothing but a bad day where a whole call carries it, and a row that does is tried again
 * before it is given up.
 */

/** The org as a whole takes no calls, whatever is in them. Passes by itself or by what an admin does there. */
const ORG_WIDE: ReadonlyMap<string, OutageKind> = new Map([
  ['SERVER_UNAVAILABLE', 'maintenance'],
  ['TOO_MANY_APEX_REQUESTS', 'maintenance'],
  ['TXN_SECURITY_METERING_ERROR', 'maintenance'],
  ['INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE', 'maintenance'],
  ['INVALID_READ_ONLY_USER_DML', 'maintenance'],
  ['FORBIDDEN', 'maintenance'],
  // No call of ours names a single record, so it is the API itself that is not found.
  ['NOT_FOUND', 'maintenance'],
  ['UNSUPPORTED_API_VERSION', 'version'],
  ['INVALID_VERSION', 'version'],
  ['GONE', 'version'],
  ['STORAGE_LIMIT_EXCEEDED', 'storage'],
  ['EXCEEDED_QUOTA', 'storage'],
]);

/** A row alone may be what failed; the same row passes later. */
const PASSING: ReadonlySet<string> = new Set([
  'ENTITY_IS_LOCKED',
  'UNKNOWN_EXCEPTION',
  'INTERNAL_ERROR',
  'INVALID_SERVER_ERROR',
  'REQUEST_RUNNING_TOO_LONG',
  'QUERY_TIMEOUT',
]);

/** Another write was in the way: the row alone passes shortly. */
const LOCKED: ReadonlySet<string> = new Set([
  'UNABLE_TO_LOCK_ROW',
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'PROCESSING_HALTED',
]);

/** Our app or user is shut out of the org, whoever asks; a person has to act there. */
const SHUT_OUT: ReadonlySet<string> = new Set([
  'API_DISABLED_FOR_ORG',
  'FUNCTIONALITY_NOT_ENABLED',
  'ORG_LOCKED',
  'TRIAL_EXPIRED',
]);

/** Whose session it is lacks the right. */
const NO_ACCESS: ReadonlySet<string> = new Set([
  'API_CURRENTLY_DISABLED',
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'TXN_SECURITY_NO_ACCESS',
]);

/** The session has ended. */
const SESSION: ReadonlySet<string> = new Set(['INVALID_SESSION_ID', 'INVALID_AUTH_HEADER']);

const ALLOWANCE = 'REQUEST_LIMIT_EXCEEDED';

/** A whole call that is refused for what it says: our own query or body, or what the object does not have. */
const CALL_VERDICTS: ReadonlySet<string> = new Set([
  'MALFORMED_QUERY',
  'MALFORMED_SEARCH',
  'INVALID_QUERY_FILTER_OPERATOR',
  'INVALID_QUERY_VALUE',
  'INVALID_QUERY_LOCATOR',
  'QUERY_TOO_COMPLICATED',
  'JSON_PARSER_ERROR',
  'INVALID_ARGUMENT_TYPE',
  'BAD_REQUEST',
  'EXCEEDED_ID_LIMIT',
  'EXCEEDED_MAX_SIZE_REQUEST',
  'OPERATION_TOO_LARGE',
]);

/** What a row's refusal for its own sake means to whoever wrote it. */
const ROW_VERDICTS: Readonly<
  Record<Extract<RowFailureCause, 'permission' | 'missing-field' | 'validation'>, readonly string[]>
> = {
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
    'CANNOT_EXECUTE_FLOW_TRIGGER',
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
const VERDICT_OF_ROW: ReadonlyMap<string, RowFailureCause> = new Map(
  Object.entries(ROW_VERDICTS).flatMap(([cause, codes]) =>
    codes.map((code) => [code, cause as keyof typeof ROW_VERDICTS] as const),
  ),
);

/** What is said to a row that is, or points to, a record which is not there. */
const GONE: ReadonlySet<string> = new Set(['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY']);

/** Failures of automation in the org; the code of what really failed stands in their messages alone. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
  'CANNOT_EXECUTE_FLOW_TRIGGER',
  'CANNOT_EXECUTE_FLOW_REQUEST',
  'APEX_ERROR',
  'TXN_SECURITY_APEX_ERROR',
  'TXN_SECURITY_RUNTIME_ERROR',
]);
/**
 * What an automation ran into that has no code of its own: the limits of one transaction, which fewer rows at once keep to,
 * a record that somebody else holds, a service that it calls.
 */
const PASSING_APEX =
  /\bSystem\.(?:Limit|Async|Callout)Exception\b|\bRecord Currently Unavailable\b/u;
const WRITTEN_CODE = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/gu;

/**
 * The code of what really failed. Triggers and flows call one another, so a wrapper may name a wrapper; the first code that
 * is none is the innermost. What follows it are the words of a validation rule, which may mention anything.
 */
export function innerCode(code: string, message: string): string {
  if (!WRAPPERS.has(code)) return code;
  for (const [named] of message.matchAll(WRITTEN_CODE)) {
    if (!WRAPPERS.has(named) && isKnown(named)) return named;
  }
  return code;
}

export type CallMeaning =
  | { readonly kind: 'allowance' | 'session' | 'shut-out' | 'no-access' | 'verdict' }
  | { readonly kind: 'outage'; readonly outage: OutageKind };

/** What the code of a whole call that was refused means. */
export function meaningOfCall(code: string): CallMeaning {
  if (code === ALLOWANCE) return { kind: 'allowance' };
  if (SESSION.has(code)) return { kind: 'session' };
  if (SHUT_OUT.has(code)) return { kind: 'shut-out' };
  if (NO_ACCESS.has(code)) return { kind: 'no-access' };
  const isVerdict = CALL_VERDICTS.has(code) || VERDICT_OF_ROW.has(code);
  return isVerdict
    ? { kind: 'verdict' }
    : { kind: 'outage', outage: ORG_WIDE.get(code) ?? 'outage' };
}

/** What a row's refusal means, and whether the same row may be written again as it is. */
export function meaningOfRow(
  code: string,
  message: string,
): { readonly cause: RowFailureCause; readonly retryable: boolean; readonly isGone?: true } {
  const inner = innerCode(code, message);
  if (LOCKED.has(inner)) return { cause: 'lock', retryable: true };
  if (inner === ALLOWANCE) return { cause: 'allowance', retryable: true };
  if (SESSION.has(inner) || SHUT_OUT.has(inner)) return { cause: 'credentials', retryable: true };
  // In a row, both are about the record that it names.
  if (inner === 'NOT_FOUND' || NO_ACCESS.has(inner))
    return { cause: 'permission', retryable: false };
  if (ORG_WIDE.has(inner)) return { cause: 'outage', retryable: true };
  const isPassing = PASSING.has(inner) || (WRAPPERS.has(inner) && PASSING_APEX.test(message));
  if (isPassing) return { cause: 'passing', retryable: true };
  const verdict = VERDICT_OF_ROW.get(inner);
  if (verdict !== undefined) {
    return { cause: verdict, retryable: false, ...(GONE.has(inner) ? { isGone: true } : {}) };
  }
  // A failure of automation that names no code is the doing of whoever wrote it there.
  return { cause: 'other', retryable: !isKnown(inner) && !WRAPPERS.has(inner) };
}

function isKnown(code: string): boolean {
  return (
    code === ALLOWANCE ||
    ORG_WIDE.has(code) ||
    [PASSING, LOCKED, SHUT_OUT, NO_ACCESS, SESSION, CALL_VERDICTS].some((codes) =>
      codes.has(code),
    ) ||
    VERDICT_OF_ROW.has(code)
  );
}
