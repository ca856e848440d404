import type { ContractId } from './contract-id.js';

/** How urgent a task, an obligation or an intake is. */
export const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const TASK_CATEGORIES = ['USER_TASK', 'OBLIGATION_TASK', 'INTAKE_TASK'] as const;
export type TaskCategory = (typeof TASK_CATEGORIES)[number];

export const INTAKE_TASK_STATUSES = [
  'PENDING',
  'IN_PROGRESS',
  'BLOCKED',
  'COMPLETED',
  'DISCARDED',
] as const;
export type IntakeTaskStatus = (typeof INTAKE_TASK_STATUSES)[number];

export const TASK_ENTITIES = ['OBLIGATION', 'LEGAL_INTAKE'] as const;
export type TaskEntity = (typeof TASK_ENTITIES)[number];

export const TASK_ASSOCIATIONS = ['PRIMARY', 'SECONDARY'] as const;
export type TaskAssociationType = (typeof TASK_ASSOCIATIONS)[number];

export const REMINDER_UNITS = ['DAYS', 'WEEKS', 'MONTHS', 'YEARS'] as const;
export type ReminderUnit = (typeof REMINDER_UNITS)[number];

/** Something that somebody has to do. Dates are ISO 8601 UTC with `Z`; words are SpotDraft's own. */
export interface Task {
  readonly id: string;
  readonly title: string;
  readonly notes: string | null;
  /** COMPLETED, UPCOMING, OVERDUE or NO_DATE; null where SpotDraft did not say. */
  readonly status: string | null;
  readonly taskCategory: string | null;
  readonly dueDate: string | null;
  readonly completedAt: string | null;
  readonly createdAt: string | null;
  readonly assignees: readonly TaskAssignee[];
}

/** A member of the workspace, or a role for all who have it. */
export interface TaskAssignee {
  readonly orgUserId: string | null;
  readonly roleId: string | null;
  readonly name: string | null;
}

/** A task as somebody wants it. */
export interface NewTask {
  readonly title: string;
  readonly assignees: readonly NewAssignee[];
  readonly notes?: string;
  /** Absent where what it hangs on says the contract, and for tasks of the workspace. */
  readonly contractId?: ContractId;
  readonly dueDate?: Date;
  readonly dueDateKeyPointerId?: string;
  readonly reminders?: readonly NewReminder[];
  readonly taskCategory?: TaskCategory;
  readonly priority?: Priority;
  readonly intakeTaskStatus?: IntakeTaskStatus;
  readonly taskAssociations?: readonly NewTaskAssociation[];
}

export type NewAssignee = { readonly orgUserId: string } | { readonly roleId: string };

export interface NewReminder {
  readonly value: number;
  readonly type: ReminderUnit;
  /** The same in days. */
  readonly days: number;
}

export interface NewTaskAssociation {
  readonly entityId: string;
  readonly entityType: TaskEntity;
  readonly associationType?: TaskAssociationType;
}
