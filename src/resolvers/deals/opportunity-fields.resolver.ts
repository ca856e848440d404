import type { ContractStatus } from '../../domain/contract.js';
import { Cost } from '../../schema/cost.js';
import { ContractObjectType, ContractStatusEnum } from '../../schema/contracts.js';
import { OpportunityType } from '../../schema/deals.js';
import { Arg, Ctx, FieldResolver, Resolver, Root } from '../../schema/decorators.js';
import type { RequestContext } from '../server/request-context.js';
import { contractsOfDeal } from './contracts-of-deal.js';

@Resolver(() => OpportunityType)
export class OpportunityFieldsResolver {
  // SpotDraft is asked once in the life of a store for the contracts of a deal, so no answer is charged with it.
  @Cost({ entries: 5 })
  @FieldResolver(() => [ContractObjectType], {
    nullable: true,
    description:
      'Contracts linked to the deal, the most advanced first, without deleted ones. Null, with an error, only when SpotDraft is down and nothing is known about them.',
  })
  contracts(
    @Root() deal: OpportunityType,
    @Arg('status', () => [ContractStatusEnum], {
      nullable: true,
      description: 'Only contracts in one of these statuses.',
    })
    status: ContractStatus[] | null,
    @Ctx() context: RequestContext,
  ): readonly ContractObjectType[] | Promise<readonly ContractObjectType[]> {
    return contractsOfDeal(deal, { status }, context);
  }
}
