export const RECIPIENT_TYPES = ['SIGNATORY', 'APPROVER', 'RECEIVER', 'UNKNOWN'] as const;
export type RecipientType = (typeof RECIPIENT_TYPES)[number];

/** Somebody a contract was or will be sent to. */
export interface Recipient {
  /** Not the id of the person as a user. */
  readonly id: string;
  readonly type: RecipientType;
  readonly name: string | null;
  readonly email: string | null;
  readonly title: string | null;
  /** Whose turn it is: lower numbers before higher. Null where there is no order. */
  readonly order: number | null;
  /** SIGNED, DECLINED, PENDING or IN_PROGRESS; the raw text where SpotDraft sends something new. */
  readonly status: string | null;
  /** ISO 8601 UTC. */
  readonly signedAt: string | null;
  readonly declined: boolean;
  /** What they said to it. */
  readonly declineReason: string | null;
}

/** The id of a recipient to whom SpotDraft gives none: their place among those of the contract. */
export function placeAsId(index: number): string {
  return `place-${index + 1}`;
}
