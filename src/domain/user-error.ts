/** A fault of the request that the caller can mend. `field` is the path from `input`, e.g. `['data', 'po_number']`. */
export interface UserError {
  readonly field: readonly string[] | null;
  readonly code: UserErrorCode;
  readonly message: string;
  /** SpotDraft's own code, where it refused the request and gave one, such as `SD_PUBLIC_00009`. */
  readonly spotdraftCode?: string | null;
}

export type UserErrorCode =
  /** The mapping file has no entry for this template. */
  | 'MAPPING_MISSING'
  /** The mapping's expression failed, or asks for what the CRM does not have. */
  | 'MAPPING_FAILED'
  /** A required template field has no value. */
  | 'REQUIRED'
  /** A value does not fit the field's type or options. */
  | 'INVALID_VALUE'
  /** A key that the template does not have. */
  | 'UNKNOWN_FIELD'
  | 'NOT_FOUND'
  | 'INVALID_INPUT'
  /** The same idempotency key came with other input. */
  | 'IDEMPOTENCY_MISMATCH'
  /** Whether SpotDraft made the contract can't be settled in time; nothing is created again meanwhile. */
  | 'CREATION_UNCERTAIN'
  /** The contract is in a state that does not allow this. */
  | 'INVALID_STATE'
  /** SpotDraft refused the request; the message is its own. */
  | 'SPOTDRAFT_REFUSED'
  /** SpotDraft has no user with the address that the caller acts under. */
  | 'SPOTDRAFT_USER_MISSING'
  /** It has one, who is not active. */
  | 'SPOTDRAFT_USER_INACTIVE'
  /** Of a row of a bulk job: whoever started it may not do it any more. */
  | 'FORBIDDEN'
  /** Of a row of a bulk job: it failed again and again for a reason of dealdraft's own. */
  | 'UNEXPECTED';
