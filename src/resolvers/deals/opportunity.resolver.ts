import type { GraphQLResolveInfo } from 'graphql';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityOrder } from '../../domain/opportunity.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from '../../schema/decorators.js';
import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import {
  OpportunityConnectionType,
  OpportunityFilterInput,
  OpportunityOrderEnum,
  OpportunityType,
} from '../../schema/deals.js';
import { asksFor } from '../asks-for.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

@Resolver()
export class OpportunityResolver {
  @Cost({ salesforce: 0.01 })
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

  @Cost({ salesforce: 1 })
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
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<OpportunityType>> {
    const request = toPageRequest(page);
    const found = await context.services.deals.find(
      context.reader(),
      withoutNulls(filter ?? {}),
      orderBy ?? 'CLOSE_DATE_ASC',
      request,
    );
    const { loaders } = context;
    for (const { node } of found.edges) loaders.deals.prime(node.id, node);
    if (asksFor(info, 'contracts'))
      await loaders.bringContracts(found.edges.map(({ node }) => node.id));
    return toConnection(found, request, (deal) => deal);
  }
}
