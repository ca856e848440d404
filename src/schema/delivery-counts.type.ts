import { Field, Int, ObjectType } from './decorators.js';

@ObjectType('DeliveryCounts', {
  description:
    'How many deliveries came and what became of them, pruned ones included: received = applied + ignored + waiting + parked.',
})
export class DeliveryCountsType {
  @Field(() => Int, { description: 'Stored since the store was made; counted on its own.' })
  readonly received!: number;

  @Field(() => Int, { description: 'Synced.' })
  readonly applied!: number;

  @Field(() => Int, { description: 'Found to need no work.' })
  readonly ignored!: number;

  @Field(() => Int, { description: 'Yet to be synced.' })
  readonly waiting!: number;

  @Field(() => Int, { description: 'Given up until somebody replays them or news come.' })
  readonly parked!: number;
}
