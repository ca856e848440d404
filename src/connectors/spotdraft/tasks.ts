import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import type { NewTask, Task } from '../../domain/task.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { taskBody, taskWire, toTask } from './task.wire.js';
import { readRows } from './wire-values.js';

/** SpotDraft makes tasks, and shows those of an obligation with it; no operation lists, changes or ends them. */
export interface Tasks {
  createTask(task: NewTask, options: CallOptions): Promise<Task>;
  createTasks(
    id: ContractId,
    tasks: readonly NewTask[],
    options: CallOptions,
  ): Promise<readonly Task[]>;
}

export function createTasks({ caller, note }: CapabilityParts): Tasks {
  return {
    async createTask(task, options) {
      const wire = await caller.call('POST /user_tasks/', {
        body: taskBody(task),
        answer: taskWire,
        options,
      });
      return toTask(wire, note);
    },

    async createTasks(id, tasks, options) {
      const rows = await caller.call('POST /contracts/{id}/tasks/bulk/', {
        path: { id },
        body: tasks.map(taskBody),
        answer: z.array(z.unknown()),
        options,
      });
      return readRows(rows, { row: taskWire, what: 'task', note }).map((row) => toTask(row, note));
    },
  };
}
