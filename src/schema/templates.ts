import { GraphQLJSON } from 'graphql-scalars';
import { FIELD_INPUTS } from '../domain/field-input.js';
import type { FieldInput } from '../domain/field-input.js';
import { Cost } from './cost.js';
import { Field, ID, InputType, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';
import { UserErrorType } from './user-errors.js';

const FieldInputEnum = enumValues(FIELD_INPUTS);

registerEnumType(FieldInputEnum, {
  name: 'FieldInput',
  description: 'Which typed input edits a template field.',
  valuesConfig: {
    TEXT: { description: 'A text.' },
    NUMBER: { description: 'A number, fractions included.' },
    INTEGER: { description: 'A whole number.' },
    BOOLEAN: { description: 'Yes or no.' },
    DATE: { description: 'A calendar date, such as 2026-03-28.' },
    CHOICE: { description: 'One of `options`; its value keeps its JSON type.' },
    CHOICES: { description: 'A list of values of `options`.' },
    TEXTS: { description: 'A list of texts.' },
    MONEY: {
      description: '`{ type: "USD", value: 1200.5 }`: a currency by its code and an amount.',
    },
    COMPOSITE: { description: 'An object of the parts in `members`.' },
    TABLE: { description: 'A list of rows with the columns in `members`.' },
    FILES: { description: 'Files, which can only be added in SpotDraft.' },
    UNKNOWN: { description: 'A type that this version of dealdraft does not know.' },
  },
});

@ObjectType('TemplateOption', { description: 'One value that a template field allows.' })
export class TemplateOptionType {
  @Field(() => String, { description: 'The option as people see it.' })
  readonly label!: string;

  @Field(() => GraphQLJSON, { description: 'The option as it is sent: a string or a number.' })
  readonly value!: string | number;
}

@ObjectType('TemplateField', { description: 'One blank of a template that a contract fills in.' })
export class TemplateFieldType {
  @Field(() => String, { description: 'The key under which `data` carries its value.' })
  readonly name!: string;

  @Field(() => String, { description: 'The field as people see it.' })
  readonly label!: string;

  @Field(() => String, { description: "SpotDraft's type of the field, such as STRING or DATE." })
  readonly type!: string;

  @Field(() => FieldInputEnum, { description: 'Which typed input edits it.' })
  readonly input!: FieldInput;

  @Field(() => Boolean, { description: 'Whether a contract needs a value here.' })
  readonly required!: boolean;

  @Cost({ entries: 3 })
  @Field(() => [TemplateOptionType], {
    nullable: true,
    description: 'The values allowed; null where any value of the type is.',
  })
  readonly options!: readonly TemplateOptionType[] | null;

  @Cost({ entries: 1 })
  @Field(() => [TemplateFieldType], {
    nullable: true,
    description: 'The parts of a composite, the columns of a table; null for the others.',
  })
  readonly members!: readonly TemplateFieldType[] | null;
}

/** `fields` is resolved in template-fields.resolver.ts. */
@ObjectType('Template', { description: 'A SpotDraft template that contracts are generated from.' })
export class TemplateType {
  @Field(() => ID, { description: "SpotDraft's id of the template." })
  readonly id!: string;

  @Field(() => String, { description: 'Name of the template.' })
  readonly name!: string;

  @Field(() => ID, { description: 'The contract type of what is generated from it.' })
  readonly contractTypeId!: string;

  @Field(() => Boolean, {
    description: 'Whether the mapping file has it: contracts are generated only of those.',
  })
  readonly mapped!: boolean;
}

@InputType('UpdateTemplateTagsInput', {
  description: 'A template, and all the tags it is to have.',
})
export class UpdateTemplateTagsInput {
  @Field(() => ID, { description: 'The template.' })
  readonly templateId!: string;

  @Field(() => [String], { description: 'Its tags: what is not listed is taken from it.' })
  readonly tags!: readonly string[];
}

@ObjectType('TemplatePayload', { description: 'Outcome of a change of a template.' })
export class TemplatePayload {
  @Field(() => TemplateType, { nullable: true, description: 'The template; null when refused.' })
  readonly template!: TemplateType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
