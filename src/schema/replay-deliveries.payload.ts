import { Field, Int, ObjectType } from './decorators.js';
import { UserErrorType } from './user-error.type.js';

@ObjectType('ReplayDeliveriesPayload', { description: 'Outcome of `replayDeliveries`.' })
export class ReplayDeliveriesPayload {
  @Field(() => Int, { description: 'How many deliveries wait for work again.' })
  readonly replayed!: number;

  @Field(() => [UserErrorType], { description: 'Why none were replayed; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
