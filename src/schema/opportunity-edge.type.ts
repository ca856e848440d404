import { OpportunityType } from './opportunity.type.js';
import { Field, ObjectType } from './decorators.js';

@ObjectType('OpportunityEdge', { description: 'A deal and its place in the list.' })
export class OpportunityEdgeType {
  @Field(() => String, { description: 'Pass it as `after` to continue behind this deal.' })
  readonly cursor!: string;

  @Field(() => OpportunityType, { description: 'The deal.' })
  readonly node!: OpportunityType;
}
