import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from '../schema/decorators.js';
import { DeliveryConnectionType } from '../schema/delivery-connection.type.js';
import { DeliveryCountsType } from '../schema/delivery-counts.type.js';
import { DeliveryStateEnum } from '../schema/delivery-state.enum.js';
import { DeliveryType } from '../schema/delivery.type.js';
import { PruneDeliveriesInput } from '../schema/prune-deliveries.input.js';
import { PruneDeliveriesPayload } from '../schema/prune-deliveries.payload.js';
import { ReplayDeliveriesInput } from '../schema/replay-deliveries.input.js';
import { ReplayDeliveriesPayload } from '../schema/replay-deliveries.payload.js';
import { toDeliveryNode, toStateViews } from './delivery-node.js';
import { toConnection, toPageRequest } from './page.js';
import type { RequestContext } from './request-context.js';
import { withoutNulls } from './without-nulls.js';

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
    @Arg('since', () => GraphQLDateTime, {
      nullable: true,
      description: 'Only those received at this time or later.',
    })
    since: Date | null,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 25,
      description: 'How many at most, 1 to 100.',
    })
    first: number | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'A cursor of the same list: continue behind it.',
    })
    after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<DeliveryConnectionType> {
    const operator = await context.operator();
    const request = toPageRequest(first, after);
    const page = await context.services.deliveries.list(
      operator,
      { ...withoutNulls({ contractId, since }), ...toStateViews(state) },
      request,
    );
    return toConnection(page, request, (view) => toDeliveryNode(view));
  }

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
    const { state, ...rest } = input;
    return context.services.deliveries.replay(operator, {
      ...withoutNulls(rest),
      ...toStateViews(state),
    });
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
