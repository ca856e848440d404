import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from './decorators.js';

@ObjectType('SyncPause', { description: 'A system that all sync work waits for.' })
export class SyncPauseType {
  @Field(() => String, { description: '`spotdraft` or `salesforce`.' })
  readonly service!: string;

  @Field(() => String, { description: 'Why, for people.' })
  readonly reason!: string;

  @Field(() => GraphQLDateTime, { description: 'When it is tried again.' })
  readonly until!: Date;
}
