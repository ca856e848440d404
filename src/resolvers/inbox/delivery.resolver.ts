import { GraphQLDateTime } from 'graphql-scalars';
import { Cost } from '../../schema/cost.js';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from '../../schema/decorators.js';
import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import {
  DeliveryConnectionType,
  DeliveryCountsType,
  DeliveryStateEnum,
  DeliveryType,
  PruneDeliveriesInput,
  PruneDeliveriesPayload,
  ReplayDeliveriesInput,
  ReplayDeliveriesPayload,
} from '../../schema/inbox.js';
import { toDeliveryNode, toStateViews } from './delivery-node.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

/** Each method asks for the operator first: nobody else learns so much as whether an argument is well formed. */
@Resolver()
export class DeliveryResolver {
  @Query(() => DeliveryConnectionType, {
    description: 'Webhook deliveries, newest first. For the role `admin`.',
  })
  async deliveries(
    @Arg('state', () => [DeliveryStateEnum], {
      nullable: true,
      description: 'Only those in one of these states.',
    })
    state: readonly DeliveryStateEnum[] | null,
    @Arg('contractId', () => ID, {
      nullable: true,
      description: 'Only those of this contract: `T-123`, or a bare number.',
    })
    contractId: string | null,
    @Arg('opportunityId', () => ID, {
      nullable: true,
      description: 'Only those of contracts that are in this deal now.',
    })
    opportunityId: string | null,
    @Arg('activity', () => [String], {
      nullable: true,
      description: 'Only those that say one of these things happened: `CONTRACT_EXECUTED`.',
    })
    activity: string[] | null,
    @Arg('since', () => GraphQLDateTime, {
      nullable: true,
      description: 'Only those received at this time or later.',
    })
    since: Date | null,
    @Arg('until', () => GraphQLDateTime, {
      nullable: true,
      description: 'Only those received before this time.',
    })
    until: Date | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<DeliveryType>> {
    const operator = await context.operator();
    const request = toPageRequest(page);
    const found = await context.services.deliveries.list(
      operator,
      {
        ...withoutNulls({ contractId, opportunityId, activity, since, until }),
        ...toStateViews(state),
      },
      request,
    );
    return toConnection(found, request, (view) => toDeliveryNode(view));
  }

  // For its body, of up to a megabyte.
  @Cost({ values: 5_000 })
  @Query(() => DeliveryType, {
    nullable: true,
    description:
      'One webhook delivery; null when there is none, or no longer. For the role `admin`.',
  })
  async delivery(
    @Arg('id', () => ID, { description: 'Id of a delivery.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<DeliveryType | null> {
    const operator = await context.operator();
    const details = await context.services.deliveries.get(operator, id);
    return details === null ? null : toDeliveryNode(details, details.body);
  }

  @Query(() => DeliveryCountsType, {
    description: 'How many webhook deliveries came, and what became of them. For the role `admin`.',
  })
  async deliveryCounts(@Ctx() context: RequestContext): Promise<DeliveryCountsType> {
    return context.services.deliveries.counts(await context.operator());
  }

  @Mutation(() => ReplayDeliveriesPayload, {
    description: 'Puts deliveries back to work, whatever came of them. For the role `admin`.',
  })
  async replayDeliveries(
    @Arg('input', () => ReplayDeliveriesInput, { description: 'Which deliveries.' })
    input: ReplayDeliveriesInput,
    @Ctx() context: RequestContext,
  ): Promise<ReplayDeliveriesPayload> {
    const operator = await context.operator();
    const { state, dryRun, ...rest } = input;
    return context.services.deliveries.replay(
      operator,
      { ...withoutNulls(rest), ...toStateViews(state) },
      { dryRun: dryRun ?? false },
    );
  }

  @Mutation(() => PruneDeliveriesPayload, {
    description:
      'Deletes applied and ignored deliveries of before a time; what waits or is parked stays. For the role `admin`.',
  })
  async pruneDeliveries(
    @Arg('input', () => PruneDeliveriesInput, { description: 'Which deliveries.' })
    { before }: PruneDeliveriesInput,
    @Ctx() context: RequestContext,
  ): Promise<PruneDeliveriesPayload> {
    const operator = await context.operator();
    return { pruned: await context.services.deliveries.prune(operator, before), userErrors: [] };
  }
}
