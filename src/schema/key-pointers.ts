import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from './decorators.js';
import { TemplateFieldType } from './templates.js';

@ObjectType('KeyPointerDefinition', {
  description: 'A fact that contracts of a type may have, such as their renewal date.',
})
export class KeyPointerDefinitionType {
  @Field(() => ID, {
    description: 'Number of the definition in SpotDraft, which is another than that of a value.',
  })
  readonly id!: string;

  @Field(() => String, { description: 'Technical name, by which `updateKeyPointers` takes it.' })
  readonly name!: string;

  @Field(() => String, { description: 'Name for people.' })
  readonly label!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The group that SpotDraft shows it in; null where it does not say.',
  })
  readonly section!: string | null;

  @Field(() => TemplateFieldType, { description: 'What its value looks like.' })
  readonly field!: TemplateFieldType;
}

@InputType('KeyPointerValueInput', {
  description: 'A value for one key pointer, which is named by `id` or by `name`.',
})
export class KeyPointerValueInput {
  @Field(() => ID, { nullable: true, description: 'As `Contract.keyPointers` tells it.' })
  readonly id?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Technical name; for key pointers that the contract does not have yet, too.',
  })
  readonly name?: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'In the shape SpotDraft gives it; null takes it away.',
  })
  readonly value?: unknown;
}

@InputType('UpdateKeyPointersInput', { description: 'A contract and what is to be noted of it.' })
export class UpdateKeyPointersInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => [KeyPointerValueInput], {
    description: 'The values to set; all other key pointers stay as they are.',
  })
  readonly values!: readonly KeyPointerValueInput[];
}
