import { ContractPayload } from '../../schema/contract-actions.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from '../../schema/decorators.js';
import { KeyPointerDefinitionType, UpdateKeyPointersInput } from '../../schema/key-pointers.js';
import { createKeyPointerService } from '../../services/contracts/key-pointers.js';
import type { Services } from '../../services/create-services.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import { toContractPayload } from './contract-node.js';

const definitionsOf = (services: Services, contractTypeId: string) =>
  services.of(createKeyPointerService).definitions(contractTypeId);

@Resolver()
export class KeyPointersResolver {
  @Cost({ spotdraft: 1, salesforce: 1, entries: 30 })
  @Query(() => [KeyPointerDefinitionType], {
    description: 'The facts that contracts of a type may have. For every caller.',
  })
  async keyPointerDefinitions(
    @Arg('contractTypeId', () => ID, { description: "SpotDraft's id of the contract type." })
    contractTypeId: string,
    @Ctx() context: RequestContext,
  ): Promise<readonly KeyPointerDefinitionType[]> {
    await context.referenceData();
    return context.loaders.part(definitionsOf).load(contractTypeId);
  }

  @Cost({ spotdraft: 3, salesforce: 3 })
  @Mutation(() => ContractPayload, {
    description: 'Notes facts about a contract, whether it had them before or not.',
  })
  async updateKeyPointers(
    @Arg('input', () => UpdateKeyPointersInput, { description: 'Which contract, and what of it.' })
    input: UpdateKeyPointersInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    const { contractId, values } = input;
    const result = await context.act((_actions, reader) =>
      context.services
        .of(createKeyPointerService)
        .update(reader, { contractId, values: values.map(withoutNulls) }),
    );
    return toContractPayload(result);
  }
}
