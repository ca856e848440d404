import { GraphQLDateTime, GraphQLJSONObject, GraphQLURL } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from './decorators.js';
import { ContractCounterpartyInput } from './parties.js';
import { UserErrorType } from './user-errors.js';

@InputType('PreviewContractInput', { description: 'A contract to look at before it is made.' })
export class PreviewContractInput {
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

  @Field(() => [ContractCounterpartyInput], {
    nullable: true,
    description: "In place of the mapping's counterparties, all of them.",
  })
  readonly counterparties?: ContractCounterpartyInput[] | null;
}

@ObjectType('PreviewPayload', { description: 'Outcome of `previewContract`.' })
export class PreviewPayload {
  @Field(() => GraphQLURL, {
    nullable: true,
    description:
      'Opens the PDF, for the same caller and nobody else. Null when the request was refused.',
  })
  readonly url!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the link ends, an hour from now.',
  })
  readonly expiresAt!: Date | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
