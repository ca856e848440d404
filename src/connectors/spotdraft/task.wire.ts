import { z } from 'zod';
import type { NewTask, Task, TaskAssignee } from '../../domain/task.js';
import { toUtc } from './contract.wire.js';
import type { NoteUnknown } from './note-unknown.js';
import { bareNumberOf } from './request.js';
import { filledText, numberId, readRows, text } from './wire-values.js';

const person = z.object({ id: numberId, name: text, email: text }).nullish().catch(null);
const assigneeWire = z
  .object({
    assignee_org_user: person,
    assignee_role: z.object({ id: numberId, name: text }).nullish().catch(null),
  })
  .transform(({ assignee_org_user: user, assignee_role: role }): TaskAssignee => ({
    orgUserId: user?.id ?? null,
    roleId: role?.id ?? null,
    name: filledText(user?.name) ?? filledText(role?.name) ?? filledText(user?.email),
  }));

export const taskWire = z.object({
  id: numberId,
  title: text,
  notes: text,
  status: text,
  task_category: text,
  absolute_due_date: text,
  completed_at: text,
  created: text,
  assignees: z.array(z.unknown()).nullish().catch(null),
});

export function toTask(wire: z.infer<typeof taskWire>, note: NoteUnknown): Task {
  return {
    id: wire.id,
    title: wire.title ?? '',
    notes: filledText(wire.notes),
    status: filledText(wire.status),
    taskCategory: filledText(wire.task_category),
    dueDate: toUtc(wire.absolute_due_date),
    completedAt: toUtc(wire.completed_at),
    createdAt: toUtc(wire.created),
    assignees: readRows(wire.assignees ?? [], { row: assigneeWire, what: 'task assignee', note }),
  };
}

/** A task as the three operations take it that make tasks. @throws InputError for an H contract. */
export function taskBody(task: NewTask) {
  return {
    title: task.title,
    notes: task.notes,
    contract_id: task.contractId === undefined ? undefined : bareNumberOf(task.contractId),
    due_date: task.dueDate?.toISOString(),
    due_date_key_pointer_id: numberOf(task.dueDateKeyPointerId),
    assignees: task.assignees.map((one) =>
      'orgUserId' in one ? { org_user_id: Number(one.orgUserId) } : { role_id: Number(one.roleId) },
    ),
    reminders: task.reminders,
    task_category: task.taskCategory,
    priority: task.priority,
    intake_task_status: task.intakeTaskStatus,
    task_associations: task.taskAssociations?.map(({ entityId, entityType, associationType }) => ({
      entity_id: Number(entityId),
      entity_type: entityType,
      association_type: associationType ?? 'PRIMARY',
    })),
  } as const;
}

function numberOf(id: string | undefined): number | undefined {
  return id === undefined ? undefined : Number(id);
}
