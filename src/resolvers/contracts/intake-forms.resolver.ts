import { ContractPayload } from '../../schema/contract-actions.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Resolver } from '../../schema/decorators.js';
import { UpdateIntakeFormInput } from '../../schema/intake-forms.js';
import { createIntakeFormService } from '../../services/contracts/intake-forms.js';
import type { RequestContext } from '../server/request-context.js';
import { toContractPayload } from './contract-node.js';

@Resolver()
export class IntakeFormsResolver {
  @Cost({ spotdraft: 3, salesforce: 3 })
  @Mutation(() => ContractPayload, {
    description: 'Answers questions of the intake form of a contract under negotiation.',
  })
  async updateIntakeForm(
    @Arg('input', () => UpdateIntakeFormInput, { description: 'Which contract, and what of it.' })
    input: UpdateIntakeFormInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    const result = await context.act((_actions, reader) =>
      context.services.of(createIntakeFormService).update(reader, input),
    );
    return toContractPayload(result);
  }
}
