import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from './decorators.js';

@ObjectType('BackfillProgress', { description: 'How far a backfill came.' })
export class BackfillProgressType {
  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  readonly startedAt!: Date;

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
