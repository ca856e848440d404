import { ContractPayload } from '../../schema/contract-actions.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Resolver } from '../../schema/decorators.js';
import { UpdateContractDataInput } from '../../schema/contract-data.js';
import { createContractDataService } from '../../services/contracts/contract-data.js';
import type { RequestContext } from '../server/request-context.js';
import { toContractPayload } from './contract-node.js';

@Resolver()
export class ContractDataResolver {
  @Cost({ spotdraft: 4, salesforce: 3 })
  @Mutation(() => ContractPayload, {
    description:
      'Fills in fields of the template anew. Checked against the template before anything is sent, where dealdraft knows which one it was.',
  })
  async updateContractData(
    @Arg('input', () => UpdateContractDataInput, { description: 'Which contract, and what of it.' })
    input: UpdateContractDataInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    const result = await context.act((_actions, reader) =>
      context.services.of(createContractDataService).update(reader, input),
    );
    return toContractPayload(result);
  }
}
