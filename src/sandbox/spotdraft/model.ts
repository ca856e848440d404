/** The display statuses of a contract, as the public API states them. */
export const CONTRACT_STATUSES = [
  'DRAFT',
  'REDLINING',
  'SIGN',
  'EXECUTED',
  'ON_HOLD',
  'VOIDED',
] as const;

export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

/** What a contract is at work or done with; ON_HOLD hides one of these. */
export type WorkflowStatus = Exclude<ContractStatus, 'ON_HOLD'>;

/** Webhook name of a kind to the internal name that filters and metrics use. */
export const INTERNAL_KINDS = {
  TEMPLATE_CONTRACT: 'TEMPLATE',
  EDITED_TEMPLATE_CONTRACT: 'TEMPLATE_EDITABLE',
  THIRD_PARTY_CONTRACT: 'UPLOAD_EDITABLE',
  SIGN_CONTRACT: 'UPLOAD_SIGN',
  EXECUTED_CONTRACT: 'UPLOAD_EXECUTED',
} as const;

export type ContractKind = keyof typeof INTERNAL_KINDS;

export const ACTIVITIES = [
  'CONTRACT_VERSION_UPLOADED',
  'CONTRACT_APPROVAL_COMPLETED',
  'CONTRACT_APPROVAL_REQUESTED',
  'CONTRACT_CREATED',
  'CONTRACT_DATA_UPDATED',
  'CONTRACT_DELETED',
  'CONTRACT_EXECUTED',
  'CONTRACT_MARK_FOR_EXECUTION',
  'CONTRACT_SENT_TO_COUNTERPARTY',
  'CONTRACT_SIGNATURE_DECLINED',
  'CONTRACT_SIGNATURE_REQUESTED',
  'CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT',
  'CONTRACT_SIGNED',
  'CONTRACT_UNMARK_FOR_EXECUTION',
  'CONTRACT_VOIDED',
  'CONTRACT_ENTITY_UPDATED',
  'CONTRACT_EXTERNAL_METADATA_CREATED',
  'CONTRACT_EXTERNAL_METADATA_UPDATED',
  'CONTRACT_KEY_POINTER_CREATION',
  'CONTRACT_KEY_POINTER_UPDATION',
  'CONTRACT_PROCESS_METRIC_UPDATED',
  'CONTRACT_ACTIVITY_LOG_COMMENT_CREATED',
  'REDLINING_EMAIL_DELIVERED',
  'REDLINING_EMAIL_OPENED',
  'REDLINING_EMAIL_LINK_CLICKED',
  'REDLINING_EMAIL_NOT_DELIVERED',
  'SIGNING_EMAIL_DELIVERED',
  'SIGNING_EMAIL_OPENED',
  'SIGNING_EMAIL_LINK_CLICKED',
  'SIGNING_EMAIL_NOT_DELIVERED',
  'POSTMARK_EMAIL_EVENT',
  'COUNTER_PARTY_CREATED',
  'COUNTER_PARTY_UPDATED',
  'COUNTER_PARTY_CONTACT_CREATED',
  'COUNTER_PARTY_CONTACT_UPDATED',
  'COUNTER_PARTY_ADDRESS_CREATED',
  'COUNTER_PARTY_ADDRESS_UPDATED',
] as const;

export type Activity = (typeof ACTIVITIES)[number];

/** Who did something; `SYSTEM` is the platform itself and has no e-mail address. */
export interface Performer {
  readonly name: string;
  readonly email?: string;
}

export interface Party {
  readonly isIndividual: boolean;
  /** The organization's name, or first and last name of an individual. */
  readonly name: string;
  readonly counterpartyId: number;
  readonly poc: { readonly firstName: string; readonly lastName: string; readonly email: string };
}

export interface Signatory {
  readonly recipientId: number;
  readonly userId: number;
  readonly name: string;
  readonly email: string;
  readonly title?: string;
  readonly note?: string;
  readonly order?: number;
  readonly isCounterparty: boolean;
  sentAt?: Date;
  action?: { readonly isSuccess: boolean; readonly notes: string; readonly at: Date };
}

export interface KeyPointerValue {
  /** Id of the value row, which differs from its definition's. */
  readonly id: number;
  readonly definitionId: number;
  readonly label: string;
  readonly fieldName: string;
  readonly dataType: string;
  value: unknown;
}

export interface Contract {
  /** `T-123` or `H-123`: the two tables number independently. */
  readonly compositeId: string;
  readonly number: number;
  readonly referenceId: string;
  readonly templateId: number | null;
  readonly contractTypeId: number;
  readonly entityId: number;
  readonly createdAt: Date;
  readonly creator: { readonly name: string; readonly email: string };
  readonly parties: readonly Party[];
  readonly tags: readonly string[];
  kind: ContractKind;
  name: string;
  status: WorkflowStatus;
  isOnHold: boolean;
  isDeleted: boolean;
  updatedAt: Date;
  versionId: number;
  data: Record<string, unknown>;
  externalMetadata: Record<string, unknown>;
  signatories: Signatory[];
  keyPointers: KeyPointerValue[];
  comments: { readonly id: number; readonly text: string }[];
  sentAt?: Date;
  markedAt?: Date;
  executedAt?: Date;
  /** Downloads asked for since the execution, for the document lag. */
  downloadsSinceExecution: number;
  turns: number;
}

export function displayStatus(contract: Contract): ContractStatus {
  return contract.isOnHold ? 'ON_HOLD' : contract.status;
}
