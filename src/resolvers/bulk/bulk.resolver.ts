import { isOperator } from '../../auth/caller.js';
import type { BulkRowState } from '../../domain/bulk.js';
import { runToItsEnd } from '../../domain/request-scope.js';
import {
  BulkJobConnectionType,
  BulkJobInput,
  BulkJobPayload,
  BulkJobType,
  BulkRowConnectionType,
  BulkRowStateEnum,
  BulkRowType,
  StartBulkCreateInput,
} from '../../schema/bulk.js';
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
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from '../../schema/decorators.js';
import { Sentence } from '../../schema/sentence.js';
import { TemplateType } from '../../schema/templates.js';
import { createBulkJobService } from '../../services/bulk/bulk-jobs.js';
import type { BulkJobService, BulkResult, BulkViewer } from '../../services/bulk/bulk-jobs.js';
import { toContractNode } from '../contracts/contract-node.js';
import { eachBefore, requireStream } from '../live/event-stream.js';
import type { SubscribeData } from '../live/event-stream.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import { toBulkJobNode } from './bulk-job-node.js';
import type { BulkJobNode } from './bulk-job-node.js';

@Resolver()
export class BulkResolver {
  @Query(() => BulkJobType, {
    nullable: true,
    description: 'A job over many deals; null when it is unknown or of somebody else.',
  })
  async bulkJob(
    @Arg('id', () => ID, { description: 'Its id, as `startBulkCreate` gave it.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<BulkJobType | null> {
    const job = await bulk(context).get(await viewerOf(context), id);
    return job === null ? null : toBulkJobNode(job);
  }

  @Query(() => BulkJobConnectionType, {
    description:
      'Jobs over many deals that the caller has started, the newest first; for the role `admin` those of everybody.',
  })
  async bulkJobs(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<BulkJobType>> {
    const request = toPageRequest(page);
    const found = await bulk(context).list(await viewerOf(context), request);
    return toConnection(found, request, toBulkJobNode);
  }

  @Cost({ spotdraft: 1, salesforce: 6 })
  @Mutation(() => BulkJobPayload, {
    description:
      'Starts a job that has each of many deals have a contract of a template: once, with the rights of the caller at the time of each, in the background. The same request within a day is the same job; a dry run that is done is looked at anew.',
  })
  async startBulkCreate(
    @Arg('input', () => StartBulkCreateInput, { description: 'Which deals and which template.' })
    input: StartBulkCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<BulkJobPayload> {
    const { templateId, opportunityIds, filter, ofJob, dryRun } = input;
    const reader = context.reader();
    const result = await runToItsEnd(() =>
      bulk(context).start(reader, {
        templateId,
        ...(opportunityIds == null ? {} : { opportunityIds }),
        ...(filter == null ? {} : { filter: withoutNulls(filter) }),
        ...(ofJob == null ? {} : { ofJob }),
        dryRun: dryRun ?? false,
      }),
    );
    return toPayload(result);
  }

  @Mutation(() => BulkJobPayload, {
    description:
      'Ends a job: what is under way comes to its end, nothing more is begun, and what was made stays.',
  })
  async cancelBulkCreate(
    @Arg('input', () => BulkJobInput, { description: 'Which job.' }) { id }: BulkJobInput,
    @Ctx() context: RequestContext,
  ): Promise<BulkJobPayload> {
    return toPayload(await bulk(context).cancel(await viewerOf(context), id));
  }

  @Mutation(() => BulkJobPayload, {
    description: 'Stops a job until it is resumed; what is under way comes to its end.',
  })
  async pauseBulkCreate(
    @Arg('input', () => BulkJobInput, { description: 'Which job.' }) { id }: BulkJobInput,
    @Ctx() context: RequestContext,
  ): Promise<BulkJobPayload> {
    return toPayload(await bulk(context).pause(await viewerOf(context), id));
  }

  @Mutation(() => BulkJobPayload, {
    description: 'Has a job that was paused or cancelled go on where it stopped.',
  })
  async resumeBulkCreate(
    @Arg('input', () => BulkJobInput, { description: 'Which job.' }) { id }: BulkJobInput,
    @Ctx() context: RequestContext,
  ): Promise<BulkJobPayload> {
    return toPayload(await bulk(context).resume(await viewerOf(context), id));
  }

  @Mutation(() => BulkJobPayload, {
    description: 'Has the deals of a job that failed worked once more.',
  })
  async retryBulkCreate(
    @Arg('input', () => BulkJobInput, { description: 'Which job.' }) { id }: BulkJobInput,
    @Ctx() context: RequestContext,
  ): Promise<BulkJobPayload> {
    return toPayload(await bulk(context).retry(await viewerOf(context), id));
  }

  @Subscription(() => BulkJobType, {
    subscribe: ({ args, context }: SubscribeData<{ readonly id: string }>) =>
      watchJob(context, args.id),
    description:
      'A job over many deals: now, and whenever it changes, at most once a second, until it has ended. For whoever started it and the role `admin`. At `/graphql/stream`.',
  })
  bulkProgress(
    @Root() job: BulkJobNode['source'],
    @Arg('id', () => ID, { description: 'Its id.' }) _id: string,
    @Ctx() context: RequestContext,
  ): BulkJobType {
    requireStream(context);
    return toBulkJobNode(job);
  }
}

@Resolver(() => BulkJobType)
export class BulkJobFieldsResolver {
  @FieldResolver(() => BulkRowConnectionType, {
    description: 'Its deals in their order, or those in some states.',
  })
  async rows(
    @Root() { source }: BulkJobNode,
    @Arg('state', () => [BulkRowStateEnum], {
      nullable: true,
      description: 'Only those in one of these states.',
    })
    state: readonly BulkRowState[] | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<BulkRowType>> {
    const request = toPageRequest(page);
    const found = await bulk(context).rows(source, withoutNulls({ states: state }), request);
    return toConnection(found, request, (row) => row);
  }

  @Cost({ spotdraft: 0.5 })
  @FieldResolver(() => TemplateType, {
    nullable: true,
    description: 'The template that its contracts are made of; null when it is gone.',
  })
  async template(
    @Root() { templateId }: BulkJobType,
    @Ctx() context: RequestContext,
  ): Promise<TemplateType | null> {
    return context.loaders.templates.load(templateId);
  }

  @Sentence()
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Why nothing goes on although the job runs, for people; null while all is well. It goes on by itself.',
  })
  async heldUpBy(
    @Root() { source }: BulkJobNode,
    @Ctx() context: RequestContext,
  ): Promise<string | null> {
    return bulk(context).heldUpBy(source);
  }
}

@Resolver(() => BulkRowType)
export class BulkRowResolver {
  @Cost({ salesforce: 0.02 })
  @FieldResolver(() => OpportunityType, {
    nullable: true,
    description: 'The deal; null where the caller does not see it.',
  })
  async opportunity(
    @Root() { opportunityId }: BulkRowType,
    @Ctx() context: RequestContext,
  ): Promise<OpportunityType | null> {
    return context.loaders.deals.load(opportunityId);
  }

  @Cost({ salesforce: 0.02 })
  @FieldResolver(() => ContractObjectType, {
    nullable: true,
    description:
      'The contract that was made, or that the deal had; null without one, and where the caller does not see it.',
  })
  async contract(
    @Root() { contractId }: BulkRowType,
    @Ctx() context: RequestContext,
  ): Promise<ContractObjectType | null> {
    const view = contractId === null ? null : await context.loaders.contracts.load(contractId);
    return view === null ? null : toContractNode(view);
  }
}

function bulk({ services }: RequestContext): BulkJobService {
  return services.of(createBulkJobService);
}

async function viewerOf(context: RequestContext): Promise<BulkViewer> {
  return { reader: await context.admittedReader(), isOperator: isOperator(context.caller) };
}

function toPayload({ job, userErrors }: BulkResult): BulkJobPayload {
  return { job: job === null ? null : toBulkJobNode(job), userErrors };
}

async function watchJob(
  context: RequestContext,
  id: string,
): Promise<AsyncIterable<BulkJobNode['source']>> {
  requireStream(context);
  const changes = await bulk(context).watch(await viewerOf(context), id);
  return eachBefore(changes, () => {
    context.loaders.clearAll();
  });
}
