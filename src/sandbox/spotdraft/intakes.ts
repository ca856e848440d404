import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import { toIso } from './clock.js';
import { domainError, fieldError, plainError } from './errors.js';
import type { JsonObject } from './json.js';
import type { Intake, Task, WorkspaceFile } from './model.js';
import { parseBody } from './parse-body.js';
import { hasPermission } from './reference-data.js';
import type { User } from './reference-data.js';
import { ok } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';
import { tasksAbout, toTaskStatus } from './tasks.js';

const BASE = '/api/v1/public/legal_intake/';

/** The workflow that is published for intakes. */
const WORKFLOW = { id: 42, frozenId: 142, title: 'Contract review', description: 'Any contract.' };
const STATUSES = ['DRAFT', 'PENDING', 'IN_PROGRESS', 'BLOCKED', 'COMPLETED', 'DISCARDED'] as const;
const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH'] as const;
const SORTED_BY = ['created_at', 'priority', 'status', 'title'] as const;

const iso = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const participant = z.object({
  entity_id: z.string().min(1),
  entity_type: z.literal('ORG_USER'),
  assignee_type: z.enum(['ASSIGNED_TO', 'COLLABORATOR']),
});
const creation = z.object({
  title: z.string().min(1).max(255),
  workflow_id: z.int(),
  description: z.string().nullish(),
  priority: z.enum(PRIORITIES).default('MEDIUM'),
  due_date: iso.nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  file_ids: z.array(z.uuid()).nullish(),
  assignees: z.array(participant).nullish(),
});
const change = z.object({
  title: z.string().min(1).nullish(),
  description: z.string().nullish(),
  status: z.enum(STATUSES).nullish(),
  priority: z.enum(PRIORITIES).nullish(),
  due_date: iso.nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  assignees: z.array(participant).nullish(),
});

/**
 * Requests to the legal team, of the API's first version. Whoever sees all contracts sees all of these here; others see their own,
 * and those that they are to work on.
 */
export function intakeRoutes(workspace: Workspace): ApiRoute[] {
  const { state } = workspace;

  /** What is not there is answered as what may not be seen. @throws ApiError 403 */
  function requireIntake({ params, actor }: ApiCall): Intake {
    const intake = state.intakes.get(Number(params.intakeId));
    if (!intake || !maySee(actor, intake))
      throw plainError(403, 'You do not have permission to perform this action.');
    return intake;
  }

  function participantsOf(rows: readonly z.infer<typeof participant>[]): Intake['participants'] {
    return rows.map(({ entity_id: id, assignee_type: type }, index) => {
      const user = state.users.find((one) => String(one.id) === id);
      if (!user) throw fieldError({ assignees: { [index]: { entity_id: ['Unknown user'] } } });
      return { user, type };
    });
  }

  function filesOf(ids: readonly string[]): WorkspaceFile[] {
    return ids.map((id) => {
      const file = state.files.get(id);
      if (!file?.bytes) {
        const message = 'One or more file_ids not found in workspace';
        throw domainError(400, 'SD_PUBLIC_00039', message);
      }
      return file;
    });
  }

  return [
    {
      method: 'GET',
      path: BASE,
      handle: ({ query, actor }) => {
        const { page, limit } = readPage(query);
        const shown = [...state.intakes.values()].filter((one) => maySee(actor, one));
        const wanted = sorted(filtered(shown, query), query);
        const rows = wanted.slice((page - 1) * limit, page * limit);
        const totalPages = Math.ceil(wanted.length / limit);
        return ok({
          intakes: rows.map(toIntake),
          total_count: wanted.length,
          page,
          limit,
          total_pages: totalPages,
          has_next: page < totalPages,
          has_previous: page > 1,
        });
      },
    },
    {
      method: 'POST',
      path: BASE,
      handle: ({ body, actor }) => {
        const wish = parseBody(creation, body);
        if (wish.workflow_id !== WORKFLOW.id) {
          const message = 'The workflow has no published version for intakes.';
          throw domainError(400, 'SD_PUBLIC_00039', message);
        }
        const now = state.now();
        const intake: Intake = {
          publicId: randomUUID(),
          workflowId: WORKFLOW.id,
          creator: actor,
          createdAt: now,
          modifiedAt: now,
          title: wish.title,
          description: wish.description ?? null,
          status: 'PENDING',
          priority: wish.priority,
          dueDate: wish.due_date ?? null,
          metadata: wish.metadata ?? null,
          participants: participantsOf(wish.assignees ?? []),
          files: filesOf(wish.file_ids ?? []),
          id: state.nextId('intake'),
        };
        state.intakes.set(intake.id, intake);
        return { status: 201, json: toDetails(intake, workspace) };
      },
    },
    {
      method: 'GET',
      path: `${BASE}:intakeId/`,
      handle: (call) => ok(toDetails(requireIntake(call), workspace)),
    },
    {
      method: 'PATCH',
      path: `${BASE}:intakeId/`,
      handle: (call) => {
        const intake = requireIntake(call);
        const wish = parseBody(change, call.body);
        if (wish.assignees !== undefined)
          intake.participants = participantsOf(wish.assignees ?? []);
        intake.title = wish.title ?? intake.title;
        intake.status = wish.status ?? intake.status;
        intake.priority = wish.priority ?? intake.priority;
        if (wish.description !== undefined) intake.description = wish.description;
        if (wish.due_date !== undefined) intake.dueDate = wish.due_date;
        if (wish.metadata !== undefined) intake.metadata = wish.metadata;
        intake.modifiedAt = state.now();
        return ok(toDetails(intake, workspace));
      },
    },
    {
      method: 'DELETE',
      path: `${BASE}:intakeId/`,
      handle: (call) => {
        state.intakes.delete(requireIntake(call).id);
        return { status: 204 };
      },
    },
  ];
}

function maySee(user: User, { creator, participants }: Intake): boolean {
  return (
    hasPermission(user, 'see-all-contracts') ||
    [creator.id, ...participants.map((one) => one.user.id)].includes(user.id)
  );
}

function readPage(query: URLSearchParams): { readonly page: number; readonly limit: number } {
  const page = Number(query.get('page') ?? 1);
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(page) || page < 1) {
    throw fieldError({ page: ['Input should be greater than or equal to 1'] });
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw fieldError({ limit: ['Input should be less than or equal to 100'] });
  }
  return { page, limit };
}

function filtered(intakes: readonly Intake[], query: URLSearchParams): readonly Intake[] {
  const text = query.get('query')?.toLowerCase() ?? '';
  const statuses = query.get('filter__status[$in]')?.split(',') ?? null;
  if (statuses?.some((status) => !STATUSES.includes(status as (typeof STATUSES)[number]))) {
    throw fieldError({ status: [`Value should be one of ${STATUSES.join(', ')}`] });
  }
  return intakes.filter(
    ({ title, description, status }) =>
      `${title} ${description ?? ''}`.toLowerCase().includes(text) &&
      (statuses?.includes(status) ?? true),
  );
}

function sorted(intakes: readonly Intake[], query: URLSearchParams): readonly Intake[] {
  const sort = query.get('sort') ?? '-created_at';
  const field = SORTED_BY.find((name) => name === sort.replace(/^-/u, ''));
  if (field === undefined) throw plainError(400, 'Invalid sort field');
  const direction = sort.startsWith('-') ? -1 : 1;
  const keyOf = (one: Intake) =>
    field === 'created_at' ? String(one.createdAt.getTime()) : one[field];
  return intakes.toSorted(
    (a, b) =>
      direction * (keyOf(a).localeCompare(keyOf(b), 'en', { numeric: true }) || a.id - b.id),
  );
}

function toIntake(intake: Intake): JsonObject {
  return {
    id: intake.id,
    title: intake.title,
    description: intake.description,
    status: intake.status,
    priority: intake.priority,
    due_date: intake.dueDate === null ? null : toIso(intake.dueDate),
    metadata: intake.metadata,
    public_id: intake.publicId,
    reference_id: `I-${String(intake.id).padStart(3, '0')}`,
    created_by: toPerson(intake.creator),
    created_at: toIso(intake.createdAt),
    modified_at: toIso(intake.modifiedAt),
    frozen_workflow: {
      id: WORKFLOW.frozenId,
      workflow_id: intake.workflowId,
      title: WORKFLOW.title,
      description: WORKFLOW.description,
      type: 'INTAKE_WORKFLOW',
    },
  };
}

function toDetails(intake: Intake, { state }: Workspace): JsonObject {
  const taking = (type: string) =>
    intake.participants
      .filter((one) => one.type === type)
      .map(({ user }) => ({
        entity_id: String(user.id),
        entity_type: 'ORG_USER',
        assignee_type: type,
        assignee_org_user: toPerson(user),
      }));
  return {
    ...toIntake(intake),
    assignees: taking('ASSIGNED_TO'),
    collaborators: taking('COLLABORATOR'),
    tasks: tasksAbout(state, 'LEGAL_INTAKE', intake.id).map((task) => toTask(task, state.now())),
    attachments: intake.files.map(({ id, name }) => ({ uuid: id, name })),
  };
}

function toTask(task: Task, now: Date): JsonObject {
  return {
    id: task.id,
    title: task.title,
    notes: task.notes,
    status: toTaskStatus(task, now),
    priority: task.priority,
    intake_task_status: task.intakeStatus,
    absolute_due_date: task.dueDate === null ? null : toIso(task.dueDate),
    reference_id: `T-${String(task.id).padStart(4, '0')}`,
  };
}

function toPerson({ id, name, email, designation }: User): JsonObject {
  return { id, name, email, designation };
}
