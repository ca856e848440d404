/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** How a document stands at a destination. */
export type ArchiveState =
  /** There, and seen to be the same as in SpotDraft. */
  | 'ARCHIVED'
  /** Given up until somebody has looked at `lastError`. */
  | 'PARKED'
  /** Not wanted there by its condition, or replaced by a later version before it was archived. */
  | 'SKIPPED'
  /** On its way; what failed is tried again by itself, for days. */
  | 'WAITING';

/** What may be done with a contract. */
export type ContractAction =
  /** Comment on it (`addComment`). */
  | 'ADD_COMMENT'
  /** Put another document beside it (`addSupportingDocument`). */
  | 'ADD_SUPPORTING_DOCUMENT'
  /** Have its document archived again, now (`archiveContract`). */
  | 'ARCHIVE_CONTRACT'
  /** Give it to another business user (`changeBusinessUser`). */
  | 'CHANGE_BUSINESS_USER'
  /** Confirm a difference between what was signed and its deal (`confirmTerm`). */
  | 'CONFIRM_TERM'
  /** Note an obligation (`createObligation`). */
  | 'CREATE_OBLIGATION'
  /** Note several obligations (`createObligations`). */
  | 'CREATE_OBLIGATIONS'
  /** Get the link by which a recipient reviews or signs (`createRecipientLink`). */
  | 'CREATE_RECIPIENT_LINK'
  /** Let a counterparty sign inside another page (`createSigningUrl`). */
  | 'CREATE_SIGNING_URL'
  /** Give somebody a task about it (`createTask`). */
  | 'CREATE_TASK'
  /** Give out several tasks about it (`createTasks`). */
  | 'CREATE_TASKS'
  /** Delete an obligation (`deleteObligation`). */
  | 'DELETE_OBLIGATION'
  /** Let others see or edit it (`inviteToContract`). */
  | 'INVITE_TO_CONTRACT'
  /** Link it to a deal (`linkContract`). */
  | 'LINK_CONTRACT'
  /** Make it ready for signature (`markForExecution`). */
  | 'MARK_FOR_EXECUTION'
  /** Open it in SpotDraft (`url`); not once it is deleted there. */
  | 'OPEN'
  /** Open the signed document (`documentUrl`). */
  | 'OPEN_DOCUMENT'
  /** Relate it to another contract (`relateContracts`). */
  | 'RELATE_CONTRACTS'
  /** Ask for approvals (`requestApprovals`). */
  | 'REQUEST_APPROVALS'
  /** Ask for a legal review (`requestReview`). */
  | 'REQUEST_REVIEW'
  /** Write to a signatory again (`resendToSignatory`). */
  | 'RESEND_TO_SIGNATORY'
  /** Have SpotDraft send its last webhook again (`retriggerWebhook`). */
  | 'RETRIGGER_WEBHOOK'
  /** Send it to the counterparties (`sendContract`). */
  | 'SEND'
  /** Read it anew and write the CRM now (`syncContract`). */
  | 'SYNC'
  /** Take back an invitation (`uninviteFromContract`). */
  | 'UNINVITE_FROM_CONTRACT'
  /** Take it back from signature (`unmarkForExecution`). */
  | 'UNMARK_FOR_EXECUTION'
  /** Change what the template was filled with (`updateContractData`). */
  | 'UPDATE_CONTRACT_DATA'
  /** Change what integrations noted on it (`updateExternalMetadata`). */
  | 'UPDATE_EXTERNAL_METADATA'
  /** Change answers of the intake form (`updateIntakeForm`). */
  | 'UPDATE_INTAKE_FORM'
  /** Change key pointers (`updateKeyPointers`). */
  | 'UPDATE_KEY_POINTERS'
  /** Change what a note says (`updateNote`). */
  | 'UPDATE_NOTE'
  /** Change an obligation (`updateObligation`). */
  | 'UPDATE_OBLIGATION'
  /** Change several obligations (`updateObligations`). */
  | 'UPDATE_OBLIGATIONS'
  /** Upload a new version (`uploadContractVersion`); while it is out for signature, an executed one alone. */
  | 'UPLOAD_CONTRACT_VERSION'
  /** Cancel it (`voidContract`). */
  | 'VOID';

/** Where a contract stands in SpotDraft. */
export type ContractStatus =
  /** No longer in SpotDraft. Only its CRM record is left. */
  | 'DELETED'
  /** Being written; nobody outside has seen it. */
  | 'DRAFT'
  /** Signed by everybody; the document is final. */
  | 'EXECUTED'
  /** Paused by somebody; it may be resumed. */
  | 'ON_HOLD'
  /** Under negotiation with the counterparties. */
  | 'REDLINING'
  /** Out for signature. */
  | 'SIGN'
  /** A status that this version of dealdraft does not know. */
  | 'UNKNOWN'
  /** Cancelled; it stays readable. */
  | 'VOIDED';

/** Where a draft's value comes from. */
export type DraftSource =
  /** Nothing is sent; SpotDraft fills in the template's own value. */
  | 'DEFAULT'
  /** The mapping found it in the deal. */
  | 'MAPPING'
  /** There is no value. */
  | 'NONE'
  /** The caller gave it. */
  | 'OVERRIDE';

/** Which typed input edits a template field. */
export type FieldInput =
  /** Yes or no. */
  | 'BOOLEAN'
  /** One of `options`; its value keeps its JSON type. */
  | 'CHOICE'
  /** A list of values of `options`. */
  | 'CHOICES'
  /** An object of the parts in `members`. */
  | 'COMPOSITE'
  /** A calendar date, such as 2026-03-28. */
  | 'DATE'
  /** Files, which can only be added in SpotDraft. */
  | 'FILES'
  /** A whole number. */
  | 'INTEGER'
  /** `{ type: "USD", value: 1200.5 }`: a currency by its code and an amount. */
  | 'MONEY'
  /** A number, fractions included. */
  | 'NUMBER'
  /** A list of rows with the columns in `members`. */
  | 'TABLE'
  /** A text. */
  | 'TEXT'
  /** A list of texts. */
  | 'TEXTS'
  /** A type that this version of dealdraft does not know. */
  | 'UNKNOWN';

export type ContractArchivesQueryVariables = Exact<{
  id: string;
}>;


export type ContractArchivesQuery = { readonly contract: { readonly archives: ReadonlyArray<{ readonly destination: string, readonly state: ArchiveState, readonly path: string | null, readonly url: string | null, readonly sha256: string | null, readonly size: number | null, readonly archivedAt: string | null, readonly verifiedAt: string | null, readonly lastError: string | null }> } | null };

export type ContractProgressQueryVariables = Exact<{
  id: string;
}>;


export type ContractProgressQuery = { readonly contract: { readonly name: string, readonly status: ContractStatus, readonly documentUrl: string | null, readonly actions: ReadonlyArray<ContractAction>, readonly waitingFor: ReadonlyArray<{ readonly name: string | null }> | null, readonly recipients: ReadonlyArray<{ readonly name: string | null, readonly email: string | null, readonly status: string | null }>, readonly keyPointers: ReadonlyArray<{ readonly label: string | null, readonly value: unknown }>, readonly sync: { readonly lastSyncedAt: string | null, readonly pending: boolean, readonly lastError: string | null } } | null };

export type ContractSyncQueryVariables = Exact<{
  id: string;
}>;


export type ContractSyncQuery = { readonly contract: { readonly status: ContractStatus, readonly documentUrl: string | null, readonly sync: { readonly lastSyncedAt: string | null, readonly pending: boolean, readonly lastError: string | null } } | null };

export type DealByIdQueryVariables = Exact<{
  id: string;
}>;


export type DealByIdQuery = { readonly opportunity: { readonly id: string, readonly name: string, readonly stageName: string, readonly closeDate: string | null, readonly amount: { readonly value: number, readonly currency: string | null } | null, readonly account: { readonly name: string } | null, readonly contracts: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: ContractStatus, readonly documentUrl: string | null }> | null } | null };

export type DealsWithContractsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DealsWithContractsQuery = { readonly opportunities: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly stageName: string, readonly closeDate: string | null, readonly amount: { readonly value: number, readonly currency: string | null } | null, readonly account: { readonly name: string } | null, readonly contracts: ReadonlyArray<{ readonly id: string, readonly name: string, readonly status: ContractStatus, readonly documentUrl: string | null, readonly sync: { readonly lastSyncedAt: string | null } }> | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type GenerateContractMutationVariables = Exact<{
  opportunityId: string;
  templateId: string;
  data?: Readonly<Record<string, unknown>> | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;


export type GenerateContractMutation = { readonly createContract: { readonly created: boolean, readonly contract: { readonly id: string, readonly name: string, readonly status: ContractStatus, readonly url: string, readonly opportunity: { readonly id: string, readonly name: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly code: string, readonly message: string }> } };

export type PreviewContractQueryVariables = Exact<{
  opportunityId: string;
  templateId: string;
  data?: Readonly<Record<string, unknown>> | null | undefined;
}>;


export type PreviewContractQuery = { readonly template: { readonly name: string } | null, readonly contractDraft: { readonly name: string | null, readonly data: Readonly<Record<string, unknown>>, readonly fields: ReadonlyArray<{ readonly value: unknown, readonly source: DraftSource, readonly field: { readonly name: string, readonly label: string, readonly input: FieldInput, readonly required: boolean }, readonly problems: ReadonlyArray<{ readonly message: string }> }>, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly code: string, readonly message: string }> } };

export type SendContractMutationVariables = Exact<{
  contractId: string;
  toEmails?: ReadonlyArray<string> | string | null | undefined;
  message?: string | null | undefined;
}>;


export type SendContractMutation = { readonly sendContract: { readonly contract: { readonly id: string, readonly status: ContractStatus } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string> | null, readonly code: string, readonly message: string }> } };

export type VoidDealContractMutationVariables = Exact<{
  contractId: string;
  note: string;
}>;


export type VoidDealContractMutation = { readonly voidContract: { readonly contract: { readonly id: string, readonly status: ContractStatus } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type WatchDealSubscriptionVariables = Exact<{
  opportunityId?: string | null | undefined;
}>;


export type WatchDealSubscription = { readonly contractChanged: { readonly id: string, readonly name: string, readonly status: ContractStatus, readonly documentUrl: string | null, readonly sync: { readonly lastSyncedAt: string | null, readonly pending: boolean, readonly lastError: string | null } } | null };

export type WatchSyncSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type WatchSyncSubscription = { readonly syncProgress: { readonly waiting: number, readonly parked: number, readonly lastReconciledAt: string | null, readonly silentForSeconds: number | null, readonly pauses: ReadonlyArray<{ readonly service: string, readonly reason: string, readonly until: string }>, readonly backfill: { readonly contracts: number, readonly total: number | null, readonly estimatedSecondsLeft: number | null } | null } };


export const ContractArchivesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContractArchives"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contract"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"archives"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"destination"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"verifiedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}}]}}]}}]}}]} as unknown as DocumentNode<ContractArchivesQuery, ContractArchivesQueryVariables>;
export const ContractProgressDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContractProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contract"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"documentUrl"}},{"kind":"Field","name":{"kind":"Name","value":"actions"}},{"kind":"Field","name":{"kind":"Name","value":"waitingFor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"recipients"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"keyPointers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sync"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lastSyncedAt"}},{"kind":"Field","name":{"kind":"Name","value":"pending"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}}]}}]}}]}}]} as unknown as DocumentNode<ContractProgressQuery, ContractProgressQueryVariables>;
export const ContractSyncDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContractSync"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contract"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"documentUrl"}},{"kind":"Field","name":{"kind":"Name","value":"sync"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lastSyncedAt"}},{"kind":"Field","name":{"kind":"Name","value":"pending"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}}]}}]}}]}}]} as unknown as DocumentNode<ContractSyncQuery, ContractSyncQueryVariables>;
export const DealByIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DealById"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"opportunity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"stageName"}},{"kind":"Field","name":{"kind":"Name","value":"closeDate"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contracts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"documentUrl"}}]}}]}}]}}]} as unknown as DocumentNode<DealByIdQuery, DealByIdQueryVariables>;
export const DealsWithContractsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DealsWithContracts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"10"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"opportunities"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"isClosed"},"value":{"kind":"BooleanValue","value":false}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"EnumValue","value":"CLOSE_DATE_ASC"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"stageName"}},{"kind":"Field","name":{"kind":"Name","value":"closeDate"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contracts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"documentUrl"}},{"kind":"Field","name":{"kind":"Name","value":"sync"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lastSyncedAt"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<DealsWithContractsQuery, DealsWithContractsQueryVariables>;
export const GenerateContractDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GenerateContract"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"opportunityId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"templateId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"data"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"JSONObject"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createContract"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"opportunityId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"opportunityId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"templateId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"templateId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"data"},"value":{"kind":"Variable","name":{"kind":"Name","value":"data"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"contract"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"opportunity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<GenerateContractMutation, GenerateContractMutationVariables>;
export const PreviewContractDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreviewContract"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"opportunityId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"templateId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"data"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"JSONObject"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"template"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"templateId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contractDraft"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"opportunityId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"opportunityId"}}},{"kind":"Argument","name":{"kind":"Name","value":"templateId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"templateId"}}},{"kind":"Argument","name":{"kind":"Name","value":"data"},"value":{"kind":"Variable","name":{"kind":"Name","value":"data"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"input"}},{"kind":"Field","name":{"kind":"Name","value":"required"}}]}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"data"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<PreviewContractQuery, PreviewContractQueryVariables>;
export const SendContractDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SendContract"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contractId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"toEmails"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"message"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendContract"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"contractId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contractId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"toEmails"},"value":{"kind":"Variable","name":{"kind":"Name","value":"toEmails"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"message"},"value":{"kind":"Variable","name":{"kind":"Name","value":"message"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contract"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SendContractMutation, SendContractMutationVariables>;
export const VoidDealContractDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VoidDealContract"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contractId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"note"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"voidContract"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"contractId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contractId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"note"},"value":{"kind":"Variable","name":{"kind":"Name","value":"note"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contract"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<VoidDealContractMutation, VoidDealContractMutationVariables>;
export const WatchDealDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"WatchDeal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"opportunityId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contractChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"opportunityId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"opportunityId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"documentUrl"}},{"kind":"Field","name":{"kind":"Name","value":"sync"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lastSyncedAt"}},{"kind":"Field","name":{"kind":"Name","value":"pending"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}}]}}]}}]}}]} as unknown as DocumentNode<WatchDealSubscription, WatchDealSubscriptionVariables>;
export const WatchSyncDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"WatchSync"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncProgress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"waiting"}},{"kind":"Field","name":{"kind":"Name","value":"parked"}},{"kind":"Field","name":{"kind":"Name","value":"pauses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"service"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"until"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastReconciledAt"}},{"kind":"Field","name":{"kind":"Name","value":"backfill"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contracts"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedSecondsLeft"}}]}},{"kind":"Field","name":{"kind":"Name","value":"silentForSeconds"}}]}}]}}]} as unknown as DocumentNode<WatchSyncSubscription, WatchSyncSubscriptionVariables>;