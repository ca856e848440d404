import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Resolver } from '../../schema/decorators.js';
import {
  CreateTaskInput,
  CreateTasksInput,
  TaskPayload,
  TasksPayload,
} from '../../schema/tasks.js';
import { createTaskService } from '../../services/contracts/tasks.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutAnyNulls } from '../without-nulls.js';

@Resolver()
export class TasksResolver {
  @Cost({ spotdraft: 3, salesforce: 2 })
  @Mutation(() => TaskPayload, {
    description: 'Gives people something to do, about a contract or beside one.',
  })
  createTask(
    @Arg('input', () => CreateTaskInput, { description: 'The task.' }) input: CreateTaskInput,
    @Ctx() context: RequestContext,
  ): Promise<TaskPayload> {
    return context.act(async (_actions, reader) => {
      const service = context.services.of(createTaskService);
      const { tasks, userErrors } = await service.create(reader, withoutAnyNulls(input));
      return { task: tasks[0] ?? null, userErrors };
    });
  }

  @Cost({ spotdraft: 3, salesforce: 2 })
  @Mutation(() => TasksPayload, { description: 'Makes several tasks of a contract at once.' })
  createTasks(
    @Arg('input', () => CreateTasksInput, { description: 'The tasks.' }) input: CreateTasksInput,
    @Ctx() context: RequestContext,
  ): Promise<TasksPayload> {
    return context.act((_actions, reader) =>
      context.services.of(createTaskService).createSeveral(reader, withoutAnyNulls(input)),
    );
  }
}
