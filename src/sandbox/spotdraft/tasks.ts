import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import { toIso } from './clock.js';
import { domainError } from './errors.js';
import type { JsonObject } from './json.js';
import { displayStatus, INTERNAL_KINDS } from './model.js';
import type { Contract, Task } from './model.js';
import { parseBody } from './parse-body.js';
import { ROLES, WORKSPACE_ID } from './reference-data.js';
import type { Role, User } from './reference-data.js';
import { requireInteger } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';
import type { WorkspaceState } from './state.js';

const BASE = '/api/v2.1/public';

const iso = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const taskBody = z.object({
  title: z.string().min(1),
  notes: z.string().optional(),
  contract_id: z.int().optional(),
  due_date: iso.optional(),
  due_date_key_pointer_id: z.int().optional(),
  assignees: z.array(z.object({ org_user_id: z.int().optional(), role_id: z.int().optional() })),
  reminders: z
    .array(
      z.object({
        value: z.int(),
        days: z.int(),
        type: z.enum(['DAYS', 'WEEKS', 'MONTHS', 'YEARS']).default('DAYS'),
      }),
    )
    .optional(),
  task_category: z.enum(['USER_TASK', 'OBLIGATION_TASK', 'INTAKE_TASK']).optional(),
  priority: z.enum(['LOW', 'MEDIUM', 'HIGH']).optional(),
  intake_task_status: z
    .enum(['PENDING', 'IN_PROGRESS', 'BLOCKED', 'COMPLETED', 'DISCARDED'])
    .optional(),
  task_associations: z
    .array(
      z.object({
        entity_id: z.int(),
        entity_type: z.enum(['OBLIGATION', 'LEGAL_INTAKE']),
        association_type: z.enum(['PRIMARY', 'SECONDARY']).default('PRIMARY'),
      }),
    )
    .optional(),
});
type TaskBody = z.infer<typeof taskBody>;

/** Tasks are made by these operations, and shown with the obligation or the intake they are about. */
export function taskRoutes(workspace: Workspace): ApiRoute[] {
  const { state } = workspace;
  return [
    {
      method: 'POST',
      path: `${BASE}/user_tasks/`,
      handle: (call) => {
        const body = parseBody(taskBody, call.body);
        const contract =
          body.contract_id === undefined ? null : contractOf(body.contract_id, call, workspace);
        const task = addTask(state, body, { contract, creator: call.actor });
        return { status: 201, json: toTask(task, state.now()) };
      },
    },
    {
      method: 'POST',
      path: `${BASE}/contracts/:id/tasks/bulk/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const bodies = parseBody(z.array(taskBody).min(1), call.body);
        for (const body of bodies) checkTask(body);
        const tasks = bodies.map((body) => addTask(state, body, { contract, creator: call.actor }));
        return { status: 201, json: tasks.map((task) => toTask(task, state.now())) };
      },
    },
  ];
}

function contractOf(number: number, call: ApiCall, workspace: Workspace): Contract {
  return requireInteger({ ...call, params: { id: String(number) } }, workspace);
}

/** @throws ApiError 400 in shape C */
function checkTask(body: TaskBody): void {
  const problem = problemOf(body);
  if (problem !== null) throw domainError(400, 'SD_TASKS_00400', problem);
}

function problemOf(body: TaskBody): string | null {
  const isIntakeTask = body.task_category === 'INTAKE_TASK';
  const dues = [body.due_date, body.due_date_key_pointer_id].filter((due) => due !== undefined);
  if (isIntakeTask ? dues.length > 1 : dues.length !== 1) {
    return 'Exactly one of due_date or due_date_key_pointer_id is required.';
  }
  if (!isIntakeTask && body.assignees.length === 0) return 'At least one assignee is required.';
  for (const { org_user_id: user, role_id: role } of body.assignees) {
    if ((user === undefined) === (role === undefined)) {
      return 'Exactly one of org_user_id or role_id must be set.';
    }
  }
  if (!isIntakeTask && (body.priority !== undefined || body.intake_task_status !== undefined)) {
    return 'priority and intake_task_status are only allowed for INTAKE_TASK.';
  }
  return null;
}

/** @throws ApiError 400 in shape C, also for people who are not in the workspace */
export function addTask(
  state: WorkspaceState,
  body: TaskBody,
  { contract, creator }: { readonly contract: Contract | null; readonly creator: User },
): Task {
  checkTask(body);
  const isIntakeTask = body.task_category === 'INTAKE_TASK';
  const assignees = body.assignees.map(({ org_user_id: userId, role_id: roleId }) => {
    const user = state.users.find(({ id }) => id === userId) ?? null;
    const role = ROLES.find(({ id }) => id === roleId) ?? null;
    if (user === null && role === null) {
      throw domainError(400, 'SD_TASKS_00404', 'An assignee is not in this workspace.');
    }
    return { id: state.nextId('taskAssignee'), user, role };
  });
  const task: Task = {
    id: state.nextId('task'),
    title: body.title,
    notes: body.notes ?? '',
    contract,
    creator,
    createdAt: state.now(),
    dueDate: body.due_date ?? null,
    dueDateKeyPointerId: body.due_date_key_pointer_id ?? null,
    category: body.task_category ?? 'USER_TASK',
    priority: body.priority ?? (isIntakeTask ? 'MEDIUM' : null),
    intakeStatus: body.intake_task_status ?? (isIntakeTask ? 'PENDING' : null),
    assignees,
    reminders: (body.reminders ?? []).map((one) => ({ id: state.nextId('reminder'), ...one })),
    associations: (body.task_associations ?? []).map((one) => ({
      entityId: one.entity_id,
      entityType: one.entity_type,
      associationType: one.association_type,
    })),
  };
  state.tasks.push(task);
  return task;
}

/** The tasks that are about an obligation or an intake. */
export function tasksAbout(
  state: WorkspaceState,
  entityType: 'OBLIGATION' | 'LEGAL_INTAKE',
  entityId: number,
): readonly Task[] {
  return state.tasks.filter(({ associations }) =>
    associations.some((one) => one.entityType === entityType && one.entityId === entityId),
  );
}

export function toTaskStatus({ dueDate }: Task, now: Date): string {
  if (dueDate === null) return 'NO_DATE';
  return dueDate < now ? 'OVERDUE' : 'UPCOMING';
}

export function toTask(task: Task, now: Date): JsonObject {
  return {
    id: task.id,
    title: task.title,
    notes: task.notes,
    status: toTaskStatus(task, now),
    task_category: task.category,
    created: toIso(task.createdAt),
    ...(task.dueDate && { absolute_due_date: toIso(task.dueDate) }),
    ...(task.dueDateKeyPointerId && { due_date_key_pointer_id: task.dueDateKeyPointerId }),
    ...(task.contract && { contract: toTaskContract(task.contract) }),
    created_by_org_user: toOrgUser(task.creator),
    created_by_workspace: {
      id: WORKSPACE_ID,
      name: 'Meridian Cloud',
      is_individual_org: false,
      show_workspace_migration: false,
    },
    assignees: task.assignees.map(({ id, user, role }) => ({
      id,
      user_task_id: task.id,
      ...(user && { assignee_org_user: toOrgUser(user) }),
      ...(role && { assignee_role: toRole(role, task.createdAt) }),
    })),
    task_associations: task.associations.map((one) => ({
      entity_id: String(one.entityId),
      entity_type: one.entityType,
      association_type: one.associationType,
    })),
    reminders: task.reminders.map(({ id, value, days, type }) => ({
      id,
      user_task_id: task.id,
      relative_time: { value, days, type },
    })),
  };
}

function toRole({ id, name, description }: Role, created: Date): JsonObject {
  return { id, name, description, created: toIso(created) };
}

const identities = new Map<number, string>();

function toOrgUser(user: User): JsonObject {
  const identity = identities.get(user.id) ?? randomUUID();
  identities.set(user.id, identity);
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    designation: user.designation,
    is_active: user.isActive,
    is_primary: true,
    identity_id: identity,
  };
}

function toTaskContract(contract: Contract): JsonObject {
  return {
    id: contract.number,
    public_id: contract.referenceId,
    contract_name: contract.name,
    contract_type_id: contract.contractTypeId,
    ...(contract.templateId && { contract_template_id: contract.templateId }),
    status: contract.status,
    display_status: displayStatus(contract),
    display_status_without_on_hold_check: contract.status,
    contract_kind: INTERNAL_KINDS[contract.kind],
    created: toIso(contract.createdAt),
    created_by_workspace_id: WORKSPACE_ID,
    editor_client: 'UNSET',
    workflow_id: '1',
  };
}
