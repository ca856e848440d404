import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType } from './decorators.js';

@InputType('UpdateIntakeFormInput', {
  description: 'A contract and answers to the intake form of its type.',
})
export class UpdateIntakeFormInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => GraphQLJSONObject, {
    description:
      'By the name of the question; answers that are not named stay as they are. Names that the form does not have are refused.',
  })
  readonly data!: Record<string, unknown>;
}
