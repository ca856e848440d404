import { Field, ID, InputType } from './decorators.js';

@InputType('MarkForExecutionInput', { description: 'A contract to make ready for signature.' })
export class MarkForExecutionInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether stamp documents are put on it, where its workflow has them; SpotDraft decides when absent.',
  })
  readonly affixStamp?: boolean | null;
}

@InputType('UnmarkForExecutionInput', { description: 'A contract to take back from signature.' })
export class UnmarkForExecutionInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, { nullable: true, description: 'Why; kept with the contract.' })
  readonly note?: string | null;
}

@InputType('ResendToSignatoryInput', { description: 'Whom to write to again about signing.' })
export class ResendToSignatoryInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, { description: 'Email address of the signatory, as `recipients` has it.' })
  readonly email!: string;
}

@InputType('RetriggerWebhookInput', { description: 'Whose last webhook is to come again.' })
export class RetriggerWebhookInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;
}
