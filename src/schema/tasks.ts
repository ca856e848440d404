import { GraphQLDateTime } from 'graphql-scalars';
import {
  INTAKE_TASK_STATUSES,
  PRIORITIES,
  REMINDER_UNITS,
  TASK_ASSOCIATIONS,
  TASK_CATEGORIES,
  TASK_ENTITIES,
} from '../domain/task.js';
import type {
  IntakeTaskStatus,
  Priority,
  ReminderUnit,
  Task,
  TaskAssignee,
  TaskAssociationType,
  TaskCategory,
  TaskEntity,
} from '../domain/task.js';
import { Cost } from './cost.js';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';
import { UserErrorType } from './user-errors.js';

export const PriorityEnum = enumValues(PRIORITIES);
registerEnumType(PriorityEnum, {
  name: 'Priority',
  description: 'How urgent something is.',
  valuesConfig: {
    LOW: { description: 'It may wait.' },
    MEDIUM: { description: 'As usual.' },
    HIGH: { description: 'Before other things.' },
  },
});

const TaskCategoryEnum = enumValues(TASK_CATEGORIES);
registerEnumType(TaskCategoryEnum, {
  name: 'TaskCategory',
  description: 'What a task belongs to.',
  valuesConfig: {
    USER_TASK: { description: 'Nothing but itself.' },
    OBLIGATION_TASK: { description: 'An obligation of a contract.' },
    INTAKE_TASK: { description: 'A legal intake.' },
  },
});

const IntakeTaskStatusEnum = enumValues(INTAKE_TASK_STATUSES);
registerEnumType(IntakeTaskStatusEnum, {
  name: 'IntakeTaskStatus',
  description: 'Where a task of a legal intake stands.',
  valuesConfig: {
    PENDING: { description: 'Nobody has begun.' },
    IN_PROGRESS: { description: 'Somebody is at it.' },
    BLOCKED: { description: 'It waits for something.' },
    COMPLETED: { description: 'Done.' },
    DISCARDED: { description: 'Not to be done any more.' },
  },
});

const TaskEntityEnum = enumValues(TASK_ENTITIES);
registerEnumType(TaskEntityEnum, {
  name: 'TaskEntity',
  description: 'What a task can be about, beside a contract.',
  valuesConfig: {
    OBLIGATION: { description: 'An obligation of the contract.' },
    LEGAL_INTAKE: { description: 'A legal intake.' },
  },
});

const TaskAssociationEnum = enumValues(TASK_ASSOCIATIONS);
registerEnumType(TaskAssociationEnum, {
  name: 'TaskAssociationKind',
  description: 'How closely a task belongs to what it is about.',
  valuesConfig: {
    PRIMARY: { description: 'It is what the task is for.' },
    SECONDARY: { description: 'The task has to do with it as well.' },
  },
});

const ReminderUnitEnum = enumValues(REMINDER_UNITS);
registerEnumType(ReminderUnitEnum, {
  name: 'ReminderUnit',
  description: 'What a reminder counts in.',
  valuesConfig: {
    DAYS: { description: 'Days.' },
    WEEKS: { description: 'Seven days each.' },
    MONTHS: { description: 'Thirty days each; twelve of them are a year.' },
    YEARS: { description: '365 days each.' },
  },
});

@ObjectType('TaskAssignee', { description: 'Who has to do a task: a person, or all of a role.' })
export class TaskAssigneeType implements TaskAssignee {
  @Field(() => ID, { nullable: true, description: 'The member of the workspace.' })
  readonly orgUserId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The role.' })
  readonly roleId!: string | null;

  @Field(() => String, { nullable: true, description: 'What the person or the role is called.' })
  readonly name!: string | null;
}

@ObjectType('Task', { description: 'Something that somebody has to do in SpotDraft.' })
export class TaskType implements Task {
  @Field(() => ID, { description: 'Number of the task in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { description: 'What is to be done.' })
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'More about it.' })
  readonly notes!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'COMPLETED, UPCOMING, OVERDUE or NO_DATE; null where SpotDraft does not say, as of a task that an earlier request made.',
  })
  readonly status!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "As `TaskCategory`, or SpotDraft's own word where it sends something new.",
  })
  readonly taskCategory!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'By when it is to be done.' })
  readonly dueDate!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was done.' })
  readonly completedAt!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was made.' })
  readonly createdAt!: string | null;

  @Cost({ entries: 2 })
  @Field(() => [TaskAssigneeType], { description: 'Who has to do it.' })
  readonly assignees!: readonly TaskAssigneeType[];
}

@InputType('TaskAssigneeInput', {
  description: 'A member of the workspace or a role: one of both.',
})
export class TaskAssigneeInput {
  @Field(() => ID, { nullable: true, description: 'The member of the workspace.' })
  readonly orgUserId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The role.' })
  readonly roleId?: string | null;
}

@InputType('TaskReminderInput', { description: 'So long before it is due, people are reminded.' })
export class TaskReminderInput {
  @Field(() => Int, { description: 'How many units.' })
  readonly value!: number;

  @Field(() => ReminderUnitEnum, { nullable: true, description: 'The unit; days without it.' })
  readonly type?: ReminderUnit | null;
}

@InputType('TaskAssociationInput', { description: 'What a task is about, beside a contract.' })
export class TaskAssociationInput {
  @Field(() => ID, { description: 'Number of the obligation or the intake.' })
  readonly entityId!: string;

  @Field(() => TaskEntityEnum, { description: 'Which of both it is.' })
  readonly entityType!: TaskEntity;

  @Field(() => TaskAssociationEnum, { nullable: true, description: 'PRIMARY without it.' })
  readonly associationType?: TaskAssociationType | null;
}

@InputType('TaskInput', { description: 'A task to make.' })
export class TaskInput {
  @Field(() => String, { description: 'What is to be done.' })
  readonly title!: string;

  @Field(() => [TaskAssigneeInput], {
    nullable: true,
    description: 'Who has to do it; somebody, but for tasks of category INTAKE_TASK.',
  })
  readonly assignees?: TaskAssigneeInput[] | null;

  @Field(() => String, { nullable: true, description: 'More about it.' })
  readonly notes?: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'By when it is to be done; this or `dueDateKeyPointerId`, but for tasks of category INTAKE_TASK.',
  })
  readonly dueDate?: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The key pointer of the contract that says by when.',
  })
  readonly dueDateKeyPointerId?: string | null;

  @Field(() => [TaskReminderInput], { nullable: true, description: 'When to remind people of it.' })
  readonly reminders?: TaskReminderInput[] | null;

  @Field(() => TaskCategoryEnum, {
    nullable: true,
    description: 'What it belongs to; SpotDraft decides without it.',
  })
  readonly taskCategory?: TaskCategory | null;

  @Field(() => PriorityEnum, {
    nullable: true,
    description: 'How urgent it is; of category INTAKE_TASK only.',
  })
  readonly priority?: Priority | null;

  @Field(() => IntakeTaskStatusEnum, {
    nullable: true,
    description: 'Where it stands; of category INTAKE_TASK only.',
  })
  readonly intakeTaskStatus?: IntakeTaskStatus | null;

  @Field(() => [TaskAssociationInput], {
    nullable: true,
    description: 'What it is about: obligations of the contract, or intakes.',
  })
  readonly taskAssociations?: TaskAssociationInput[] | null;
}

@InputType('CreateTaskInput', { description: 'A task to make, of a contract or of the workspace.' })
export class CreateTaskInput extends TaskInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The contract, such as `T-123`; without it the task is one of the workspace.',
  })
  readonly contractId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same task. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType('CreateTasksInput', { description: 'Tasks to make of a contract.' })
export class CreateTasksInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => [TaskInput], { description: 'The tasks, 1 to 100.' })
  readonly tasks!: TaskInput[];

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same tasks. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@ObjectType('TaskPayload', { description: 'Outcome of `createTask`.' })
export class TaskPayload {
  @Field(() => TaskType, {
    nullable: true,
    description:
      'The task; null when the request was refused. SpotDraft shows no task later on: of one that an earlier request made, what was asked for is told.',
  })
  readonly task!: TaskType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('TasksPayload', { description: 'Outcome of `createTasks`.' })
export class TasksPayload {
  @Field(() => [TaskType], {
    description: 'The tasks, as `TaskPayload.task` tells one; empty when the request was refused.',
  })
  readonly tasks!: readonly TaskType[];

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
