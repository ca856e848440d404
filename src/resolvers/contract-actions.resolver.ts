import { ContractPayload } from '../schema/contract.payload.js';
import { Arg, Ctx, ID, Mutation, Resolver } from '../schema/decorators.js';
import { LinkContractInput } from '../schema/link-contract.input.js';
import { SendContractInput } from '../schema/send-contract.input.js';
import { VoidContractInput } from '../schema/void-contract.input.js';
import { toContractPayload } from './contract-node.js';
import type { RequestContext } from './request-context.js';
import { withoutNulls } from './without-nulls.js';

@Resolver()
export class ContractActionsResolver {
  @Mutation(() => ContractPayload, { description: 'Sends a contract to the counterparties.' })
  async sendContract(
    @Arg('input', () => SendContractInput, { description: 'What to send to whom.' })
    input: SendContractInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(
      await context.act((actions, reader) => actions.send(reader, withoutNulls(input))),
    );
  }

  @Mutation(() => ContractPayload, { description: 'Cancels a contract.' })
  async voidContract(
    @Arg('input', () => VoidContractInput, { description: 'What to cancel and why.' })
    input: VoidContractInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(await context.act((actions, reader) => actions.void(reader, input)));
  }

  @Mutation(() => ContractPayload, { description: 'Links an existing contract to a deal.' })
  async linkContract(
    @Arg('input', () => LinkContractInput, { description: 'Which contract to which deal.' })
    input: LinkContractInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(await context.act((actions, reader) => actions.link(reader, input)));
  }

  @Mutation(() => ContractPayload, {
    description: 'Reads a contract from SpotDraft now and writes the CRM now.',
  })
  async syncContract(
    @Arg('id', () => ID, { description: 'Composite id, such as `T-123`.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(await context.act((actions, reader) => actions.sync(reader, id)));
  }
}
