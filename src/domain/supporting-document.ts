/** A file that SpotDraft keeps beside a contract: a schedule, an annexure. */
export interface SupportingDocument {
  readonly id: string;
  readonly name: string;
  /** ISO 8601 UTC; null where SpotDraft does not say. */
  readonly createdAt: string | null;
}
