import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import { Cost } from '../../schema/cost.js';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from '../../schema/decorators.js';
import {
  LinkCoverageType,
  LinkSuggestionType,
  UnlinkedContractConnectionType,
  UnlinkedContractType,
} from '../../schema/unlinked-contracts.js';
import { createUnlinkedContractService } from '../../services/orphans/unlinked-contracts.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { toContractNode } from './contract-node.js';

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
