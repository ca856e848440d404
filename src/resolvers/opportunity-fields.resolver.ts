import type { ContractStatus } from '../domain/contract.js';
import { ContractStatusEnum } from '../schema/contract-status.enum.js';
import { ContractObjectType } from '../schema/contract.type.js';
import { Arg, Ctx, FieldResolver, Resolver, Root } from '../schema/decorators.js';
import { OpportunityType } from '../schema/opportunity.type.js';
import { toContractNode } from './contract-node.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => OpportunityType)
export class OpportunityFieldsResolver {
  @FieldResolver(() => [ContractObjectType], {
    nullable: true,
    description:
      'Contracts linked to the deal, the most advanced first, without deleted ones. Null, with an error, only when SpotDraft is down and nothing is known about them.',
  })
  async contracts(
    @Root() deal: OpportunityType,
    @Arg('status', () => [ContractStatusEnum], {
      nullable: true,
      description: 'Only contracts in one of these statuses.',
    })
    status: ContractStatus[] | null,
    @Ctx() context: RequestContext,
  ): Promise<ContractObjectType[]> {
    const views = await context.loaders.contractsOfDeal.load(deal.id);
    return views
      .filter(({ contract }) => status?.includes(contract.status) ?? true)
      .map(toContractNode);
  }
}
