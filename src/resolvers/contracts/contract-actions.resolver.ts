import { Cost } from '../../schema/cost.js';
import {
  ContractPayload,
  LinkContractInput,
  SendContractInput,
  VoidContractInput,
} from '../../schema/contract-actions.js';
import { Arg, Ctx, ID, Mutation, Resolver } from '../../schema/decorators.js';
import { toContractPayload } from './contract-node.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

@Resolver()
export class ContractActionsResolver {
  @Cost({ spotdraft: 4, salesforce: 3 })
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

  @Cost({ spotdraft: 4, salesforce: 3 })
  @Mutation(() => ContractPayload, { description: 'Cancels a contract.' })
  async voidContract(
    @Arg('input', () => VoidContractInput, { description: 'What to cancel and why.' })
    input: VoidContractInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(await context.act((actions, reader) => actions.void(reader, input)));
  }

  @Cost({ spotdraft: 4, salesforce: 4 })
  @Mutation(() => ContractPayload, { description: 'Links an existing contract to a deal.' })
  async linkContract(
    @Arg('input', () => LinkContractInput, { description: 'Which contract to which deal.' })
    input: LinkContractInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(await context.act((actions, reader) => actions.link(reader, input)));
  }

  @Cost({ spotdraft: 2, salesforce: 3 })
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
