import { GraphQLJSON } from 'graphql-scalars';
import type { KeyPointer } from '../domain/contract.js';
import { Field, ID, ObjectType } from './decorators.js';

@ObjectType('KeyPointer', {
  description: 'One fact that SpotDraft holds about a contract, such as its renewal date.',
})
export class KeyPointerType implements KeyPointer {
  @Field(() => ID, { description: "SpotDraft's id of the key pointer." })
  readonly id!: string;

  @Field(() => String, { description: 'Technical name.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Name for people.' })
  readonly label!: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Its value, in the shape SpotDraft gives it.',
  })
  readonly value!: unknown;
}
