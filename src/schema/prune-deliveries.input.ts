import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType } from './decorators.js';

@InputType('PruneDeliveriesInput', { description: 'Which finished deliveries to delete.' })
export class PruneDeliveriesInput {
  @Field(() => GraphQLDateTime, { description: 'Those received before this time.' })
  readonly before!: Date;
}
