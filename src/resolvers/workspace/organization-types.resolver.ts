import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Query, Resolver } from '../../schema/decorators.js';
import { OrganizationTypeType } from '../../schema/organization-types.js';
import { createOrganizationTypeService } from '../../services/workspace/organization-types.js';
import type { RequestContext } from '../server/request-context.js';

@Resolver()
export class OrganizationTypesResolver {
  @Cost({ spotdraft: 1, entries: 10 })
  @Query(() => [OrganizationTypeType], {
    description: 'The kinds of organization in a jurisdiction. Live.',
  })
  async organizationTypes(
    @Arg('jurisdiction', () => String, { description: 'Its ISO code, such as `US`.' })
    jurisdiction: string,
    @Ctx() context: RequestContext,
  ): Promise<readonly OrganizationTypeType[]> {
    await context.referenceData();
    return context.services.of(createOrganizationTypeService).list(jurisdiction);
  }
}
