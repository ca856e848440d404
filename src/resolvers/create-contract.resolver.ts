import { CreateContractInput } from '../schema/create-contract.input.js';
import { CreateContractPayload } from '../schema/create-contract.payload.js';
import { Arg, Ctx, Mutation, Resolver } from '../schema/decorators.js';
import { toContractPayload } from './contract-node.js';
import type { RequestContext } from './request-context.js';
import { withoutNulls } from './without-nulls.js';

@Resolver()
export class CreateContractResolver {
  @Mutation(() => CreateContractPayload, {
    description: 'Generates a contract from a deal: one intent makes one contract.',
  })
  async createContract(
    @Arg('input', () => CreateContractInput, { description: 'What to generate.' })
    input: CreateContractInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateContractPayload> {
    const result = await context.act((actions, reader) =>
      actions.create(reader, Object.assign({ sendToCounterparties: false }, withoutNulls(input))),
    );
    const { contract, userErrors } = toContractPayload(result);
    return { contract, created: result.created, userErrors };
  }
}
