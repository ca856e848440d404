import { TAG_ENTITY_TYPES } from '../domain/tag.js';
import type { Tag, TagEntityType } from '../domain/tag.js';
import { Field, ID, InputType, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';
import { UserErrorType } from './user-errors.js';

const TagEntityTypeEnum = enumValues(TAG_ENTITY_TYPES);

registerEnumType(TagEntityTypeEnum, {
  name: 'TagEntityType',
  description: 'What a tag is for.',
  valuesConfig: {
    CONTRACT: { description: 'Contracts.' },
    CLAUSE: { description: 'Clauses.' },
  },
});

@ObjectType('Tag', { description: 'A word by which things are found again in the workspace.' })
export class TagType implements Tag {
  @Field(() => ID, { description: "SpotDraft's id of the tag." })
  readonly id!: string;

  @Field(() => String, { description: 'The word.' })
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Its colour, such as `#FF5733`; null where it has none, and for a repeated request that named none.',
  })
  readonly colourCode!: string | null;

  @Field(() => TagEntityTypeEnum, {
    nullable: true,
    description: 'What it is for; null for what this version of dealdraft does not know.',
  })
  readonly entityType!: TagEntityType | null;
}

@InputType('TagInput', { description: 'A tag to make.' })
export class TagInput {
  @Field(() => String, { description: 'The word, at most 100 characters.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Its colour, such as `#FF5733`.' })
  readonly colourCode?: string | null;

  @Field(() => TagEntityTypeEnum, {
    nullable: true,
    description: 'What it is for; contracts when absent.',
  })
  readonly entityType?: TagEntityType | null;
}

@InputType('CreateTagsInput', { description: 'Tags to make in the workspace.' })
export class CreateTagsInput {
  @Field(() => [TagInput], { description: 'The tags, 1 to 100.' })
  readonly tags!: readonly TagInput[];

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same tags. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@ObjectType('TagsPayload', { description: 'Outcome of `createTags`.' })
export class TagsPayload {
  @Field(() => [TagType], { nullable: true, description: 'The tags; null when it was refused.' })
  readonly tags!: readonly TagType[] | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
