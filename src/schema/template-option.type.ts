import { GraphQLJSON } from 'graphql-scalars';
import { Field, ObjectType } from './decorators.js';

@ObjectType('TemplateOption', { description: 'One value that a template field allows.' })
export class TemplateOptionType {
  @Field(() => String, { description: 'The option as people see it.' })
  readonly label!: string;

  @Field(() => GraphQLJSON, { description: 'The option as it is sent: a string or a number.' })
  readonly value!: string | number;
}
