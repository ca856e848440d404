import { GraphQLDateTime } from 'graphql-scalars';
import { BackfillProgressType } from './backfill-progress.type.js';
import { Field, Int, ObjectType } from './decorators.js';
import { DeliveryCountsType } from './delivery-counts.type.js';
import { SyncPauseType } from './sync-pause.type.js';

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
}
