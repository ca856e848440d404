import type { ContractId } from '../../domain/contract-id.js';
import { ApprovalObjectType, RequestApprovalsInput } from '../../schema/approvals.js';
import { ContractPayload } from '../../schema/contract-actions.js';
import { ContractObjectType } from '../../schema/contracts.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '../../schema/decorators.js';
import { createApprovalService } from '../../services/contracts/approvals.js';
import type { Services } from '../../services/create-services.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import { toContractPayload } from './contract-node.js';

const approvalsOf = (services: Services, id: ContractId) =>
  services.of(createApprovalService).list(id);

@Resolver(() => ContractObjectType)
export class ApprovalsResolver {
  @Cost({ spotdraft: 1, entries: 3 })
  @FieldResolver(() => [ApprovalObjectType], {
    nullable: true,
    description:
      'What has to be agreed to inside. Live; null, with an error, when SpotDraft can not be asked.',
  })
  approvals(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly ApprovalObjectType[]> {
    return context.loaders.part(approvalsOf).load(contract.id);
  }

  @Cost({ spotdraft: 3, salesforce: 2 })
  @Mutation(() => ContractPayload, {
    description:
      'Asks users or roles for their approval of a contract, whatever its workflow says.',
  })
  async requestApprovals(
    @Arg('input', () => RequestApprovalsInput, { description: 'Which contract, and whom to ask.' })
    input: RequestApprovalsInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    const { approvals, ...rest } = withoutNulls(input);
    return toContractPayload(
      await context.act((_actions, reader) =>
        context.services
          .of(createApprovalService)
          .request(reader, { ...rest, approvals: approvals.map(withoutNulls) }),
      ),
    );
  }
}
