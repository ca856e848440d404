import { Field, ID, InputType } from './decorators.js';

@InputType('ChangeBusinessUserInput', { description: 'A contract and who is to answer for it.' })
export class ChangeBusinessUserInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => ID, { description: "SpotDraft's id of the user." })
  readonly userId!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether the tasks of the business user until now go along.',
  })
  readonly moveTasks?: boolean | null;
}

@InputType('RequestReviewInput', {
  description: 'A legal review of a contract, by one person or one role.',
})
export class RequestReviewInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, { nullable: true, description: 'What is to be reviewed.' })
  readonly description?: string | null;

  @Field(() => ID, { nullable: true, description: "SpotDraft's id of the user who reviews it." })
  readonly userId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "In place of `userId`: SpotDraft's id of the role whose members do.",
  })
  readonly roleId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key ask once. Without it, the same request within a minute does.',
  })
  readonly idempotencyKey?: string | null;
}
