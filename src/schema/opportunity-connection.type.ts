import { OpportunityEdgeType } from './opportunity-edge.type.js';
import { OpportunityType } from './opportunity.type.js';
import { Field, ObjectType } from './decorators.js';
import { PageInfoType } from './page-info.type.js';

/** `totalCount` is resolved in opportunity-connection.resolver.ts. */
@ObjectType('OpportunityConnection', { description: 'A page of a list of deals.' })
export class OpportunityConnectionType {
  @Field(() => [OpportunityType], { description: 'The deals of this page.' })
  readonly nodes!: readonly OpportunityType[];

  @Field(() => [OpportunityEdgeType], { description: 'The same deals, each with its cursor.' })
  readonly edges!: readonly OpportunityEdgeType[];

  @Field(() => PageInfoType, { description: 'Where this page lies in the list.' })
  readonly pageInfo!: PageInfoType;

  /** Behind `totalCount`, so that nothing is counted unless asked for. */
  readonly count!: () => Promise<number | null>;
}
