import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType } from './decorators.js';

@InputType('UpdateContractDataInput', { description: 'A contract and what is to be filled in.' })
export class UpdateContractDataInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => GraphQLJSONObject, {
    description:
      'By template field name; fields that are not named stay as they are, and null takes a value away.',
  })
  readonly data!: Record<string, unknown>;
}
