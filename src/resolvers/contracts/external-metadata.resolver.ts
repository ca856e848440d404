import { ContractPayload } from '../../schema/contract-actions.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Resolver } from '../../schema/decorators.js';
import { UpdateExternalMetadataInput } from '../../schema/external-metadata.js';
import { createExternalMetadataService } from '../../services/contracts/external-metadata.js';
import type { RequestContext } from '../server/request-context.js';
import { toContractPayload } from './contract-node.js';

@Resolver()
export class ExternalMetadataResolver {
  @Cost({ spotdraft: 3, salesforce: 3 })
  @Mutation(() => ContractPayload, {
    description:
      'Notes what an integration knows on a contract. The link to the deal is for `linkContract` to change.',
  })
  async updateExternalMetadata(
    @Arg('input', () => UpdateExternalMetadataInput, {
      description: 'Which contract, and what of it.',
    })
    input: UpdateExternalMetadataInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    const result = await context.act((_actions, reader) =>
      context.services.of(createExternalMetadataService).update(reader, input),
    );
    return toContractPayload(result);
  }
}
