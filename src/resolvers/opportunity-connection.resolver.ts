import { FieldResolver, Int, Resolver, Root } from '../schema/decorators.js';
import { OpportunityConnectionType } from '../schema/opportunity-connection.type.js';

@Resolver(() => OpportunityConnectionType)
export class OpportunityConnectionResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many deals match in all; null where counting them would cost too much.',
  })
  totalCount(@Root() connection: OpportunityConnectionType): Promise<number | null> {
    return connection.count();
  }
}
