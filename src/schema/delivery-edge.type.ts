import { Field, ObjectType } from './decorators.js';
import { DeliveryType } from './delivery.type.js';

@ObjectType('DeliveryEdge', { description: 'A delivery and its place in the list.' })
export class DeliveryEdgeType {
  @Field(() => String, { description: 'Pass it as `after` to continue behind this delivery.' })
  readonly cursor!: string;

  @Field(() => DeliveryType, { description: 'The delivery.' })
  readonly node!: DeliveryType;
}
