import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from './decorators.js';
import { DeliveryStateEnum } from './delivery-state.enum.js';

@ObjectType('Delivery', { description: 'A webhook delivery from SpotDraft, as it was stored.' })
export class DeliveryType {
  @Field(() => ID, { description: 'Grows with every delivery.' })
  readonly id!: string;

  @Field(() => GraphQLDateTime, { description: 'When it came.' })
  readonly receivedAt!: Date;

  @Field(() => String, {
    description: 'What SpotDraft says happened, such as `CONTRACT_EXECUTED`.',
  })
  readonly activity!: string;

  @Field(() => DeliveryStateEnum, { description: 'What came of it.' })
  readonly state!: DeliveryStateEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was ignored or parked; null for the others.',
  })
  readonly reason!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The contract, such as `T-123`, or the bare number while its prefix is not known; null when nothing is to be done.',
  })
  readonly contractId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What SpotDraft sent. It holds personal data, so only `delivery(id:)` shows it; null in lists.',
  })
  readonly body!: string | null;
}
