import { Ctx, FieldResolver, Resolver, Root } from '../schema/decorators.js';
import { SyncStateType } from '../schema/sync-state.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => SyncStateType)
export class SyncStateResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether a change is known of that is not yet written to the CRM.',
  })
  pending(@Root() state: SyncStateType, @Ctx() context: RequestContext): Promise<boolean> {
    return context.loaders.pending.load(state.contractId);
  }
}
