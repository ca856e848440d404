import { GraphQLDateTime } from 'graphql-scalars';
import type { ActivityKind } from '../../domain/activity.js';
import { toContractId } from '../../domain/contract-id.js';
import { ActivityConnectionType, ActivityKindEnum, ActivityType } from '../../schema/activity.js';
import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import { ContractObjectType } from '../../schema/contracts.js';
import { Cost } from '../../schema/cost.js';
import { OpportunityType } from '../../schema/deals.js';
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
} from '../../schema/decorators.js';
import { toContractNode } from '../contracts/contract-node.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import { toActivityNode, toTimelineNode } from './activity-node.js';

@Resolver(() => ActivityType)
export class ActivityResolver {
  @Query(() => ActivityConnectionType, {
    description: 'What dealdraft did and was told, newest first. For the role `admin`.',
  })
  async activities(
    @Arg('contractId', () => ID, {
      nullable: true,
      description: 'Only what is about this contract: `T-123`, or a bare number.',
    })
    contractId: string | null,
    @Arg('opportunityId', () => ID, {
      nullable: true,
      description: 'Only what is about this deal, or about a contract that is in it now.',
    })
    opportunityId: string | null,
    @Arg('kind', () => [ActivityKindEnum], {
      nullable: true,
      description: 'Only activities of these kinds.',
    })
    kind: ActivityKind[] | null,
    @Arg('failed', () => Boolean, {
      nullable: true,
      description: 'Only those that failed, or only those that did not.',
    })
    failed: boolean | null,
    @Arg('since', () => GraphQLDateTime, {
      nullable: true,
      description: 'Only those of this time or later.',
    })
    since: Date | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<ActivityType>> {
    const operator = await context.operator();
    const request = toPageRequest(page);
    const found = await context.services.activity.list(
      operator,
      withoutNulls({ contractId, opportunityId, kinds: kind, failed, since }),
      request,
    );
    return toConnection(found, request, toActivityNode);
  }

  @Cost({ salesforce: 0.02 })
  @FieldResolver(() => ContractObjectType, {
    nullable: true,
    description: 'The contract it is about; null also where you may not see it.',
  })
  async contract(
    @Root() { source }: ActivityType,
    @Ctx() context: RequestContext,
  ): Promise<ContractObjectType | null> {
    const id = source.contractId === null ? null : toContractId(source.contractId);
    const view = id === null ? null : await context.loaders.contracts.load(id);
    return view === null ? null : toContractNode(view);
  }

  @Cost({ salesforce: 0.02 })
  @FieldResolver(() => OpportunityType, {
    nullable: true,
    description: 'The deal it is about; null also where you may not see it.',
  })
  async opportunity(
    @Root() { source }: ActivityType,
    @Ctx() context: RequestContext,
  ): Promise<OpportunityType | null> {
    return source.opportunityId === null ? null : context.loaders.deals.load(source.opportunityId);
  }
}

@Resolver(() => ContractObjectType)
export class ContractTimelineResolver {
  @FieldResolver(() => ActivityConnectionType, {
    description:
      'What dealdraft did about it and was told of it, newest first, as far as the own log reaches back.',
  })
  async timeline(
    @Root() contract: ContractObjectType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<ActivityType>> {
    const request = toPageRequest(page);
    const found = await context.services.activity.ofContract(contract.id, request);
    return toConnection(found, request, toTimelineNode);
  }
}

@Resolver(() => OpportunityType)
export class OpportunityTimelineResolver {
  @FieldResolver(() => ActivityConnectionType, {
    description:
      'What dealdraft did about the deal and its contracts and was told of them, newest first, as far as the own log reaches back.',
  })
  async timeline(
    @Root() deal: OpportunityType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<ActivityType>> {
    const request = toPageRequest(page);
    const found = await context.services.activity.ofDeal(deal.id, request);
    return toConnection(found, request, toTimelineNode);
  }
}
