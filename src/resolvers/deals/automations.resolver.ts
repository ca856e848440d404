import {
  AutomationsType,
  DealsChangedInput,
  DealsChangedPayload,
  RenewalsType,
} from '../../schema/automations.js';
import { Cost } from '../../schema/cost.js';
import { OpportunityType } from '../../schema/deals.js';
import {
  Arg,
  Ctx,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
} from '../../schema/decorators.js';
import { Sentence } from '../../schema/sentence.js';
import { createAutomationService } from '../../services/automations/automations.js';
import { createRenewalService } from '../../services/renewals/renewals.js';
import type { RequestContext } from '../server/request-context.js';

@Resolver()
export class AutomationsResolver {
  @Cost({ entries: 10 })
  @Query(() => AutomationsType, {
    description:
      'The contracts that are made by themselves, and the deals that lack something. For the role `admin`.',
  })
  async automations(@Ctx() context: RequestContext): Promise<AutomationsType> {
    await context.operator();
    return context.services.of(createAutomationService).overview();
  }

  @Cost({ entries: 10 })
  @Query(() => RenewalsType, {
    description:
      'The deals that are made before contracts end, and the contracts without an end. For the role `admin`.',
  })
  async renewals(@Ctx() context: RequestContext): Promise<RenewalsType> {
    await context.operator();
    return context.services.of(createRenewalService).overview();
  }

  @Cost({ salesforce: 1 })
  @Mutation(() => DealsChangedPayload, {
    description:
      'Says that deals changed, so that automations look at them within seconds rather than at the next sweep. For whoever sees the deals.',
  })
  dealsChanged(
    @Arg('input', () => DealsChangedInput, { description: 'Which deals.' })
    { opportunityIds }: DealsChangedInput,
    @Ctx() context: RequestContext,
  ): Promise<DealsChangedPayload> {
    return context.services
      .of(createAutomationService)
      .dealsChanged(context.reader(), opportunityIds);
  }
}

@Resolver(() => OpportunityType)
export class ContractProblemResolver {
  @Sentence()
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Why the contract that the deal is ready for could not be made yet, and what to do; null when nothing stands in the way.',
  })
  contractProblem(
    @Root() deal: OpportunityType,
    @Ctx() context: RequestContext,
  ): Promise<string | null> {
    return context.loaders.contractProblems.load(deal.id);
  }
}
