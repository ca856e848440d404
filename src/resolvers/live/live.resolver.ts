import { ContractObjectType } from '../../schema/contracts.js';
import { SyncProgressType } from '../../schema/live.js';
import { Arg, Ctx, ID, Query, Resolver, Root, Subscription } from '../../schema/decorators.js';
import type { ContractChange } from '../../services/live/contract-changes.js';
import type { SyncProgressView } from '../../services/live/sync-progress.js';
import { toContractNode } from '../contracts/contract-node.js';
import type { RequestContext } from '../server/request-context.js';
import { eachBefore, requireStream } from './event-stream.js';
import type { SubscribeData } from './event-stream.js';

@Resolver()
export class LiveResolver {
  @Subscription(() => ContractObjectType, {
    nullable: true,
    subscribe: ({ args, context }: SubscribeData<{ readonly opportunityId?: string | null }>) =>
      watchContracts(context, args.opportunityId),
    description:
      'A contract that changed, as it is now. Null means: read the list again, because a contract left the deal or became invisible, or changes were missed. At `/graphql/stream`.',
  })
  contractChanged(
    @Root() change: ContractChange,
    @Arg('opportunityId', () => ID, {
      nullable: true,
      description: 'Only contracts of this deal; of all deals that the caller sees when absent.',
    })
    _opportunityId: string | null,
    @Ctx() context: RequestContext,
  ): ContractObjectType | null {
    requireStream(context);
    return change.contract === null ? null : toContractNode(change.contract);
  }

  @Subscription(() => SyncProgressType, {
    subscribe: ({ context }: SubscribeData<object>) => watchProgress(context),
    description:
      'What the sync is at: now, and whenever it changes, at most once a second. For the role `admin`. At `/graphql/stream`.',
  })
  syncProgress(
    @Root() progress: SyncProgressView,
    @Ctx() context: RequestContext,
  ): SyncProgressType {
    requireStream(context);
    return progress;
  }

  @Query(() => SyncProgressType, {
    name: 'syncProgress',
    description: 'What the sync is at. For the role `admin`.',
  })
  async presentSyncProgress(@Ctx() context: RequestContext): Promise<SyncProgressType> {
    return context.services.live.progress(await context.operator());
  }
}

async function watchContracts(
  context: RequestContext,
  opportunityId: string | null = null,
): Promise<AsyncIterable<ContractChange>> {
  const stream = requireStream(context);
  const { changes, position } = await context.services.live.contractChanges(context.reader(), {
    opportunityId,
    after: stream.lastEventId,
  });
  stream.settledId = position;
  return eachBefore(changes, (change) => {
    stream.eventId = change.position;
    context.loaders.clearAll();
  });
}

async function watchProgress(context: RequestContext): Promise<AsyncIterable<SyncProgressView>> {
  requireStream(context);
  const operator = await context.operator();
  return context.services.live.progressChanges(operator);
}
