import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, ID, Query, Resolver } from '../../schema/decorators.js';
import { TemplateType } from '../../schema/templates.js';
import type { RequestContext } from '../server/request-context.js';

@Resolver()
export class TemplateResolver {
  @Cost({ spotdraft: 1, entries: 20 })
  @Query(() => [TemplateType], { description: 'The templates contracts can be generated from.' })
  async templates(
    @Arg('search', () => String, {
      nullable: true,
      description: 'Text in the name, upper and lower case alike; all when absent.',
    })
    search: string | null,
    @Ctx() context: RequestContext,
  ): Promise<readonly TemplateType[]> {
    const templates = await context.referenceData();
    return templates.list(search ?? null);
  }

  // An unknown one is asked for, with its fields.
  @Cost({ spotdraft: 2 })
  @Query(() => TemplateType, { nullable: true, description: 'One template; null when unknown.' })
  async template(
    @Arg('id', () => ID, { description: "SpotDraft's id of the template." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<TemplateType | null> {
    await context.referenceData();
    return context.loaders.templates.load(id);
  }
}
