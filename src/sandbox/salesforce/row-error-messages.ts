/** Codes that stand for what a trigger or a flow of the org met; their message names the code inside. */
export const WRAPPER_CODES = [
  'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
  'CANNOT_EXECUTE_FLOW_TRIGGER',
] as const;

export function isWrapperCode(code: string): boolean {
  return WRAPPER_CODES.some((wrapper) => wrapper === code);
}

/** The platform's own words for codes that a row is refused with. */
const MESSAGES: Readonly<Record<string, string>> = {
  UNABLE_TO_LOCK_ROW: 'unable to obtain exclusive access to this record',
  FIELD_CUSTOM_VALIDATION_EXCEPTION: 'The record breaks a validation rule.',
  ENTITY_IS_DELETED: 'entity is deleted',
  ENTITY_IS_LOCKED: 'the entity is locked for editing',
  INSUFFICIENT_ACCESS_OR_READONLY: 'insufficient access rights on object id',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'insufficient access rights on cross-reference id',
  INVALID_CROSS_REFERENCE_KEY: 'invalid cross reference id',
  STORAGE_LIMIT_EXCEEDED: 'storage limit exceeded',
  REQUEST_LIMIT_EXCEEDED: 'TotalRequests Limit exceeded.',
  TXN_SECURITY_METERING_ERROR: 'The transaction security policy could not be evaluated in time.',
  INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE:
    'Updates can not be made during maintenance.',
  DUPLICATE_VALUE: 'duplicate value found',
  SERVER_UNAVAILABLE: 'The server is temporarily unavailable.',
};

/**
 * @param inner the code inside a wrapper; without it the wrapper speaks for itself.
 * @param recordId the row that is written; `null` for a new one.
 */
export function rowErrorMessage(
  code: string,
  inner: string | undefined,
  recordId: string | null,
): string {
  if (inner === undefined) return MESSAGES[code] ?? `the row was refused with ${code}`;
  const cause = `${inner}, ${MESSAGES[inner] ?? 'the row was refused'}: []`;
  if (code === 'CANNOT_EXECUTE_FLOW_TRIGGER') {
    return (
      'We can’t save this record because the “Contract status to deal” process failed. ' +
      'Give your Salesforce admin these details. This error occurred when the flow tried to update records: ' +
      `${inner}: ${MESSAGES[inner] ?? 'the row was refused'}. You can look up ExceptionCode values in the ` +
      'SOAP API Developer Guide. Error ID: 1712345678-42 (-1234567890)'
    );
  }
  const which = recordId === null ? '' : ` with id ${recordId}`;
  return (
    'ContractStatusTrigger: execution of AfterUpdate\n\ncaused by: System.DmlException: Update failed. ' +
    `First exception on row 0${which}; first error: ${cause}\n\nTrigger.ContractStatusTrigger: line 12, column 1`
  );
}
