/** How far SpotDraft is with reading the text out of a contract's document. */
export const TEXT_STATUSES = ['COMPLETED', 'PENDING', 'FAILED', 'NOT_AVAILABLE'] as const;
export type TextStatus = (typeof TEXT_STATUSES)[number];

/** The words of a contract's present version. */
export interface ContractText {
  readonly status: TextStatus;
  /** Null unless completed. */
  readonly text: string | null;
}
