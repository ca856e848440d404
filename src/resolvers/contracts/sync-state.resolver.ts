import { isOperator } from '../../auth/caller.js';
import { Ctx, FieldResolver, Resolver, Root } from '../../schema/decorators.js';
import { Sentence } from '../../schema/sentence.js';
import { SyncStateType } from '../../schema/contracts.js';
import type { RequestContext } from '../server/request-context.js';
import { said } from '../../domain/said.js';

@Resolver(() => SyncStateType)
export class SyncStateResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether a change is known of that is not yet written to the CRM.',
  })
  async pending(@Root() state: SyncStateType, @Ctx() context: RequestContext): Promise<boolean> {
    const work = await context.loaders.syncWork.load(state.contractId);
    return work?.pending ?? false;
  }

  @Sentence()
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What kind of failure the last try to sync was and what to do about it; null after one that succeeded. For the role `admin` in the words of whoever refused.',
  })
  async lastError(
    @Root() state: SyncStateType,
    @Ctx() context: RequestContext,
  ): Promise<string | null> {
    const work = await context.loaders.syncWork.load(state.contractId);
    if (isOperator(context.caller)) return work?.reason ?? state.lastError;
    const failed =
      work === null || work.reason === null
        ? null
        : said`The last try failed; the operator of dealdraft sees why.`;
    return work?.waitsFor ?? state.lastError ?? failed;
  }
}
