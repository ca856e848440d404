import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import { SpotDraftFilterInput } from '../../schema/contract-search.js';
import { ContractConnectionType } from '../../schema/contracts.js';
import type { ContractObjectType } from '../../schema/contracts.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Args, Ctx, Query, Resolver } from '../../schema/decorators.js';
import { createContractSearchService } from '../../services/contracts/contract-search.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutAnyNulls } from '../without-nulls.js';
import { toContractNode } from './contract-node.js';

@Resolver()
export class ContractSearchResolver {
  // One page of SpotDraft's is one of ours, or nearly, for whoever sees most of what there is.
  @Cost({ spotdraft: 2, salesforce: 2 })
  @Query(() => ContractConnectionType, {
    description:
      "Contracts by SpotDraft's own filters, live; those that the caller may not see are left out, and `totalCount` is null for that. A page may be short, or empty, with more behind it.",
  })
  async searchContracts(
    @Arg('filter', () => SpotDraftFilterInput, { description: 'Which contracts to find.' })
    filter: SpotDraftFilterInput,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<ContractObjectType>> {
    const request = toPageRequest(args);
    const page = await context.services
      .of(createContractSearchService)
      .find(context.reader(), withoutAnyNulls(filter), request);
    return toConnection(page, request, toContractNode);
  }
}
