import { GraphQLDateTime } from 'graphql-scalars';
import { connectionOf } from './connection.js';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from './decorators.js';
import { Sentence } from './sentence.js';
import { enumValues } from './enum-values.js';
import { UserErrorType } from './user-errors.js';

export const DeliveryStateEnum = enumValues(['WAITING', 'APPLIED', 'IGNORED', 'PARKED']);
export type DeliveryStateEnum = keyof typeof DeliveryStateEnum;

registerEnumType(DeliveryStateEnum, {
  name: 'DeliveryState',
  description: 'What came of a webhook delivery.',
  valuesConfig: {
    WAITING: { description: 'Stored; its contract is yet to be synced.' },
    APPLIED: { description: 'Its contract was synced after it came.' },
    IGNORED: { description: 'It needs no work: of no effect on the CRM, or a repeat.' },
    PARKED: {
      description: 'Its work was given up until it is replayed or news of the contract come.',
    },
  },
});

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

  @Sentence()
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

  @Field(() => ID, {
    nullable: true,
    description: 'Those of contracts that are in this deal now.',
  })
  readonly opportunityId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Those that say one of these things happened, such as `CONTRACT_EXECUTED`.',
  })
  readonly activity?: readonly string[] | null;

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

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Only count them: `matching` says how many, and nothing is replayed.',
  })
  readonly dryRun?: boolean | null;
}

@ObjectType('ReplayDeliveriesPayload', { description: 'Outcome of `replayDeliveries`.' })
export class ReplayDeliveriesPayload {
  @Field(() => Int, {
    description: 'How many were chosen that can be replayed: those that name a contract.',
  })
  readonly matching!: number;

  @Field(() => Int, { description: 'How many deliveries wait for work again.' })
  readonly replayed!: number;

  @Field(() => [UserErrorType], { description: 'Why none were replayed; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@InputType('PruneDeliveriesInput', { description: 'Which finished deliveries to delete.' })
export class PruneDeliveriesInput {
  @Field(() => GraphQLDateTime, { description: 'Those received before this time.' })
  readonly before!: Date;
}

@ObjectType('PruneDeliveriesPayload', { description: 'Outcome of `pruneDeliveries`.' })
export class PruneDeliveriesPayload {
  @Field(() => Int, { description: 'How many deliveries were deleted; they stay counted.' })
  readonly pruned!: number;

  @Field(() => [UserErrorType], { description: 'Why none were deleted; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

/** Counting what a filter matches would read the whole inbox; `deliveryCounts` has the totals. */
export const DeliveryConnectionType = connectionOf(() => DeliveryType, {
  name: 'Delivery',
  one: 'delivery',
  many: 'deliveries',
  description: 'A page of the deliveries, newest first.',
  counting: null,
});
