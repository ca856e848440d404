/**
 * What SpotDraft filters its list of contracts by: its own names in camelCase, and what each is compared with. Numbers and times
 * can be compared by size as well.
 */
export const SEARCH_FIELDS = {
  approvalsPending: 'text',
  assignedTo: 'number',
  businessUserId: 'number',
  clientBrandName: 'text',
  clientEmail: 'text',
  clientEmailAddress: 'text',
  clientName: 'text',
  contractId: 'contract id',
  contractKind: 'contract kind',
  contractPacketName: 'text',
  contractReferenceId: 'text',
  contractTypeId: 'number',
  contractTypeName: 'text',
  createdAt: 'time',
  displayStatus: 'status',
  entityName: 'text',
  executionDate: 'time',
  expiringAt: 'time',
  lastUpdatedOn: 'time',
  legalUserId: 'number',
  pendingWith: 'text',
  signatories: 'text',
  signaturesCompletedBy: 'text',
  signaturesPendingOn: 'text',
  signaturesRejectedBy: 'text',
  tags: 'text',
} as const;

export type SearchField = keyof typeof SEARCH_FIELDS;

/** Those that SpotDraft knows; `in` alone takes several values. */
export const SEARCH_OPERATORS = ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte'] as const;
export type SearchOperator = (typeof SEARCH_OPERATORS)[number];

export interface SearchCondition {
  readonly field: SearchField;
  readonly operator: SearchOperator;
  /** As SpotDraft writes them: statuses in its words, kinds by their internal names, times in UTC. One, but for `in`. */
  readonly values: readonly string[];
}

/** All of it has to hold. */
export interface ContractSearch {
  /** Anywhere in the names of contract, entity and parties, and in the parties' addresses. */
  readonly text?: string;
  readonly conditions: readonly SearchCondition[];
}
