import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType } from './decorators.js';

@InputType('CreateContractInput', { description: 'A contract to generate from a deal.' })
export class CreateContractInput {
  @Field(() => ID, { description: 'The deal; 15 or 18 characters.' })
  readonly opportunityId!: string;

  @Field(() => ID, { description: 'The template to generate from.' })
  readonly templateId!: string;

  @Field(() => String, { nullable: true, description: "In place of the mapping's name." })
  readonly name?: string | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: "By template field name, in place of the mapping's values.",
  })
  readonly data?: Record<string, unknown> | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same contract. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether to send the new contract to the counterparties at once.',
  })
  readonly sendToCounterparties?: boolean | null;
}
