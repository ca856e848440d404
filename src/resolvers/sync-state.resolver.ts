import { Ctx, FieldResolver, Resolver, Root } from '../schema/decorators.js';
import { SyncStateType } from '../schema/sync-state.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => SyncStateType)
export class SyncStateResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether a change is known of that is not yet written to the CRM.',
  })
  async pending(@Root() state: SyncStateType, @Ctx() context: RequestContext): Promise<boolean> {
    const work = await context.loaders.syncWork.load(state.contractId);
    return work?.pending ?? false;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why the last try to sync failed; null after one that succeeded.',
  })
  async lastError(
    @Root() state: SyncStateType,
    @Ctx() context: RequestContext,
  ): Promise<string | null> {
    const work = await context.loaders.syncWork.load(state.contractId);
    return work?.reason ?? state.lastError;
  }
}
