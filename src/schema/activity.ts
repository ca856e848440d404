import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { ACTIVITY_KINDS } from '../domain/activity.js';
import type { Activity, FieldChange, FieldValue } from '../domain/activity.js';
import { connectionOf } from './connection.js';
import { Field, ID, Int, ObjectType, registerEnumType } from './decorators.js';
import { Sentence } from './sentence.js';
import { enumValues } from './enum-values.js';

export const ActivityKindEnum = enumValues(ACTIVITY_KINDS);

registerEnumType(ActivityKindEnum, {
  name: 'ActivityKind',
  description: 'What an activity is. docs/activity.md has the outcomes of each.',
  valuesConfig: {
    CALL: { description: 'A call of SpotDraft, of Salesforce or of an archive, an attempt each.' },
    DELIVERY: { description: 'A webhook delivery whose signature fits.' },
    REJECTED_DELIVERY: {
      description: 'A webhook request that was refused; `error` has why, and its size.',
    },
    SYNC_RUN: { description: 'A run of work on a contract or a deal.' },
    CRM_WRITE: { description: 'A record of the CRM that was written, or was to be.' },
    ARCHIVE: { description: 'A step in archiving a signed document.' },
    USER_ACTION: { description: 'A mutation, by whoever asked for it.' },
    REPAIR: { description: 'A pass over many contracts: repair or backfill.' },
    CREATION: { description: 'Something that was to be made in SpotDraft once.' },
  },
});

@ObjectType('Change', { description: 'A field of a CRM record that was written.' })
class ChangeType {
  @Field(() => String, { description: 'Name of the field.' })
  readonly field!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      'What it held before as far as that was known. Null in a timeline where it was read from the CRM, since not everybody sees every field.',
  })
  readonly before!: FieldValue;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What was written.' })
  readonly after!: FieldValue;
}

@ObjectType('Activity', {
  description: 'What dealdraft did or was told: a row of its own log.',
})
export class ActivityType {
  /** What its contract and deal are found by. */
  readonly source!: Pick<Activity, 'contractId' | 'opportunityId'>;

  @Field(() => GraphQLDateTime, { description: 'When it ended.' })
  readonly at!: Date;

  @Field(() => ActivityKindEnum, { description: 'What it is.' })
  readonly kind!: Activity['kind'];

  @Field(() => String, {
    nullable: true,
    description: '`spotdraft`, `salesforce` or `archive`; null for what concerns dealdraft alone.',
  })
  readonly system!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was done, without values: `GET /contracts/{id}/status`, `createContract`.',
  })
  readonly operation!: string | null;

  @Field(() => String, { description: 'How it ended, in a word of its kind.' })
  readonly outcome!: string;

  @Field(() => Boolean, { description: 'Whether it ended as it should not.' })
  readonly failed!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'HTTP status of the answer; null where none came or none was asked for.',
  })
  readonly status!: number | null;

  @Field(() => Int, { nullable: true, description: 'How long it took, in milliseconds.' })
  readonly durationMs!: number | null;

  @Field(() => Int, { nullable: true, description: 'Which attempt it was, from 1 on.' })
  readonly attempt!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who asked for it; null for what nobody asked for.',
  })
  readonly actor!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The same for all that one request or delivery led to, in log lines and in the `traceparent` of calls, too.',
  })
  readonly correlationId!: string | null;

  @Field(() => [ChangeType], { description: 'What was written to the CRM; empty for other kinds.' })
  readonly changes!: readonly FieldChange[];

  @Sentence()
  @Field(() => String, {
    nullable: true,
    description: 'What went wrong. In a timeline without words of the CRM or of SpotDraft.',
  })
  readonly error!: string | null;
}

/** Counting what a filter matches would read the whole log. */
export const ActivityConnectionType = connectionOf(() => ActivityType, {
  name: 'Activity',
  one: 'activity',
  many: 'activities',
  description: 'A page of activities, newest first.',
  counting: null,
});
