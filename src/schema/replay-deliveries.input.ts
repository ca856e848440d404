import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType } from './decorators.js';
import { DeliveryStateEnum } from './delivery-state.enum.js';

@InputType('ReplayDeliveriesInput', {
  description:
    'Which deliveries to put back to work: those that meet everything given, at least one thing.',
})
export class ReplayDeliveriesInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'These, at most 500; all of them or, when one does not exist, none.',
  })
  readonly ids?: readonly string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Those of this contract: `T-123`, or a bare number for every contract that has it.',
  })
  readonly contractId?: string | null;

  @Field(() => [DeliveryStateEnum], {
    nullable: true,
    description: 'Those in one of these states.',
  })
  readonly state?: readonly DeliveryStateEnum[] | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Those received at this time or later.',
  })
  readonly since?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Those received before this time.' })
  readonly until?: Date | null;
}
