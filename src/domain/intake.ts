import type { Priority } from './task.js';

export const INTAKE_STATUSES = [
  'DRAFT',
  'PENDING',
  'IN_PROGRESS',
  'BLOCKED',
  'COMPLETED',
  'DISCARDED',
] as const;
export type IntakeStatus = (typeof INTAKE_STATUSES)[number];

export const INTAKE_ASSIGNMENTS = ['ASSIGNED_TO', 'COLLABORATOR'] as const;
export type IntakeAssignment = (typeof INTAKE_ASSIGNMENTS)[number];

/** A request to the legal team. Dates are ISO 8601 UTC with `Z`; words are SpotDraft's own. */
export interface Intake {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly status: string | null;
  readonly priority: string | null;
  readonly dueDate: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly publicId: string | null;
  /** As people in SpotDraft name it, such as `I-001`. */
  readonly referenceId: string | null;
  readonly createdBy: IntakePerson | null;
  readonly createdAt: string | null;
  readonly modifiedAt: string | null;
  readonly workflow: { readonly id: string; readonly title: string | null } | null;
}

/** What SpotDraft tells of an intake that is asked for by its id. */
export interface IntakeDetails extends Intake {
  readonly assignees: readonly IntakeAssignee[];
  readonly collaborators: readonly IntakeAssignee[];
  readonly tasks: readonly IntakeTask[];
  readonly attachments: readonly { readonly id: string; readonly name: string | null }[];
}

export interface IntakePerson {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
}

export interface IntakeAssignee {
  readonly entityId: string;
  /** ORG_USER or ROLE. */
  readonly entityType: string | null;
  readonly person: IntakePerson | null;
}

export interface IntakeTask {
  readonly id: string;
  readonly title: string;
  readonly notes: string | null;
  readonly status: string | null;
  readonly intakeTaskStatus: string | null;
  readonly priority: string | null;
  readonly dueDate: string | null;
  /** Looks like the id of a contract (`T-0101`), and is none. */
  readonly referenceId: string | null;
}

export interface NewIntakeAssignee {
  readonly entityId: string;
  readonly assigneeType: IntakeAssignment;
}

export interface NewIntake {
  readonly title: string;
  /** A published workflow for intakes. */
  readonly workflowId: string;
  readonly description?: string;
  readonly priority?: Priority;
  readonly dueDate?: Date;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly assignees?: readonly NewIntakeAssignee[];
}

/** What is absent stays as it is; null takes it away. */
export interface IntakeChange {
  readonly title?: string;
  readonly status?: IntakeStatus;
  readonly priority?: Priority;
  readonly description?: string | null;
  readonly dueDate?: Date | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
  readonly assignees?: readonly NewIntakeAssignee[] | null;
}
