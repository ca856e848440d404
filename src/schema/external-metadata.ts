import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType } from './decorators.js';

@InputType('UpdateExternalMetadataInput', {
  description: 'A contract and what an integration notes on it.',
})
export class UpdateExternalMetadataInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => GraphQLJSONObject, {
    description:
      'Members of `record_data`. Those that are not named stay as they are, and null takes one away.',
  })
  readonly recordData!: Record<string, unknown>;
}
