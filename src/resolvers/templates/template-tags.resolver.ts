import { ContractTypeType } from '../../schema/contract-types.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '../../schema/decorators.js';
import { TemplatePayload, TemplateType, UpdateTemplateTagsInput } from '../../schema/templates.js';
import type { Services } from '../../services/create-services.js';
import { createTemplateTagService } from '../../services/templates/template-tags.js';
import { createContractTypeService } from '../../services/workspace/contract-types.js';
import type { RequestContext } from '../server/request-context.js';

const detailsOf = (services: Services, id: string) => services.templates.details(id);
const typeOf = (services: Services, id: string) => services.of(createContractTypeService).get(id);

@Resolver(() => TemplateType)
export class TemplateTagsResolver {
  // Two calls, after which the template is known for minutes; the other fields of it share them.
  @Cost({ spotdraft: 1, entries: 3 })
  @FieldResolver(() => [String], { nullable: true, description: 'By which it is found.' })
  async tags(
    @Root() { id }: TemplateType,
    @Ctx() context: RequestContext,
  ): Promise<readonly string[]> {
    return (await context.loaders.part(detailsOf).load(id)).tags;
  }

  @Cost({ spotdraft: 1 })
  @FieldResolver(() => String, {
    nullable: true,
    description: 'With whom its contracts are made: Individual, Organisation or Both.',
  })
  async counterpartyKind(
    @Root() { id }: TemplateType,
    @Ctx() context: RequestContext,
  ): Promise<string> {
    return (await context.loaders.part(detailsOf).load(id)).counterpartyKind;
  }

  // The list of all types, of which one call serves all templates.
  @Cost({ spotdraft: 0.05 })
  @FieldResolver(() => ContractTypeType, {
    nullable: true,
    description: 'The contract type of what is generated from it.',
  })
  contractType(
    @Root() { contractTypeId }: TemplateType,
    @Ctx() context: RequestContext,
  ): Promise<ContractTypeType | null> {
    return context.loaders.part(typeOf).load(contractTypeId);
  }

  @Cost({ spotdraft: 2 })
  @Mutation(() => TemplatePayload, {
    description: 'For operators: gives a template these tags and no others.',
  })
  async updateTemplateTags(
    @Arg('input', () => UpdateTemplateTagsInput, { description: 'Which template, and its tags.' })
    input: UpdateTemplateTagsInput,
    @Ctx() context: RequestContext,
  ): Promise<TemplatePayload> {
    await context.operator();
    const { templateId, userErrors } = await context.act((_actions, reader) =>
      context.services.of(createTemplateTagService).update(reader, input),
    );
    const template = templateId === null ? null : await context.services.templates.get(templateId);
    return { template, userErrors };
  }
}
