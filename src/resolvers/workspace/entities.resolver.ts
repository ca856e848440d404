import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Query, Resolver } from '../../schema/decorators.js';
import { CreateEntityInput, EntityPayload, EntityType } from '../../schema/entities.js';
import { createEntityService } from '../../services/workspace/entities.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

@Resolver()
export class EntitiesResolver {
  @Cost({ spotdraft: 1, entries: 5 })
  @Query(() => [EntityType], { description: "The workspace's own legal entities." })
  async entities(@Ctx() context: RequestContext): Promise<readonly EntityType[]> {
    await context.referenceData();
    return context.services.of(createEntityService).list();
  }

  @Cost({ spotdraft: 2 })
  @Mutation(() => EntityPayload, {
    description: 'For operators: enters a legal entity of the workspace in SpotDraft.',
  })
  async createEntity(
    @Arg('input', () => CreateEntityInput, { description: 'The entity.' })
    input: CreateEntityInput,
    @Ctx() context: RequestContext,
  ): Promise<EntityPayload> {
    await context.operator();
    return context.act((_actions, reader) =>
      context.services.of(createEntityService).create(reader, withoutNulls(input)),
    );
  }
}
