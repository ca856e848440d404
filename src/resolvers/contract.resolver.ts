import { parseContractId } from '../domain/contract-id.js';
import { ContractConnectionType } from '../schema/contract-connection.type.js';
import { ContractFilterInput } from '../schema/contract-filter.input.js';
import { ContractObjectType } from '../schema/contract.type.js';
import { Arg, Ctx, ID, Int, Query, Resolver } from '../schema/decorators.js';
import { toContractNode } from './contract-node.js';
import { toConnection, toPageRequest } from './page.js';
import type { RequestContext } from './request-context.js';
import { withoutNulls } from './without-nulls.js';

@Resolver()
export class ContractResolver {
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

  @Query(() => ContractConnectionType, {
    description: 'The contracts that the caller may see, page by page.',
  })
  async contracts(
    @Arg('filter', () => ContractFilterInput, {
      nullable: true,
      description: 'Which contracts to list; all when absent.',
    })
    filter: ContractFilterInput | null,
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
  ): Promise<ContractConnectionType> {
    const request = toPageRequest(first, after);
    const page = await context.services.contracts.list(
      context.reader(),
      withoutNulls(filter ?? {}),
      request,
    );
    return toConnection(page, request, toContractNode);
  }
}
