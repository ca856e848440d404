import { GraphQLJSON } from 'graphql-scalars';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Query, Resolver } from '../../schema/decorators.js';
import { createFacetService } from '../../services/workspace/facets.js';
import type { RequestContext } from '../server/request-context.js';

@Resolver()
export class FacetsResolver {
  @Cost({ spotdraft: 1, values: 1_000 })
  @Query(() => GraphQLJSON, {
    description:
      'What SpotDraft filters its list of contracts by, in its own shape, of which none is published.',
  })
  async facets(@Ctx() context: RequestContext): Promise<object> {
    await context.referenceData();
    return context.services.of(createFacetService).list();
  }

  @Cost({ spotdraft: 1, values: 1_000 })
  @Query(() => GraphQLJSON, {
    description: 'The values that one of those filters may have, in its own shape.',
  })
  async facetOptions(
    @Arg('field', () => String, { description: 'Name of the filter, as `facets` has it.' })
    field: string,
    @Arg('search', () => String, {
      nullable: true,
      description: 'Text in the values; all when absent.',
    })
    search: string | null,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    await context.referenceData();
    return context.services.of(createFacetService).options(field, search);
  }
}
