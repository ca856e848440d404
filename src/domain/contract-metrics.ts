/** How far a contract is on its way, as SpotDraft measures it. What did not happen (yet) is null. */
export interface ContractMetrics {
  /** How often it went from one party to the other. */
  readonly turns: number | null;
  /** All times as ISO 8601 in UTC. */
  readonly sentAt: string | null;
  readonly markedForSignatureAt: string | null;
  readonly executedAt: string | null;
  /** CREATOR_PARTY, COUNTER_PARTY or BOTH. */
  readonly pendingWith: string | null;
  readonly signatures: readonly ContractSignature[];
  /** SpotDraft's internal word for the kind, which is another than `kind` of the contract. */
  readonly workflow: string | null;
}

export interface ContractSignature {
  readonly email: string;
  readonly at: string;
  /** Whether they signed for our side; null where SpotDraft does not say. */
  readonly creatorParty: boolean | null;
}
