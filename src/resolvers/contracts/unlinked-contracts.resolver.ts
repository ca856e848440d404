import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import { Cost } from '../../schema/cost.js';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from '../../schema/decorators.js';
import { OpportunityType } from '../../schema/deals.js';
import {
  ContractSuggestionType,
  LinkCoverageType,
  LinkSuggestionType,
  UnlinkedContractConnectionType,
  UnlinkedContractType,
} from '../../schema/unlinked-contracts.js';
import { createUnlinkedContractService } from '../../services/orphans/unlinked-contracts.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { toContractNode } from './contract-node.js';

/** Of one deal. */
const MOST_SUGGESTED = 10;

@Resolver(() => UnlinkedContractType)
export class UnlinkedContractsResolver {
  @Query(() => UnlinkedContractConnectionType, {
    description:
      'Contracts that belong to no deal, newest first, each with the deals that it may belong to. For the roles `service` and `admin`.',
  })
  async unlinkedContracts(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<UnlinkedContractType>> {
    const request = toPageRequest(page);
    const found = await context.services
      .of(createUnlinkedContractService)
      .list(await context.admittedReader(), request);
    return toConnection(found, request, (view) => ({
      id: view.contract.id,
      contract: toContractNode(view),
    }));
  }

  // One question for a page of contracts; key pointers are read of the few that it leaves unclear.
  @Cost({ spotdraft: 0.4, salesforce: 0.04, entries: 3 })
  @FieldResolver(() => [LinkSuggestionType], {
    nullable: true,
    description:
      'Deals that it may belong to, the most likely first, five at most; empty where nothing fits, null with an error where the CRM can not be asked. Names, addresses, amounts, dates, ids and who made it are compared.',
  })
  async suggestions(
    @Root() { id }: UnlinkedContractType,
    @Ctx() context: RequestContext,
  ): Promise<readonly LinkSuggestionType[]> {
    return context.loaders.linkSuggestions.load(id);
  }

  @Query(() => LinkCoverageType, {
    description:
      'How many contracts are linked to a deal, of all. For the roles `service` and `admin`.',
  })
  async linkCoverage(@Ctx() context: RequestContext): Promise<LinkCoverageType> {
    return context.services
      .of(createUnlinkedContractService)
      .coverage(await context.admittedReader());
  }
}

@Resolver(() => OpportunityType)
export class SuggestedContractsResolver {
  // Two questions for one deal; key pointers are read of the few contracts that it leaves unclear.
  @Cost({ spotdraft: 4, salesforce: 2, entries: MOST_SUGGESTED })
  @FieldResolver(() => [ContractSuggestionType], {
    nullable: true,
    description:
      'Contracts of no deal that may belong to this one, the most likely first, ten at most, out of the newest 10,000. For the roles `service` and `admin`; null with an error for others, and where the CRM can not be asked.',
  })
  async suggestedContracts(
    @Root() deal: OpportunityType,
    @Ctx() context: RequestContext,
  ): Promise<readonly ContractSuggestionType[]> {
    const found = await context.services
      .of(createUnlinkedContractService)
      .suggestionsFor(await context.admittedReader(), deal.id, MOST_SUGGESTED);
    return found.map(({ view, ...fit }) => ({ contract: toContractNode(view), ...fit }));
  }
}
