/** A member of the workspace in SpotDraft. */
export interface SpotDraftUser {
  readonly id: string;
  readonly email: string | null;
  readonly name: string;
  readonly designation: string | null;
  /** Null where SpotDraft does not say, as in the lists of a contract. */
  readonly isActive: boolean | null;
  /** Null where SpotDraft does not say. */
  readonly roles: readonly SpotDraftRole[] | null;
}

/** What members of the workspace may do there, by a name. */
export interface SpotDraftRole {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
}
