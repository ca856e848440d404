import { ChangeBusinessUserInput, RequestReviewInput } from '../../schema/assignments.js';
import { ContractPayload } from '../../schema/contract-actions.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Resolver } from '../../schema/decorators.js';
import { createAssignmentService } from '../../services/contracts/assignments.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import { toContractPayload } from './contract-node.js';

@Resolver()
export class AssignmentsResolver {
  @Cost({ spotdraft: 2, salesforce: 2 })
  @Mutation(() => ContractPayload, {
    description: 'Gives a contract to another business user of the workspace.',
  })
  async changeBusinessUser(
    @Arg('input', () => ChangeBusinessUserInput, { description: 'Which contract, and to whom.' })
    input: ChangeBusinessUserInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(
      await context.act((_actions, reader) =>
        context.services
          .of(createAssignmentService)
          .changeBusinessUser(reader, withoutNulls(input)),
      ),
    );
  }

  @Cost({ spotdraft: 2, salesforce: 2 })
  @Mutation(() => ContractPayload, { description: 'Asks for a legal review of a contract.' })
  async requestReview(
    @Arg('input', () => RequestReviewInput, { description: 'Which contract, and who reviews it.' })
    input: RequestReviewInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(
      await context.act((_actions, reader) =>
        context.services.of(createAssignmentService).requestReview(reader, withoutNulls(input)),
      ),
    );
  }
}
