import { Cost } from '../../schema/cost.js';
import { CreateContractInput, CreateContractPayload } from '../../schema/contract-actions.js';
import { Arg, Ctx, Mutation, Resolver } from '../../schema/decorators.js';
import { toContractPayload } from './contract-node.js';
import type { RequestContext } from '../server/request-context.js';
import { toGivenPeople } from './given-people.js';
import { withoutNulls } from '../without-nulls.js';

@Resolver()
export class CreateContractResolver {
  @Cost({ spotdraft: 3, spotdraftForEach: ['input', 'counterparties'], salesforce: 2 })
  @Mutation(() => CreateContractPayload, {
    description: 'Generates a contract from a deal: one intent makes one contract.',
  })
  async createContract(
    @Arg('input', () => CreateContractInput, { description: 'What to generate.' })
    input: CreateContractInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateContractPayload> {
    const { counterparties, signatories, ...rest } = input;
    const request = {
      sendToCounterparties: false,
      ...withoutNulls(rest),
      ...toGivenPeople({ counterparties, signatories }),
    };
    const result = await context.act((actions, reader) => actions.create(reader, request));
    const { contract, userErrors } = toContractPayload(result);
    return { contract, created: result.created, userErrors };
  }
}
