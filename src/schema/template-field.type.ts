import type { FieldInput } from '../domain/field-input.js';
import { Field, ObjectType } from './decorators.js';
import { FieldInputEnum } from './field-input.enum.js';
import { TemplateOptionType } from './template-option.type.js';

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

  @Field(() => [TemplateOptionType], {
    nullable: true,
    description: 'The values allowed; null where any value of the type is.',
  })
  readonly options!: readonly TemplateOptionType[] | null;

  @Field(() => [TemplateFieldType], {
    nullable: true,
    description: 'The parts of a composite, the columns of a table; null for the others.',
  })
  readonly members!: readonly TemplateFieldType[] | null;
}
