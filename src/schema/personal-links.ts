import { GraphQLURL } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from './decorators.js';
import { UserErrorType } from './user-errors.js';

@InputType('CreateRecipientLinkInput', { description: 'Whose link of which contract.' })
export class CreateRecipientLinkInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, { description: 'Email address of the recipient.' })
  readonly email!: string;
}

@InputType('CreateSigningUrlInput', {
  description: 'Who of the counterparties is to sign which contract inside another page.',
})
export class CreateSigningUrlInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, { description: 'Email address of the signatory.' })
  readonly email!: string;
}

@ObjectType('LinkPayload', { description: 'A link that stands for a person.' })
export class LinkPayload {
  @Field(() => GraphQLURL, {
    nullable: true,
    description:
      'A personal secret: whoever has it acts as that person. Hand it on at once, and keep it nowhere. Null when the request was refused.',
  })
  readonly url!: string | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
