import type { Role, User } from './reference-data.js';

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

/** A mail to counterparties, as it went out. */
export interface SentMail {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly formats: readonly string[];
  /** Names of the files that went along beside the contract. */
  readonly attachments: readonly string[];
  readonly subject: string | null;
  readonly message: string | null;
}

/** A legal review that somebody of the workspace was asked for: a person, or whoever has a role. */
export interface ReviewRequest {
  readonly description: string;
  readonly userId: number | null;
  readonly roleId: number | null;
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

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface SupportingDocument {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  readonly file: UploadedFile;
}

/** Somebody was asked whether the contract may go on. */
export interface Approval {
  readonly id: number;
  readonly name: string;
  readonly notes: string;
  readonly order: number | null;
  /** One of the two is asked. */
  readonly userId: number | null;
  readonly roleId: number | null;
  readonly createdBy: number;
  status: 'NOT_STARTED' | 'PENDING' | 'APPROVED' | 'REJECTED';
  sentAt?: Date;
  readonly actions: {
    readonly status: 'APPROVED' | 'REJECTED';
    readonly notes: string;
    readonly at: Date;
  }[];
}

/** A member or a role that may open a contract. */
export interface Invited {
  readonly userId: number | null;
  readonly roleId: number | null;
  readonly permission: string;
}

export interface IntakeAnswers {
  readonly data: Readonly<Record<string, unknown>>;
  readonly by: Performer;
  readonly at: Date;
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
  approvals?: Approval[];
  invited?: Invited[];
  comments: { readonly id: number; readonly text: string }[];
  /** What was answered to the intake form of its type. */
  intakeForm?: IntakeAnswers;
  /** Made for signing inside another page. */
  readonly isEmbedded?: boolean;
  /** Whose contract it is in the workspace; whoever made it until it is given to somebody else. */
  businessUser?: { readonly id: number; readonly name: string; readonly email: string };
  reviewRequests?: readonly ReviewRequest[];
  mails?: readonly SentMail[];
  sentAt?: Date;
  markedAt?: Date;
  executedAt?: Date;
  /** Downloads asked for since the execution, for the document lag. */
  downloadsSinceExecution: number;
  turns: number;
  /** The last version that somebody uploaded, as it came. */
  file?: UploadedFile;
  supportingDocuments?: readonly SupportingDocument[];
}

export function displayStatus(contract: Contract): ContractStatus {
  return contract.isOnHold ? 'ON_HOLD' : contract.status;
}

/** Something that people of the workspace have to do. */
export interface Task {
  readonly id: number;
  readonly title: string;
  readonly notes: string;
  readonly contract: Contract | null;
  readonly creator: User;
  readonly createdAt: Date;
  readonly dueDate: Date | null;
  readonly dueDateKeyPointerId: number | null;
  readonly category: 'USER_TASK' | 'OBLIGATION_TASK' | 'INTAKE_TASK';
  readonly priority: 'LOW' | 'MEDIUM' | 'HIGH' | null;
  readonly intakeStatus: string | null;
  readonly assignees: readonly {
    readonly id: number;
    readonly user: User | null;
    readonly role: Role | null;
  }[];
  readonly reminders: readonly {
    readonly id: number;
    readonly value: number;
    readonly days: number;
    readonly type: string;
  }[];
  readonly associations: readonly {
    readonly entityId: number;
    readonly entityType: 'OBLIGATION' | 'LEGAL_INTAKE';
    readonly associationType: 'PRIMARY' | 'SECONDARY';
  }[];
}

/** A request to the legal team. */
export interface Intake {
  readonly id: number;
  readonly publicId: string;
  readonly workflowId: number;
  readonly creator: User;
  readonly createdAt: Date;
  modifiedAt: Date;
  title: string;
  description: string | null;
  status: string;
  priority: string;
  dueDate: Date | null;
  metadata: Record<string, unknown> | null;
  participants: readonly { readonly user: User; readonly type: 'ASSIGNED_TO' | 'COLLABORATOR' }[];
  readonly files: readonly WorkspaceFile[];
}

/** A file that belongs to nothing until something is made with it. */
export interface WorkspaceFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** Part of the address where its bytes are brought. */
  readonly token: string;
  /** Null until they are there. */
  bytes: Buffer | null;
}
