import { Ctx, FieldResolver, Resolver, Root } from '../schema/decorators.js';
import { TemplateFieldType } from '../schema/template-field.type.js';
import { TemplateType } from '../schema/template.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => TemplateType)
export class TemplateFieldsResolver {
  @FieldResolver(() => [TemplateFieldType], { description: 'The blanks a contract fills in.' })
  fields(
    @Root() template: TemplateType,
    @Ctx() context: RequestContext,
  ): Promise<readonly TemplateFieldType[]> {
    return context.loaders.templateFields.load(template.id);
  }
}
