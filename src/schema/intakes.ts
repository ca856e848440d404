import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { INTAKE_ASSIGNMENTS, INTAKE_STATUSES } from '../domain/intake.js';
import type {
  Intake,
  IntakeAssignee,
  IntakeAssignment,
  IntakePerson,
  IntakeStatus,
  IntakeTask,
} from '../domain/intake.js';
import type { Priority } from '../domain/task.js';
import { connectionOf } from './connection.js';
import { Field, ID, InputType, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';
import { PriorityEnum } from './tasks.js';
import { DocumentInput } from './uploads.js';
import { UserErrorType } from './user-errors.js';

export const IntakeStatusEnum = enumValues(INTAKE_STATUSES);
registerEnumType(IntakeStatusEnum, {
  name: 'IntakeStatus',
  description: 'Where a legal intake stands.',
  valuesConfig: {
    DRAFT: { description: 'Not handed in yet.' },
    PENDING: { description: 'Nobody has begun.' },
    IN_PROGRESS: { description: 'Somebody is at it.' },
    BLOCKED: { description: 'It waits for something.' },
    COMPLETED: { description: 'Done.' },
    DISCARDED: { description: 'Not to be done any more.' },
  },
});

const IntakeAssignmentEnum = enumValues(INTAKE_ASSIGNMENTS);
registerEnumType(IntakeAssignmentEnum, {
  name: 'IntakeAssigneeKind',
  description: 'How somebody takes part in an intake.',
  valuesConfig: {
    ASSIGNED_TO: { description: 'They have to see to it.' },
    COLLABORATOR: { description: 'They help.' },
  },
});

const IntakeEntityEnum = enumValues(['ORG_USER'] as const);
registerEnumType(IntakeEntityEnum, {
  name: 'IntakeEntityKind',
  description: 'Who can be given an intake.',
  valuesConfig: { ORG_USER: { description: 'A member of the workspace.' } },
});

@ObjectType('IntakePerson', {
  description: 'A member of the workspace who has to do with an intake.',
})
export class IntakePersonType implements IntakePerson {
  @Field(() => ID, { description: 'Number of the user in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'Full name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Email address.' })
  readonly email!: string | null;
}

@ObjectType('IntakeAssignee', { description: 'Who takes part in an intake.' })
export class IntakeAssigneeType implements IntakeAssignee {
  @Field(() => ID, { description: 'Number of the user or the role in SpotDraft.' })
  readonly entityId!: string;

  @Field(() => String, { nullable: true, description: 'ORG_USER or ROLE.' })
  readonly entityType!: string | null;

  @Field(() => IntakePersonType, {
    nullable: true,
    description: 'Who it is; null for a role, and where SpotDraft does not say.',
  })
  readonly person!: IntakePersonType | null;
}

@ObjectType('IntakeTask', { description: 'A task that belongs to an intake.' })
export class IntakeTaskType implements IntakeTask {
  @Field(() => ID, { description: 'Number of the task in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { description: 'What is to be done.' })
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'More about it.' })
  readonly notes!: string | null;

  @Field(() => String, { nullable: true, description: 'COMPLETED, UPCOMING, OVERDUE or NO_DATE.' })
  readonly status!: string | null;

  @Field(() => String, { nullable: true, description: 'As `IntakeTaskStatus`.' })
  readonly intakeTaskStatus!: string | null;

  @Field(() => String, { nullable: true, description: 'As `Priority`.' })
  readonly priority!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'By when it is to be done.' })
  readonly dueDate!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'As people name it; `T-0101` is no contract here.',
  })
  readonly referenceId!: string | null;
}

@ObjectType('IntakeAttachment', { description: 'A file of an intake.' })
export class IntakeAttachmentType {
  @Field(() => ID, { description: 'Id of the file in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'What it is called.' })
  readonly name!: string | null;
}

@ObjectType('IntakeWorkflow', { description: 'The workflow that an intake follows.' })
export class IntakeWorkflowType {
  @Field(() => ID, { description: 'Number of the workflow in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'What it is called.' })
  readonly title!: string | null;
}

@ObjectType('Intake', { description: 'A request to the legal team.' })
export class IntakeType implements Intake {
  @Field(() => ID, { description: 'Number of the intake in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { description: 'What is asked for.' })
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'More about it.' })
  readonly description!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "As `IntakeStatus`, or SpotDraft's own word where it sends something new.",
  })
  readonly status!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "As `Priority`, or SpotDraft's own word where it sends something new.",
  })
  readonly priority!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'By when.' })
  readonly dueDate!: string | null;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'What systems keep with it.' })
  readonly metadata!: Readonly<Record<string, unknown>> | null;

  @Field(() => ID, { nullable: true, description: 'Its id in addresses.' })
  readonly publicId!: string | null;

  @Field(() => String, { nullable: true, description: 'As people name it, such as `I-001`.' })
  readonly referenceId!: string | null;

  @Field(() => IntakePersonType, { nullable: true, description: 'Who asked.' })
  readonly createdBy!: IntakePersonType | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was made.' })
  readonly createdAt!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it last changed.' })
  readonly modifiedAt!: string | null;

  @Field(() => IntakeWorkflowType, { nullable: true, description: 'The workflow it follows.' })
  readonly workflow!: IntakeWorkflowType | null;
}

export const IntakeConnectionType = connectionOf(() => IntakeType, {
  name: 'Intake',
  one: 'intake',
  many: 'intakes',
  description: 'A page of intakes, newest first.',
  counting: {},
});

@InputType('IntakeAssigneeInput', { description: 'Who is to take part in an intake.' })
export class IntakeAssigneeInput {
  @Field(() => ID, { description: 'Number of the user in SpotDraft.' })
  readonly entityId!: string;

  @Field(() => IntakeEntityEnum, { nullable: true, description: 'ORG_USER, also without it.' })
  readonly entityType?: 'ORG_USER' | null;

  @Field(() => IntakeAssignmentEnum, { description: 'How they take part.' })
  readonly assigneeType!: IntakeAssignment;
}

@InputType('CreateIntakeInput', { description: 'An intake to hand in.' })
export class CreateIntakeInput {
  @Field(() => String, { description: 'What is asked for, in 255 characters at most.' })
  readonly title!: string;

  @Field(() => ID, { description: 'A published workflow for intakes.' })
  readonly workflowId!: string;

  @Field(() => String, { nullable: true, description: 'More about it.' })
  readonly description?: string | null;

  @Field(() => PriorityEnum, { nullable: true, description: 'How urgent it is; MEDIUM without.' })
  readonly priority?: Priority | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'By when.' })
  readonly dueDate?: Date | null;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'What systems keep with it.' })
  readonly metadata?: Record<string, unknown> | null;

  @Field(() => [IntakeAssigneeInput], { nullable: true, description: 'Who takes part.' })
  readonly assignees?: IntakeAssigneeInput[] | null;

  @Field(() => [DocumentInput], {
    nullable: true,
    description: 'Files to hand in with it, 50 at most.',
  })
  readonly files?: DocumentInput[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same intake. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType('UpdateIntakeInput', {
  description:
    'What an intake is to say. What is left out stays; null takes a description, day, metadata or people away.',
})
export class UpdateIntakeInput {
  @Field(() => ID, { description: 'The intake.' })
  readonly intakeId!: string;

  @Field(() => String, { nullable: true, description: 'What is asked for.' })
  readonly title?: string | null;

  @Field(() => IntakeStatusEnum, { nullable: true, description: 'Where it stands.' })
  readonly status?: IntakeStatus | null;

  @Field(() => PriorityEnum, { nullable: true, description: 'How urgent it is.' })
  readonly priority?: Priority | null;

  @Field(() => String, { nullable: true, description: 'More about it.' })
  readonly description?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'By when.' })
  readonly dueDate?: Date | null;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'What systems keep with it.' })
  readonly metadata?: Record<string, unknown> | null;

  @Field(() => [IntakeAssigneeInput], {
    nullable: true,
    description: 'Who takes part: all of them.',
  })
  readonly assignees?: IntakeAssigneeInput[] | null;
}

@InputType('DeleteIntakeInput', { description: 'An intake that is to go.' })
export class DeleteIntakeInput {
  @Field(() => ID, { description: 'The intake.' })
  readonly intakeId!: string;
}

@ObjectType('IntakePayload', { description: 'Outcome of a change of an intake.' })
export class IntakePayload {
  @Field(() => IntakeType, {
    nullable: true,
    description: 'The intake as SpotDraft has it now; null when the request was refused.',
  })
  readonly intake!: IntakeType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('DeleteIntakePayload', { description: 'Outcome of `deleteIntake`.' })
export class DeleteIntakePayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The intake that is gone; null when the request was refused.',
  })
  readonly intakeId!: string | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
