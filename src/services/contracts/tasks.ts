import type { Reader } from '../../auth/caller.js';
import type { ContractAction } from '../../domain/contract-action.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { NewTask, Task } from '../../domain/task.js';
import type { UserError } from '../../domain/user-error.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { CreationKind } from '../../sync/index.js';
import type { SharedParts } from '../create-services.js';
import { joinIds, splitIds } from '../once/made-ids.js';
import { makeOnce } from '../once/make-once.js';
import { countErrors } from '../text-length.js';
import { stateErrors } from './contract-acts.js';
import { strangerErrors } from './task-strangers.js';
import { readTask } from './task-input.js';
import type { TaskInput } from './task-input.js';
import { said } from '../../domain/said.js';

export interface TaskService {
  /** Makes one, once. @throws InputError for malformed ids, NotFoundError for a contract that the reader does not see. */
  create(
    reader: Reader,
    input: TaskInput & {
      /** Without it the task is one of the workspace. */
      readonly contractId?: string;
      readonly idempotencyKey?: string;
    },
  ): Promise<TasksResult>;
  /** Makes several with one call, once. @throws as `create` */
  createSeveral(
    reader: Reader,
    input: {
      readonly contractId: string;
      readonly idempotencyKey?: string;
      readonly tasks: readonly TaskInput[];
    },
  ): Promise<TasksResult>;
}

export interface TasksResult {
  /** Empty when the request was refused. */
  readonly tasks: readonly Task[];
  readonly userErrors: readonly UserError[];
}

/** SpotDraft has no operation that shows tasks: whether a lost one was made can't be seen. */
export const TASK_CREATIONS: CreationKind = { kind: 'task', lookFor: null };

const MOST_AT_ONCE = 100;

export function createTaskService(parts: SharedParts): TaskService {
  const { spotdraft, acts } = parts;

  async function make(
    reader: Reader,
    wish: {
      readonly action: ContractAction;
      readonly contractId: string | undefined;
      readonly idempotencyKey: string | undefined;
      readonly read: readonly (ReturnType<typeof readTask> & {
        readonly path: readonly string[];
      })[];
      readonly errors: readonly UserError[];
      readonly send: (
        wanted: readonly NewTask[],
        id: ContractId | null,
        options: CallOptions,
      ) => Promise<readonly Task[]>;
    },
  ): Promise<TasksResult> {
    const { action, contractId, read, idempotencyKey } = wish;
    const view = contractId === undefined ? null : await acts.requireVisible(reader, contractId);
    const id = view?.contract.id ?? null;
    const wrong = [
      ...wish.errors,
      ...read.flatMap(({ errors }) => errors),
      ...(view === null ? [] : stateErrors(view, action)),
    ];
    if (wrong.length > 0) return { tasks: [], userErrors: wrong };
    const strangers = await strangerErrors(spotdraft, id, read);
    if (strangers.length > 0) return { tasks: [], userErrors: strangers };
    const wanted = read.map(({ task }) => (id === null ? task : { ...task, contractId: id }));
    const outcome = await makeOnce(parts, reader, {
      kind: TASK_CREATIONS.kind,
      what: wanted.length === 1 ? 'a task' : 'these tasks',
      scope: [action, id ?? 'workspace'],
      input: wanted,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      subject: () => Promise.resolve(id ?? ''),
      send: (options) => wish.send(wanted, id, options),
      idOf: (made) => joinIds(made.map((one) => one.id)),
    });
    if (!outcome.done) return { tasks: [], userErrors: outcome.userErrors };
    const tasks = outcome.made ?? asAsked(splitIds(outcome.id), wanted);
    return { tasks, userErrors: tasks.length < wanted.length ? [untold(tasks, wanted)] : [] };
  }

  return {
    create(reader, { contractId, idempotencyKey, ...input }) {
      return make(reader, {
        action: 'CREATE_TASK',
        contractId,
        idempotencyKey,
        read: [{ ...readTask(input, []), path: [] }],
        errors: [],
        send: (wanted, _id, options) =>
          Promise.all(wanted.map((task) => spotdraft.createTask(task, options))),
      });
    },

    createSeveral(reader, { contractId, idempotencyKey, tasks }) {
      return make(reader, {
        action: 'CREATE_TASKS',
        contractId,
        idempotencyKey,
        read: tasks.map((task, index) => {
          const path = ['tasks', String(index)];
          return { ...readTask(task, path), path };
        }),
        errors: countErrors('tasks', tasks, { max: MOST_AT_ONCE }),
        send: (wanted, id, options) =>
          id === null ? Promise.resolve([]) : spotdraft.createTasks(id, wanted, options),
      });
    },
  };
}

function untold(told: readonly Task[], wanted: readonly NewTask[]): UserError {
  return {
    field: null,
    code: 'NOT_FOUND',
    message: said`Of ${wanted.length} tasks that this request asked for, SpotDraft told of ${told.length}. Look at what is there before asking for more.`,
  };
}

/** Tasks of an earlier request with the same input: SpotDraft shows none, so that what was asked for is what is known. */
function asAsked(ids: readonly string[], wanted: readonly NewTask[]): readonly Task[] {
  return ids.flatMap((id, index) => {
    const task = wanted[index];
    if (task === undefined) return [];
    return [
      {
        id,
        title: task.title,
        notes: task.notes ?? null,
        status: null,
        taskCategory: task.taskCategory ?? null,
        dueDate: task.dueDate?.toISOString() ?? null,
        completedAt: null,
        createdAt: null,
        assignees: task.assignees.map((one) => ({
          orgUserId: 'orgUserId' in one ? one.orgUserId : null,
          roleId: 'roleId' in one ? one.roleId : null,
          name: null,
        })),
      },
    ];
  });
}
