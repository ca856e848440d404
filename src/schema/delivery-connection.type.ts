import { Field, ObjectType } from './decorators.js';
import { DeliveryEdgeType } from './delivery-edge.type.js';
import { DeliveryType } from './delivery.type.js';
import { PageInfoType } from './page-info.type.js';

/** Without `totalCount`: counting what a filter matches would read the whole inbox. `deliveryCounts` has the totals. */
@ObjectType('DeliveryConnection', { description: 'A page of the deliveries, newest first.' })
export class DeliveryConnectionType {
  @Field(() => [DeliveryType], { description: 'The deliveries of this page.' })
  readonly nodes!: readonly DeliveryType[];

  @Field(() => [DeliveryEdgeType], { description: 'The same deliveries, each with its cursor.' })
  readonly edges!: readonly DeliveryEdgeType[];

  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  readonly pageInfo!: PageInfoType;
}
