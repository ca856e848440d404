import { ContractPayload } from '../../schema/contract-actions.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Resolver } from '../../schema/decorators.js';
import {
  MarkForExecutionInput,
  ResendToSignatoryInput,
  RetriggerWebhookInput,
  UnmarkForExecutionInput,
} from '../../schema/lifecycle.js';
import { createLifecycleService } from '../../services/contracts/lifecycle.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import { toContractPayload } from './contract-node.js';

@Resolver()
export class LifecycleResolver {
  @Cost({ spotdraft: 3, salesforce: 3 })
  @Mutation(() => ContractPayload, { description: 'Makes a contract ready for signature.' })
  async markForExecution(
    @Arg('input', () => MarkForExecutionInput, { description: 'Which contract, and how.' })
    input: MarkForExecutionInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(
      await context.act((_actions, reader) =>
        lifecycleOf(context).markForExecution(reader, withoutNulls(input)),
      ),
    );
  }

  @Cost({ spotdraft: 3, salesforce: 3 })
  @Mutation(() => ContractPayload, {
    description:
      'Takes a contract back from signature to the negotiation. Links to sign it that are out no longer work.',
  })
  async unmarkForExecution(
    @Arg('input', () => UnmarkForExecutionInput, { description: 'Which contract, and why.' })
    input: UnmarkForExecutionInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(
      await context.act((_actions, reader) =>
        lifecycleOf(context).unmarkForExecution(reader, withoutNulls(input)),
      ),
    );
  }

  @Cost({ spotdraft: 2, salesforce: 2 })
  @Mutation(() => ContractPayload, {
    description:
      'Sends the mail anew to somebody who has yet to sign a contract. Each request is one more mail, since people are reminded more than once; dealdraft itself repeats none.',
  })
  async resendToSignatory(
    @Arg('input', () => ResendToSignatoryInput, { description: 'Which contract, and to whom.' })
    input: ResendToSignatoryInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(
      await context.act((_actions, reader) =>
        lifecycleOf(context).resendToSignatory(reader, input),
      ),
    );
  }

  @Cost({ spotdraft: 2, salesforce: 2 })
  @Mutation(() => ContractPayload, {
    description:
      'Has SpotDraft send the last webhook of a contract again, to all who subscribed. Older ones it does not send again.',
  })
  async retriggerWebhook(
    @Arg('input', () => RetriggerWebhookInput, { description: 'Which contract.' })
    input: RetriggerWebhookInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(
      await context.act((_actions, reader) => lifecycleOf(context).retriggerWebhook(reader, input)),
    );
  }
}

function lifecycleOf({ services }: RequestContext) {
  return services.of(createLifecycleService);
}
