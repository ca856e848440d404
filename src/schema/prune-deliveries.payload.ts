import { Field, Int, ObjectType } from './decorators.js';
import { UserErrorType } from './user-error.type.js';

@ObjectType('PruneDeliveriesPayload', { description: 'Outcome of `pruneDeliveries`.' })
export class PruneDeliveriesPayload {
  @Field(() => Int, { description: 'How many deliveries were deleted; they stay counted.' })
  readonly pruned!: number;

  @Field(() => [UserErrorType], { description: 'Why none were deleted; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
