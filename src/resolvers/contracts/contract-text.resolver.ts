import type { ContractId } from '../../domain/contract-id.js';
import { ContractTextType } from '../../schema/contract-text.js';
import { ContractObjectType } from '../../schema/contracts.js';
import { Cost } from '../../schema/cost.js';
import { Ctx, FieldResolver, Resolver, Root } from '../../schema/decorators.js';
import { createContractTextService } from '../../services/contracts/contract-text.js';
import type { Services } from '../../services/create-services.js';
import type { RequestContext } from '../server/request-context.js';

const textOf = (services: Services, id: ContractId) =>
  services.of(createContractTextService).of(id);

@Resolver(() => ContractObjectType)
export class ContractTextResolver {
  // A contract of many pages is as long as a thousand short values.
  @Cost({ spotdraft: 1, values: 1_000 })
  @FieldResolver(() => ContractTextType, {
    nullable: true,
    description:
      "The words of its present version, where SpotDraft has read them, a scan's among them. Live; null, with an error, when SpotDraft can not be asked.",
  })
  text(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<ContractTextType> {
    return context.loaders.part(textOf).load(contract.id);
  }
}
