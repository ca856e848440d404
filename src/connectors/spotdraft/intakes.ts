import { z } from 'zod';
import type {
  Intake,
  IntakeAssignee,
  IntakeChange,
  IntakeDetails,
  IntakePerson,
  IntakeStatus,
  IntakeTask,
  NewIntake,
  NewIntakeAssignee,
} from '../../domain/intake.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { toUtc } from './contract.wire.js';
import type { PageOf } from './pages.js';
import { count, filledText, numberId, readRows, text } from './wire-values.js';
import { noted } from '../../domain/said.js';

/** Legal intakes. SpotDraft shows each person those that are theirs to see, and answers 403 for any other, unknown ones included. */
export interface Intakes {
  /** Newest first. */
  listIntakes(request: IntakeListRequest, options: CallOptions): Promise<PageOf<Intake>>;
  getIntake(id: string, options: CallOptions): Promise<IntakeDetails>;
  createIntake(
    intake: NewIntake & { readonly fileIds: readonly string[] },
    options: CallOptions,
  ): Promise<IntakeDetails>;
  updateIntake(id: string, change: IntakeChange, options: CallOptions): Promise<IntakeDetails>;
  deleteIntake(id: string, options: CallOptions): Promise<void>;
}

export interface IntakeListRequest {
  readonly page: number;
  readonly limit: number;
  readonly search?: string;
  readonly statuses?: readonly IntakeStatus[];
}

const list = z.array(z.unknown()).nullish().catch(null);
const personWire = z
  .object({ id: numberId, name: text, email: text })
  .transform(({ id, name, email }): IntakePerson => ({
    id,
    name: filledText(name),
    email: filledText(email),
  }));
const assigneeWire = z
  .object({
    entity_id: numberId,
    entity_type: text,
    assignee_org_user: personWire.nullish().catch(null),
  })
  .transform((wire): IntakeAssignee => ({
    entityId: wire.entity_id,
    entityType: filledText(wire.entity_type),
    person: wire.assignee_org_user ?? null,
  }));
const taskWire = z
  .object({
    id: numberId,
    title: text,
    notes: text,
    status: text,
    intake_task_status: text,
    priority: text,
    absolute_due_date: text,
    reference_id: text,
  })
  .transform((wire): IntakeTask => ({
    id: wire.id,
    title: wire.title ?? '',
    notes: filledText(wire.notes),
    status: filledText(wire.status),
    intakeTaskStatus: filledText(wire.intake_task_status),
    priority: filledText(wire.priority),
    dueDate: toUtc(wire.absolute_due_date),
    referenceId: filledText(wire.reference_id),
  }));
const attachmentWire = z
  .object({ uuid: z.string().min(1), name: text })
  .transform(({ uuid, name }) => ({ id: uuid, name: filledText(name) }));
const intakeWire = z.object({
  id: numberId,
  title: text,
  description: text,
  status: text,
  priority: text,
  due_date: text,
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
  public_id: text,
  reference_id: text,
  created_by: personWire.nullish().catch(null),
  created_at: text,
  modified_at: text,
  frozen_workflow: z.object({ workflow_id: numberId, title: text }).nullish().catch(null),
  assignees: list,
  collaborators: list,
  tasks: list,
  attachments: list,
});
const pageWire = z.object({
  intakes: z.array(z.unknown()),
  total_count: count,
});

export function createIntakes({ caller, note }: CapabilityParts): Intakes {
  function toDetails(wire: z.infer<typeof intakeWire>): IntakeDetails {
    const rows = <T>(given: readonly unknown[] | null | undefined, row: z.ZodType<T>) =>
      readRows(given ?? [], { row, what: 'part of an intake', note });
    return {
      ...toIntake(wire),
      assignees: rows(wire.assignees, assigneeWire),
      collaborators: rows(wire.collaborators, assigneeWire),
      tasks: rows(wire.tasks, taskWire),
      attachments: rows(wire.attachments, attachmentWire),
    };
  }

  return {
    async listIntakes({ page, limit, search, statuses }, options) {
      const wire = await caller.call('GET /v1/legal_intake/', {
        query: {
          page,
          limit,
          sort: '-created_at',
          ...(search === undefined ? {} : { query: search }),
          ...(statuses === undefined ? {} : { 'filter__status[$in]': statuses.join(',') }),
        },
        answer: pageWire,
        options,
      });
      const rows = readRows(wire.intakes, { row: intakeWire, what: 'intake', note }).map(toIntake);
      return { rows, total: wire.total_count };
    },

    async getIntake(id, options) {
      const wire = await caller.call('GET /v1/legal_intake/{id}/', {
        path: { id },
        answer: intakeWire,
        subject: noted`intake ${id}`,
        options,
      });
      return toDetails(wire);
    },

    async createIntake({ fileIds, ...intake }, options) {
      const wire = await caller.call('POST /v1/legal_intake/', {
        body: {
          title: intake.title,
          workflow_id: Number(intake.workflowId),
          description: intake.description,
          priority: intake.priority,
          due_date: intake.dueDate?.toISOString(),
          metadata: intake.metadata,
          assignees: intake.assignees?.map(assigneeBody),
          ...(fileIds.length === 0 ? {} : { file_ids: fileIds }),
        },
        answer: intakeWire,
        options,
      });
      return toDetails(wire);
    },

    async updateIntake(id, change, options) {
      const { dueDate, assignees } = change;
      const wire = await caller.call('PATCH /v1/legal_intake/{id}/', {
        path: { id },
        body: {
          title: change.title,
          status: change.status,
          priority: change.priority,
          description: change.description,
          due_date: dueDate === null ? null : dueDate?.toISOString(),
          metadata: change.metadata,
          assignees: assignees === null ? null : assignees?.map(assigneeBody),
        },
        answer: intakeWire,
        subject: noted`intake ${id}`,
        options,
      });
      return toDetails(wire);
    },

    async deleteIntake(id, options) {
      await caller.call('DELETE /v1/legal_intake/{id}/', {
        path: { id },
        subject: noted`intake ${id}`,
        options,
      });
    },
  };
}

function toIntake(wire: z.infer<typeof intakeWire>): Intake {
  const { frozen_workflow: workflow } = wire;
  return {
    id: wire.id,
    title: wire.title ?? '',
    description: filledText(wire.description),
    status: filledText(wire.status),
    priority: filledText(wire.priority),
    dueDate: toUtc(wire.due_date),
    metadata: wire.metadata ?? null,
    publicId: filledText(wire.public_id),
    referenceId: filledText(wire.reference_id),
    createdBy: wire.created_by ?? null,
    createdAt: toUtc(wire.created_at),
    modifiedAt: toUtc(wire.modified_at),
    workflow:
      workflow === null || workflow === undefined
        ? null
        : { id: workflow.workflow_id, title: filledText(workflow.title) },
  };
}

function assigneeBody({ entityId, assigneeType }: NewIntakeAssignee) {
  return { entity_id: entityId, entity_type: 'ORG_USER', assignee_type: assigneeType } as const;
}
