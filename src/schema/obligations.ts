import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { OBLIGATION_STATUSES } from '../domain/obligation.js';
import type {
  Obligation,
  ObligationFields,
  ObligationStatus,
  ObligationType as ObligationKind,
} from '../domain/obligation.js';
import type { Priority } from '../domain/task.js';
import { Cost } from './cost.js';
import { Field, ID, InputType, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';
import { PriorityEnum, TaskInput, TaskType } from './tasks.js';
import { UserErrorType } from './user-errors.js';

const ObligationStatusEnum = enumValues(OBLIGATION_STATUSES);
registerEnumType(ObligationStatusEnum, {
  name: 'ObligationStatus',
  description: 'Where an obligation stands.',
  valuesConfig: {
    PENDING: { description: 'Still to be fulfilled.' },
    COMPLETED: { description: 'Fulfilled.' },
    FAILED: { description: 'Not fulfilled.' },
    VERIFIED: { description: 'Fulfilled, and somebody looked at it.' },
  },
});

@ObjectType('ObligationType', { description: 'A kind of obligation, as the workspace has them.' })
export class ObligationTypeType implements ObligationKind {
  @Field(() => ID, { description: 'Number of the type in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { description: 'Its name, such as "Reporting".' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'What it is about.' })
  readonly description!: string | null;
}

@ObjectType('ObligationFields', { description: 'What else is said of an obligation.' })
export class ObligationFieldsType implements ObligationFields {
  @Field(() => String, { nullable: true, description: 'Where the contract says so.' })
  readonly clause!: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What is to be delivered: a number or a text.',
  })
  readonly contractualDeliveryValue!: string | number | null;

  @Field(() => String, { nullable: true, description: 'How often.' })
  readonly frequency!: string | null;
}

@ObjectType('Obligation', { description: 'What a contract obliges somebody to do by a day.' })
export class ObligationObjectType implements Obligation {
  @Field(() => ID, { description: 'Number of the obligation in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { description: 'What is to be done.' })
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'More about it.' })
  readonly description!: string | null;

  @Field(() => ID, { nullable: true, description: 'Number of its type in SpotDraft.' })
  readonly obligationTypeId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "As `ObligationStatus`, or SpotDraft's own word where it sends something new.",
  })
  readonly status!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "As `Priority`, or SpotDraft's own word where it sends something new.",
  })
  readonly priority!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From when on.' })
  readonly startDate!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'By when.' })
  readonly endDate!: string | null;

  @Field(() => ObligationFieldsType, { nullable: true, description: 'What else is said of it.' })
  readonly customFields!: ObligationFieldsType | null;

  @Cost({ entries: 2 })
  @Field(() => [TaskType], { description: 'The tasks that belong to it.' })
  readonly tasks!: readonly TaskType[];
}

@InputType('ObligationFieldsInput', { description: 'What else is said of an obligation.' })
export class ObligationFieldsInput {
  @Field(() => String, { nullable: true, description: 'Where the contract says so.' })
  readonly clause?: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What is to be delivered: a number or a text.',
  })
  readonly contractualDeliveryValue?: unknown;

  @Field(() => String, { nullable: true, description: 'How often.' })
  readonly frequency?: string | null;
}

@InputType('ObligationInput', { description: 'An obligation to make.' })
export class ObligationInput {
  @Field(() => String, { description: 'What is to be done.' })
  readonly title!: string;

  @Field(() => ID, { description: 'One of `obligationTypes`.' })
  readonly obligationTypeId!: string;

  @Field(() => GraphQLDateTime, { description: 'By when.' })
  readonly endDate!: Date;

  @Field(() => PriorityEnum, { description: 'How urgent it is.' })
  readonly priority!: Priority;

  @Field(() => String, { nullable: true, description: 'More about it.' })
  readonly description?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From when on.' })
  readonly startDate?: Date | null;

  @Field(() => ObligationStatusEnum, { nullable: true, description: 'Where it stands.' })
  readonly status?: ObligationStatus | null;

  @Field(() => ObligationFieldsInput, { nullable: true, description: 'What else is said of it.' })
  readonly customFields?: ObligationFieldsInput | null;

  @Field(() => [TaskInput], { nullable: true, description: 'Tasks to make with it.' })
  readonly tasks?: TaskInput[] | null;
}

@InputType('CreateObligationInput', { description: 'An obligation to make of a contract.' })
export class CreateObligationInput extends ObligationInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same obligation. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType('CreateObligationsInput', { description: 'Obligations to make of a contract.' })
export class CreateObligationsInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => [ObligationInput], { description: 'The obligations, 1 to 100.' })
  readonly obligations!: ObligationInput[];

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same obligations. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType({ description: 'What an obligation is to say; what is left out stays as it is.' })
class ObligationChange {
  @Field(() => String, { nullable: true, description: 'What is to be done.' })
  readonly title?: string | null;

  @Field(() => ID, { nullable: true, description: 'One of `obligationTypes`.' })
  readonly obligationTypeId?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'By when.' })
  readonly endDate?: Date | null;

  @Field(() => PriorityEnum, { nullable: true, description: 'How urgent it is.' })
  readonly priority?: Priority | null;

  @Field(() => String, { nullable: true, description: 'More about it.' })
  readonly description?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From when on.' })
  readonly startDate?: Date | null;

  @Field(() => ObligationStatusEnum, { nullable: true, description: 'Where it stands.' })
  readonly status?: ObligationStatus | null;

  @Field(() => ObligationFieldsInput, { nullable: true, description: 'What else is said of it.' })
  readonly customFields?: ObligationFieldsInput | null;
}

@InputType('UpdateObligationInput', {
  description: 'What an obligation of a contract is to say; what is left out stays as it is.',
})
export class UpdateObligationInput extends ObligationChange {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => ID, { description: 'The obligation, as `Contract.obligations` tells it.' })
  readonly obligationId!: string;
}

@InputType('ObligationChangeInput', {
  description: 'What one of several obligations is to say; what is left out stays as it is.',
})
export class ObligationChangeInput extends ObligationChange {
  @Field(() => ID, { description: 'The obligation, as `Contract.obligations` tells it.' })
  readonly id!: string;
}

@InputType('UpdateObligationsInput', { description: 'Changes of several obligations at once.' })
export class UpdateObligationsInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => [ObligationChangeInput], { description: 'The changes, 1 to 100.' })
  readonly obligations!: ObligationChangeInput[];
}

@InputType('DeleteObligationInput', { description: 'An obligation that is to go.' })
export class DeleteObligationInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => ID, { description: 'The obligation, as `Contract.obligations` tells it.' })
  readonly obligationId!: string;
}

@ObjectType('ObligationPayload', { description: 'Outcome of a change of an obligation.' })
export class ObligationPayload {
  @Field(() => ObligationObjectType, {
    nullable: true,
    description: 'The obligation as SpotDraft has it now; null when the request was refused.',
  })
  readonly obligation!: ObligationObjectType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('ObligationsPayload', { description: 'Outcome of a change of several obligations.' })
export class ObligationsPayload {
  @Field(() => [ObligationObjectType], {
    description: 'The obligations as SpotDraft has them now; empty when the request was refused.',
  })
  readonly obligations!: readonly ObligationObjectType[];

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('DeleteObligationPayload', { description: 'Outcome of `deleteObligation`.' })
export class DeleteObligationPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The obligation that is gone; null when the request was refused.',
  })
  readonly obligationId!: string | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
