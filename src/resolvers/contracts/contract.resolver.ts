import { parseContractId } from '../../domain/contract-id.js';
import { Cost } from '../../schema/cost.js';
import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import {
  ContractConnectionType,
  ContractFilterInput,
  ContractObjectType,
} from '../../schema/contracts.js';
import { Arg, Args, Ctx, ID, Query, Resolver } from '../../schema/decorators.js';
import { toContractNode } from './contract-node.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

@Resolver()
export class ContractResolver {
  // An unknown one is looked for by its number, and its state asked.
  @Cost({ spotdraft: 2, salesforce: 0.01 })
  @Query(() => ContractObjectType, {
    nullable: true,
    description: 'One contract; null when it is unknown or the caller may not see it.',
  })
  async contract(
    @Arg('id', () => ID, { description: 'Composite id, such as `T-123`.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<ContractObjectType | null> {
    const view = await context.loaders.contracts.load(parseContractId(id));
    return view === null ? null : toContractNode(view);
  }

  @Cost({ salesforce: 2 })
  @Query(() => ContractConnectionType, {
    description: 'The contracts that the caller may see, page by page.',
  })
  async contracts(
    @Arg('filter', () => ContractFilterInput, {
      nullable: true,
      description: 'Which contracts to list; all when absent.',
    })
    filter: ContractFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<ContractObjectType>> {
    const request = toPageRequest(page);
    const found = await context.services.contracts.list(
      context.reader(),
      withoutNulls(filter ?? {}),
      request,
    );
    return toConnection(found, request, toContractNode);
  }
}
