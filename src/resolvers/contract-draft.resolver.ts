import { GraphQLJSONObject } from 'graphql-scalars';
import { ContractDraftType } from '../schema/contract-draft.type.js';
import { Arg, Ctx, ID, Query, Resolver } from '../schema/decorators.js';
import { toDraftNode } from './draft-node.js';
import type { RequestContext } from './request-context.js';
import { withoutNulls } from './without-nulls.js';

@Resolver()
export class ContractDraftResolver {
  @Query(() => ContractDraftType, {
    description: 'What `createContract` would send for a deal and a template, and what is missing.',
  })
  async contractDraft(
    @Arg('opportunityId', () => ID, { description: 'The deal; 15 or 18 characters.' })
    opportunityId: string,
    @Arg('templateId', () => ID, { description: 'The template to generate from.' })
    templateId: string,
    @Arg('name', () => String, {
      nullable: true,
      description: "In place of the mapping's name, as in `createContract`.",
    })
    name: string | null,
    @Arg('data', () => GraphQLJSONObject, {
      nullable: true,
      description: "By template field name, in place of the mapping's values.",
    })
    data: Record<string, unknown> | null,
    @Ctx() context: RequestContext,
  ): Promise<ContractDraftType> {
    const overrides = withoutNulls({ name, data });
    return toDraftNode(
      await context.services.drafts.draft(context.reader(), {
        opportunityId,
        templateId,
        ...overrides,
      }),
    );
  }
}
