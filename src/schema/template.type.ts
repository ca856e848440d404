import { Field, ID, ObjectType } from './decorators.js';

/** `fields` is resolved in template-fields.resolver.ts. */
@ObjectType('Template', { description: 'A SpotDraft template that contracts are generated from.' })
export class TemplateType {
  @Field(() => ID, { description: "SpotDraft's id of the template." })
  readonly id!: string;

  @Field(() => String, { description: 'Name of the template.' })
  readonly name!: string;

  @Field(() => ID, { description: 'The contract type of what is generated from it.' })
  readonly contractTypeId!: string;
}
