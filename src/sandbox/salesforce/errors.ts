/** HTTP status Salesforce answers with when a single-row call fails with the code; everything else is a 400. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  INVALID_SESSION_ID: 401,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
  INSUFFICIENT_ACCESS: 403,
  REQUEST_LIMIT_EXCEEDED: 403,
  NOT_FOUND: 404,
  ENTITY_IS_DELETED: 404,
  METHOD_NOT_ALLOWED: 405,
  ENTITY_FAILED_IFMODIFIEDSINCE_ON_UPDATE: 412,
  MATCH_PRECONDITION_FAILED: 412,
};

/**
 * A failure as the REST API states it. Thrown while one row is written it becomes that row's error in a collections
 * answer, unless `wholeRequest` is set; outside of collections it becomes the HTTP error array.
 */
export class SalesforceError extends Error {
  readonly httpStatus: number;
  readonly wholeRequest: boolean;

  constructor(
    readonly errorCode: string,
    message: string,
    readonly details: {
      fields?: readonly string[];
      httpStatus?: number;
      wholeRequest?: boolean;
    } = {},
  ) {
    super(message);
    this.name = 'SalesforceError';
    this.httpStatus = details.httpStatus ?? STATUS_BY_CODE[errorCode] ?? 400;
    this.wholeRequest = details.wholeRequest ?? false;
  }

  /** One element of the HTTP error array. `fields` is there only for errors about fields, as in the real one. */
  toRestError(): { message: string; errorCode: string; fields?: readonly string[] } {
    const base = { message: this.message, errorCode: this.errorCode };
    return this.details.fields === undefined ? base : { ...base, fields: this.details.fields };
  }

  /** One element of a collection row's `errors`; the key is `statusCode` there. */
  toRowError(): { statusCode: string; message: string; fields: readonly string[] } {
    return { statusCode: this.errorCode, message: this.message, fields: this.details.fields ?? [] };
  }
}
