import { parseNumberId } from '../../domain/number-id.js';
import type { NewAssignee, NewReminder, NewTask, ReminderUnit } from '../../domain/task.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import { daysOf } from '../../mapping/fit/duration.js';
import { countErrors, lengthErrors, LONGEST } from '../text-length.js';
import { noted, said } from '../../domain/said.js';

/** A task as a caller describes it. */
export interface TaskInput extends Omit<
  NewTask,
  'assignees' | 'reminders' | 'taskAssociations' | 'contractId'
> {
  readonly assignees?: readonly { readonly orgUserId?: string; readonly roleId?: string }[];
  readonly reminders?: readonly { readonly value: number; readonly type?: ReminderUnit }[];
  readonly taskAssociations?: NewTask['taskAssociations'];
}

/** Far more than anybody asks of one task. */
const MOST = { assignees: 50, reminders: 20, associations: 20, reminder: 1_000 } as const;

/**
 * The task as SpotDraft takes it, and all that is wrong with it, with paths from `path` on.
 * @throws InputError for malformed ids
 */
export function readTask(
  input: TaskInput,
  path: readonly string[],
): { readonly task: NewTask; readonly errors: readonly UserError[] } {
  const errors: UserError[] = [
    ...lengthErrors(
      {
        title: { text: input.title, max: LONGEST.name },
        notes: { text: input.notes, max: LONGEST.note },
      },
      path,
    ),
    ...listErrors(input, path),
  ];
  const wrong = (field: string, code: UserError['code'], message: string) =>
    errors.push({ field: [...path, ...field.split('.')], code, message });

  if (isBlank(input.title)) wrong('title', 'REQUIRED', said`Say in "title" what is to be done.`);
  const isIntakeTask = input.taskCategory === 'INTAKE_TASK';
  const assignees = (input.assignees ?? []).flatMap((one, index): NewAssignee[] => {
    const read = readAssignee(one);
    if (read === null)
      wrong(`assignees.${index}`, 'INVALID_VALUE', said`Name either "orgUserId" or "roleId".`);
    return read === null ? [] : [read];
  });
  if (!isIntakeTask && assignees.length === 0 && (input.assignees ?? []).length === 0) {
    wrong('assignees', 'REQUIRED', said`Say in "assignees" who has to do it.`);
  }
  const keyPointerId = idOf(input.dueDateKeyPointerId, noted`a key pointer`);
  const dues = [input.dueDate, keyPointerId].filter((due) => due !== undefined);
  if (dues.length > 1) {
    wrong('dueDate', 'INVALID_VALUE', said`Give either "dueDate" or "dueDateKeyPointerId".`);
  } else if (dues.length === 0 && !isIntakeTask) {
    wrong('dueDate', 'REQUIRED', said`Say by "dueDate" or "dueDateKeyPointerId" when it is due.`);
  }
  for (const field of ['priority', 'intakeTaskStatus'] as const) {
    if (input[field] !== undefined && !isIntakeTask)
      wrong(field, 'INVALID_VALUE', said`Only tasks of category INTAKE_TASK take "${field}".`);
  }
  const { reminders, taskAssociations, ...rest } = input;
  for (const [index, { value }] of (reminders ?? []).entries()) {
    if (value < 0 || value > MOST.reminder)
      wrong(`reminders.${index}.value`, 'INVALID_VALUE', said`"value" is 0 to ${MOST.reminder}.`);
  }
  const task: NewTask = {
    ...rest,
    assignees,
    ...(reminders === undefined ? {} : { reminders: reminders.map(toReminder) }),
    ...(taskAssociations === undefined
      ? {}
      : {
          taskAssociations: taskAssociations.map((one) => ({
            ...one,
            entityId: parseNumberId(one.entityId, noted`what the task is about`),
          })),
        }),
  };
  return { task, errors };
}

function listErrors(input: TaskInput, path: readonly string[]): UserError[] {
  return [
    ...crowdErrors([...path, 'assignees'], input.assignees, MOST.assignees),
    ...crowdErrors([...path, 'reminders'], input.reminders, MOST.reminders),
    ...crowdErrors([...path, 'taskAssociations'], input.taskAssociations, MOST.associations),
  ];
}

/** What is wrong with a list that may be empty. */
export function crowdErrors(
  path: readonly string[],
  list: readonly unknown[] | undefined,
  max: number,
): UserError[] {
  if (list === undefined || list.length === 0) return [];
  return countErrors(path.at(-1) ?? '', list, { max }).map((error) => ({ ...error, field: path }));
}

function readAssignee(one: {
  readonly orgUserId?: string;
  readonly roleId?: string;
}): NewAssignee | null {
  const orgUserId = idOf(one.orgUserId, noted`a member of the workspace`);
  const roleId = idOf(one.roleId, noted`a role`);
  if (orgUserId !== undefined) return roleId === undefined ? { orgUserId } : null;
  return roleId === undefined ? null : { roleId };
}

function toReminder({
  value,
  type = 'DAYS',
}: {
  readonly value: number;
  readonly type?: ReminderUnit;
}): NewReminder {
  return { value, type, days: type === 'WEEKS' ? value * 7 : daysOf(type, value) };
}

function idOf(text: string | undefined, what: string): string | undefined {
  return text === undefined ? undefined : parseNumberId(text, what);
}
