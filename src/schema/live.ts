import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from './decorators.js';
import { Sentence } from './sentence.js';
import { NoticeType, RepairOrdersType } from './health.js';
import { DeliveryCountsType } from './inbox.js';

@ObjectType('SyncPause', { description: 'A system that all sync work waits for.' })
export class SyncPauseType {
  @Field(() => String, { description: '`spotdraft` or `salesforce`.' })
  readonly service!: string;

  @Sentence()
  @Field(() => String, { description: 'Why, for people.' })
  readonly reason!: string;

  @Field(() => GraphQLDateTime, { description: 'Since when.' })
  readonly since!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it is tried again.' })
  readonly until!: Date;
}

@ObjectType('BackfillProgress', { description: 'How far a backfill came.' })
export class BackfillProgressType {
  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  readonly startedAt!: Date;

  @Field(() => Boolean, {
    description: 'Whether it runs now; one that was interrupted goes on where it stopped.',
  })
  readonly isRunning!: boolean;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it ended; null while it runs, and when it was interrupted.',
  })
  readonly finishedAt!: Date | null;

  @Field(() => Int, { description: 'Contracts read from SpotDraft so far.' })
  readonly contracts!: number;

  @Field(() => Int, { nullable: true, description: 'Contracts in SpotDraft; null until known.' })
  readonly total!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'By the speed so far; null when it does not run, or too short to tell.',
  })
  readonly estimatedSecondsLeft!: number | null;
}

@ObjectType('SyncProgress', { description: 'What the sync is at, for operators.' })
export class SyncProgressType {
  @Field(() => Int, { description: 'Contracts with sync work ahead, running ones included.' })
  readonly waiting!: number;

  @Field(() => Int, { description: 'Contracts whose sync was given up until somebody helps.' })
  readonly parked!: number;

  @Field(() => DeliveryCountsType, { description: 'Webhook deliveries by what became of them.' })
  readonly deliveries!: DeliveryCountsType;

  @Field(() => [SyncPauseType], { description: 'Systems that all sync work waits for.' })
  readonly pauses!: readonly SyncPauseType[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'Start of the last good repair pass, or of the backfill: up to then no change can have been missed.',
  })
  readonly lastReconciledAt!: Date | null;

  @Field(() => BackfillProgressType, {
    nullable: true,
    description: 'The running backfill, or the last one; null before the first.',
  })
  readonly backfill!: BackfillProgressType | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'For how long no delivery came although SpotDraft changed; null while there is no such silence.',
  })
  readonly silentForSeconds!: number | null;

  @Field(() => Int, {
    description:
      'Deliveries refused because their signature fits no key, since one was last taken: when it grows, SPOTDRAFT_HMAC_KEY is wrong. 0 while deliveries fit.',
  })
  readonly refusedDeliveries!: number;

  @Field(() => [NoticeType], {
    description: 'What is not as it should be now, the most urgent first; empty when all is well.',
  })
  readonly notices!: readonly NoticeType[];

  @Field(() => RepairOrdersType, { description: 'How operators lead the repair passes.' })
  readonly repairs!: RepairOrdersType;
}
