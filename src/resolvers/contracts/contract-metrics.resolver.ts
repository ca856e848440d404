import type { ContractId } from '../../domain/contract-id.js';
import { ContractMetricsType } from '../../schema/contract-metrics.js';
import { ContractObjectType } from '../../schema/contracts.js';
import { Cost } from '../../schema/cost.js';
import { Ctx, FieldResolver, Resolver, Root } from '../../schema/decorators.js';
import { createContractMetricsService } from '../../services/contracts/contract-metrics.js';
import { numberedPart } from '../../services/contracts/numbered-part.js';
import type { Services } from '../../services/create-services.js';
import type { RequestContext } from '../server/request-context.js';

const metricsOf = (services: Services, id: ContractId) =>
  services.of(createContractMetricsService).of(id);

@Resolver(() => ContractObjectType)
export class ContractMetricsResolver {
  @Cost({ spotdraft: 1 })
  @FieldResolver(() => ContractMetricsType, {
    nullable: true,
    description:
      'Turns, times and signatures on its way. Live; null where SpotDraft measures nothing, and, with an error, when it can not be asked and for H contracts, of which it tells nothing here.',
  })
  async metrics(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<ContractMetricsType | null> {
    return context.loaders.part(metricsOf).load(numberedPart(contract));
  }
}
