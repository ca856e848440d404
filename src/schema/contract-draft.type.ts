import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ObjectType } from './decorators.js';
import { DraftFieldType } from './draft-field.type.js';
import { UserErrorType } from './user-error.type.js';

@ObjectType('ContractDraft', {
  description: 'What `createContract` would send for a deal and a template. Nothing is created.',
})
export class ContractDraftType {
  @Field(() => String, { nullable: true, description: 'Name the contract would get.' })
  readonly name!: string | null;

  @Field(() => GraphQLJSONObject, { description: 'Mapped values by template field name.' })
  readonly data!: Readonly<Record<string, unknown>>;

  @Field(() => [UserErrorType], {
    description: 'What is missing or does not fit; `createContract` would refuse with these.',
  })
  readonly userErrors!: readonly UserErrorType[];

  @Field(() => [DraftFieldType], {
    description: "Every blank of the template, in the template's order.",
  })
  readonly fields!: readonly DraftFieldType[];
}
