import { ContractDraftType } from '../schema/contract-draft.type.js';
import { Arg, Ctx, ID, Query, Resolver } from '../schema/decorators.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class ContractDraftResolver {
  @Query(() => ContractDraftType, {
    description: 'What `createContract` would send for a deal and a template, and what is missing.',
  })
  contractDraft(
    @Arg('opportunityId', () => ID, { description: 'The deal; 15 or 18 characters.' })
    opportunityId: string,
    @Arg('templateId', () => ID, { description: 'The template to generate from.' })
    templateId: string,
    @Ctx() context: RequestContext,
  ): Promise<ContractDraftType> {
    return context.services.drafts.draft(context.reader(), opportunityId, templateId);
  }
}
