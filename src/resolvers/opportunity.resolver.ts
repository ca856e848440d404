import { parseOpportunityId } from '../domain/opportunity-id.js';
import type { OpportunityOrder } from '../domain/opportunity.js';
import { Arg, Ctx, ID, Int, Query, Resolver } from '../schema/decorators.js';
import { OpportunityConnectionType } from '../schema/opportunity-connection.type.js';
import { OpportunityFilterInput } from '../schema/opportunity-filter.input.js';
import { OpportunityOrderEnum } from '../schema/opportunity-order.enum.js';
import { OpportunityType } from '../schema/opportunity.type.js';
import { toConnection, toPageRequest } from './page.js';
import type { RequestContext } from './request-context.js';
import { withoutNulls } from './without-nulls.js';

@Resolver()
export class OpportunityResolver {
  @Query(() => OpportunityType, {
    nullable: true,
    description: 'One deal; null when it is unknown or the caller may not see it.',
  })
  opportunity(
    @Arg('id', () => ID, { description: 'CRM record id, 15 or 18 characters.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<OpportunityType | null> {
    return context.loaders.deals.load(parseOpportunityId(id));
  }

  @Query(() => OpportunityConnectionType, {
    description: 'The deals that the caller may see, page by page.',
  })
  async opportunities(
    @Arg('filter', () => OpportunityFilterInput, {
      nullable: true,
      description: 'Which deals to list; all when absent.',
    })
    filter: OpportunityFilterInput | null,
    @Arg('orderBy', () => OpportunityOrderEnum, {
      nullable: true,
      description: 'In which order; CLOSE_DATE_ASC when absent.',
    })
    orderBy: OpportunityOrder | null,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 25,
      description: 'How many at most, 1 to 100.',
    })
    first: number | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'A cursor of the same list: continue behind it.',
    })
    after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<OpportunityConnectionType> {
    const request = toPageRequest(first, after);
    const page = await context.services.deals.find(
      context.reader(),
      withoutNulls(filter ?? {}),
      orderBy ?? 'CLOSE_DATE_ASC',
      request,
    );
    for (const { node } of page.edges) context.loaders.deals.prime(node.id, node);
    return toConnection(page, request, (deal) => deal);
  }
}
