import { ContractPayload } from '../../schema/contract-actions.js';
import { ContractObjectType } from '../../schema/contracts.js';
import { Cost } from '../../schema/cost.js';
import { OpportunityType } from '../../schema/deals.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '../../schema/decorators.js';
import { Sentence } from '../../schema/sentence.js';
import { ConfirmTermInput, TermCheckType } from '../../schema/terms.js';
import { createTermService } from '../../services/contracts/terms.js';
import type { RequestContext } from '../server/request-context.js';
import { toContractPayload } from './contract-node.js';

@Resolver()
export class TermsResolver {
  @Cost({ spotdraft: 5, salesforce: 3 })
  @Mutation(() => ContractPayload, {
    description:
      'Confirms that a difference between a signed contract and its deal is right as it is. It no longer stands against closing the deal, until one of the two values changes.',
  })
  async confirmTerm(
    @Arg('input', () => ConfirmTermInput, { description: 'Which check, and why.' })
    input: ConfirmTermInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    const { contractId, name, reason } = input;
    const result = await context.act((_actions, reader) =>
      context.services.of(createTermService).confirm(reader, { contractId, name, reason }),
    );
    return toContractPayload(result);
  }
}

@Resolver(() => ContractObjectType)
export class ContractTermsResolver {
  // From the store: they are compared when something changes, not when somebody looks.
  @Cost({ entries: 10 })
  @FieldResolver(() => [TermCheckType], {
    description:
      'What came of the checks of its signed terms against the deal, in the order of the mapping file; empty until it is executed.',
  })
  terms(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly TermCheckType[]> {
    return context.loaders.terms.load(contract.id);
  }
}

@Resolver(() => OpportunityType)
export class CloseBlockersResolver {
  @Cost({ entries: 5 })
  @Sentence()
  @FieldResolver(() => [String], {
    description:
      'Why the deal should not be closed as won, a sentence for each check of a signed contract that does not match and that nobody confirmed; empty when nothing stands against it.',
  })
  closeBlockers(
    @Root() deal: OpportunityType,
    @Ctx() context: RequestContext,
  ): Promise<readonly string[]> {
    return context.loaders.closeBlockers.load(deal.id);
  }
}
