import { Cost } from '../../schema/cost.js';
import { Ctx, FieldResolver, Resolver, Root } from '../../schema/decorators.js';
import { TemplateFieldType, TemplateType } from '../../schema/templates.js';
import type { RequestContext } from '../server/request-context.js';

@Resolver(() => TemplateType)
export class TemplateFieldsResolver {
  @Cost({ spotdraft: 1, entries: 30 })
  @FieldResolver(() => [TemplateFieldType], { description: 'The blanks a contract fills in.' })
  fields(
    @Root() template: TemplateType,
    @Ctx() context: RequestContext,
  ): Promise<readonly TemplateFieldType[]> {
    return context.loaders.templateFields.load(template.id);
  }
}
