import { GraphQLJSONObject } from 'graphql-scalars';
import type { AnalyticsRows } from '../domain/analytics.js';
import { Field, Int, ObjectType } from './decorators.js';

@ObjectType('AnalyticsResult', { description: "What a query of SpotDraft's analytics found." })
export class AnalyticsResultType implements AnalyticsRows {
  @Field(() => [String], { description: 'Names of the columns, in their order.' })
  readonly columns!: readonly string[];

  @Field(() => [GraphQLJSONObject], {
    description: 'The rows, each by column; at most 25,000 values in all.',
  })
  readonly rows!: readonly Readonly<Record<string, unknown>>[];

  @Field(() => Int, { description: 'How many rows SpotDraft found, 5,000 at most.' })
  readonly rowCount!: number;

  @Field(() => Boolean, { description: 'Whether there are more rows than these.' })
  readonly truncated!: boolean;
}
