import { Field, ID, InputType } from './decorators.js';

@InputType('SendContractInput', { description: 'A contract to send to its counterparties.' })
export class SendContractInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => [String], {
    nullable: true,
    description: "Email addresses to send to, in place of the contract's counterparties.",
  })
  readonly toEmails?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Email addresses to copy in.' })
  readonly ccEmails?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Subject of the email.' })
  readonly subject?: string | null;

  @Field(() => String, { nullable: true, description: 'Text of the email.' })
  readonly message?: string | null;
}
