import { GraphQLJSON } from 'graphql-scalars';
import { Field, ObjectType } from './decorators.js';
import { DraftSourceEnum } from './draft-source.enum.js';
import { TemplateFieldType } from './template-field.type.js';
import { UserErrorType } from './user-error.type.js';

@ObjectType('DraftField', { description: 'One blank of a draft and how it would be filled.' })
export class DraftFieldType {
  @Field(() => TemplateFieldType, { description: 'The blank as the template describes it.' })
  readonly field!: TemplateFieldType;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'As it would be sent; as it was found where it does not fit; null for none.',
  })
  readonly value!: unknown;

  @Field(() => DraftSourceEnum, { description: 'Where the value comes from.' })
  readonly source!: DraftSourceEnum;

  @Field(() => String, {
    nullable: true,
    description:
      "The mapping's expression for it, also where an override wins; null when it has none.",
  })
  readonly expression!: string | null;

  @Field(() => [String], {
    description:
      'What that expression reads of the deal, such as `Account.Name`; empty when it reads nothing.',
  })
  readonly reads!: readonly string[];

  @Field(() => [UserErrorType], {
    description:
      'Those of `userErrors` that belong to this field, in words for whoever fills it in.',
  })
  readonly problems!: readonly UserErrorType[];
}
