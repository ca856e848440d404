import type { SpotDraftUser } from './spotdraft-user.js';

export const APPROVAL_TYPES = ['PRE_SEND', 'PRE_SIGN', 'AD_HOC', 'APPROVAL_V5', 'UNKNOWN'] as const;
export type ApprovalType = (typeof APPROVAL_TYPES)[number];

export const APPROVAL_STATUSES = [
  'NOT_STARTED',
  'PENDING',
  'REJECTED',
  'SUGGESTED',
  'APPROVED',
  'SKIPPED',
  'UNKNOWN',
] as const;
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];

/** One step of what has to be agreed to inside before a contract goes on. */
export interface Approval {
  readonly id: string;
  readonly name: string;
  readonly type: ApprovalType;
  readonly status: ApprovalStatus;
  /** Null where a role is asked. */
  readonly approver: SpotDraftUser | null;
  /** ISO 8601 UTC; null while nobody was asked. */
  readonly sentAt: string | null;
  readonly notes: string | null;
  readonly actions: readonly ApprovalAct[];
}

/** What an approver did. */
export interface ApprovalAct {
  readonly status: ApprovalStatus;
  readonly at: string | null;
  readonly notes: string | null;
}
