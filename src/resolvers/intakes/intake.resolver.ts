import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from '../../schema/decorators.js';
import {
  CreateIntakeInput,
  DeleteIntakeInput,
  DeleteIntakePayload,
  IntakeConnectionType,
  IntakePayload,
  IntakeStatusEnum,
  IntakeType,
  UpdateIntakeInput,
} from '../../schema/intakes.js';
import type { IntakeStatus } from '../../domain/intake.js';
import { createIntakeService } from '../../services/intakes/intakes.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

@Resolver()
export class IntakeResolver {
  @Cost({ spotdraft: 1 })
  @Query(() => IntakeConnectionType, {
    description:
      'Requests to the legal team that SpotDraft shows the caller, newest first. Live. For people, and keys of the roles `service` and `admin`.',
  })
  async intakes(
    @Arg('search', () => String, { nullable: true, description: 'Only those with this text.' })
    search: string | null,
    @Arg('status', () => [IntakeStatusEnum], {
      nullable: true,
      description: 'Only those in one of these states.',
    })
    status: readonly IntakeStatus[] | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<IntakeType>> {
    const request = toPageRequest(page);
    const filter = withoutNulls({ search, statuses: status });
    const service = context.services.of(createIntakeService);
    const found = await service.list(context.reader(), filter, request);
    return toConnection(found, request, (intake) => intake);
  }

  @Cost({ spotdraft: 1 })
  @Query(() => IntakeType, {
    nullable: true,
    description:
      'One of them; null when there is none, or SpotDraft does not show it to the caller.',
  })
  intake(
    @Arg('id', () => ID, { description: 'Number of the intake in SpotDraft.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<IntakeType | null> {
    return context.services.of(createIntakeService).get(context.reader(), id);
  }

  // Its files take a call for all of them, and one each to where they are kept.
  @Cost({ spotdraft: 4, salesforce: 1 })
  @Mutation(() => IntakePayload, { description: 'Hands in a request to the legal team.' })
  createIntake(
    @Arg('input', () => CreateIntakeInput, { description: 'The intake.' })
    input: CreateIntakeInput,
    @Ctx() context: RequestContext,
  ): Promise<IntakePayload> {
    return context.act((_actions, reader) => {
      const { files, ...rest } = withoutNulls(input);
      return context.services.of(createIntakeService).create(reader, {
        ...rest,
        ...(files === undefined ? {} : { files: files.map(withoutNulls) }),
      });
    });
  }

  @Cost({ spotdraft: 2 })
  @Mutation(() => IntakePayload, { description: 'Changes an intake.' })
  updateIntake(
    @Arg('input', () => UpdateIntakeInput, { description: 'Which, and what is new.' })
    { description, dueDate, metadata, assignees, ...rest }: UpdateIntakeInput,
    @Ctx() context: RequestContext,
  ): Promise<IntakePayload> {
    return context.act((_actions, reader) =>
      context.services.of(createIntakeService).update(reader, {
        ...withoutNulls(rest),
        // Here null says something: it takes away what is there.
        ...(description === undefined ? {} : { description }),
        ...(dueDate === undefined ? {} : { dueDate }),
        ...(metadata === undefined ? {} : { metadata }),
        ...(assignees === undefined ? {} : { assignees }),
      }),
    );
  }

  @Cost({ spotdraft: 2 })
  @Mutation(() => DeleteIntakePayload, { description: 'Removes an intake.' })
  deleteIntake(
    @Arg('input', () => DeleteIntakeInput, { description: 'Which.' }) input: DeleteIntakeInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteIntakePayload> {
    return context.act(async (_actions, reader) => {
      const service = context.services.of(createIntakeService);
      const { deletedId, userErrors } = await service.delete(reader, input);
      return { intakeId: deletedId, userErrors };
    });
  }
}
