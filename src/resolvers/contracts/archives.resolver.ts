import { isOperator } from '../../auth/caller.js';
import {
  ArchiveConnectionType,
  ArchiveContractInput,
  ArchiveDestinationType,
  ArchivedDocumentType,
  ArchiveStateEnum,
} from '../../schema/archives.js';
import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import { ContractPayload } from '../../schema/contract-actions.js';
import { ContractObjectType } from '../../schema/contracts.js';
import { Cost } from '../../schema/cost.js';
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
} from '../../schema/decorators.js';
import { Sentence } from '../../schema/sentence.js';
import type { ArchiveState } from '../../domain/archived-document.js';
import { createArchiveService } from '../../services/archive/archives.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import { toContractNode, toContractPayload } from './contract-node.js';
import { said } from '../../domain/said.js';

@Resolver()
export class ArchivesResolver {
  @Query(() => ArchiveConnectionType, {
    description: 'Archived documents of all contracts, newest first. For the role `admin`.',
  })
  async archives(
    @Arg('state', () => [ArchiveStateEnum], {
      nullable: true,
      description: 'Only those in one of these states.',
    })
    state: readonly ArchiveState[] | null,
    @Arg('destination', () => String, {
      nullable: true,
      description: 'Only those of this destination.',
    })
    destination: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<ArchivedDocumentType>> {
    const operator = await context.operator();
    const request = toPageRequest(page);
    const found = await context.services
      .of(createArchiveService)
      .list(operator, withoutNulls({ state, destination }), request);
    return toConnection(found, request, (view) => view);
  }

  @Query(() => [ArchiveDestinationType], {
    description:
      'How each destination of the archive file stands, in the order of the file; empty where nothing is archived. For the role `admin`.',
  })
  async archiveDestinations(
    @Ctx() context: RequestContext,
  ): Promise<readonly ArchiveDestinationType[]> {
    const operator = await context.operator();
    const found = await context.services.of(createArchiveService).destinations(operator);
    return found.map(({ destination, type, states, oldestWaitingSince, lastError, pause }) => ({
      name: destination,
      type,
      waiting: states.WAITING,
      archived: states.ARCHIVED,
      parked: states.PARKED,
      skipped: states.SKIPPED,
      oldestWaitingSince,
      lastError,
      pausedSince: pause?.since ?? null,
      pausedUntil: pause?.until ?? null,
      pauseReason: pause?.reason ?? null,
    }));
  }

  @Mutation(() => ContractPayload, {
    description:
      'Has the document of an executed contract archived again, now. What is there already is looked at once more and not brought twice.',
  })
  @Cost({ spotdraft: 2, salesforce: 1 })
  async archiveContract(
    @Arg('input', () => ArchiveContractInput, { description: 'Which contract, and where.' })
    input: ArchiveContractInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    const { contractId, destination } = input;
    const result = await context.act((_actions, reader) =>
      context.services
        .of(createArchiveService)
        .archive(reader, { contractId, ...(destination == null ? {} : { destination }) }),
    );
    return toContractPayload(result);
  }
}

@Resolver(() => ContractObjectType)
export class ContractArchivesResolver {
  @Cost({ entries: 3 })
  @FieldResolver(() => [ArchivedDocumentType], {
    description:
      'Where its executed document is archived, each version at each destination, oldest first; empty until it is executed.',
  })
  async archives(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly ArchivedDocumentType[]> {
    return context.loaders.archives.load(contract.id);
  }
}

@Resolver(() => ArchivedDocumentType)
export class ArchivedDocumentResolver {
  @FieldResolver(() => ContractObjectType, {
    nullable: true,
    description: 'Whose document it is; null when the contract is no longer known.',
  })
  async contract(
    @Root() archived: ArchivedDocumentType,
    @Ctx() context: RequestContext,
  ): Promise<ContractObjectType | null> {
    const view = await context.loaders.contracts.load(archived.contractId);
    return view === null ? null : toContractNode(view);
  }

  @Sentence()
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Why it is not there yet, or what is odd about how it is there; null when all is well. For the role `admin` in full.',
  })
  lastError(@Root() archived: ArchivedDocumentType, @Ctx() context: RequestContext): string | null {
    return archived.lastError === null || isOperator(context.caller)
      ? archived.lastError
      : said`It could not be archived yet; the operator of dealdraft sees why.`;
  }
}
