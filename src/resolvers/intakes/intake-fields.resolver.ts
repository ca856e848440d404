import type { IntakeDetails } from '../../domain/intake.js';
import { Cost } from '../../schema/cost.js';
import { Ctx, FieldResolver, Resolver, Root } from '../../schema/decorators.js';
import {
  IntakeAssigneeType,
  IntakeAttachmentType,
  IntakeTaskType,
  IntakeType,
} from '../../schema/intakes.js';
import type { Services } from '../../services/create-services.js';
import { createIntakeService } from '../../services/intakes/intakes.js';
import type { RequestContext } from '../server/request-context.js';

type Details = Pick<IntakeDetails, 'assignees' | 'collaborators' | 'tasks' | 'attachments'>;

/** A read of each request: what SpotDraft shows depends on who asks. */
const reads = new WeakMap<
  RequestContext,
  (services: Services, id: string) => Promise<IntakeDetails | null>
>();

function readOf(context: RequestContext) {
  const known = reads.get(context);
  if (known !== undefined) return known;
  const reader = context.reader();
  const read = (services: Services, id: string) => services.of(createIntakeService).get(reader, id);
  reads.set(context, read);
  return read;
}

/** What a list does not tell is read when it is asked for, once an intake. */
async function detailsOf(
  intake: IntakeType & Partial<Details>,
  context: RequestContext,
): Promise<Partial<Details>> {
  if (intake.attachments !== undefined) return intake;
  return (await context.loaders.part(readOf(context)).load(intake.id)) ?? {};
}

@Resolver(() => IntakeType)
export class IntakeFieldsResolver {
  @Cost({ spotdraft: 1, entries: 2 })
  @FieldResolver(() => [IntakeAssigneeType], {
    nullable: true,
    description:
      'Who has to see to it. Live; null, with an error, when SpotDraft can not be asked.',
  })
  async assignees(
    @Root() intake: IntakeType,
    @Ctx() context: RequestContext,
  ): Promise<readonly IntakeAssigneeType[] | null> {
    return (await detailsOf(intake, context)).assignees ?? null;
  }

  @Cost({ spotdraft: 1, entries: 2 })
  @FieldResolver(() => [IntakeAssigneeType], {
    nullable: true,
    description: 'Who helps; read with the assignees.',
  })
  async collaborators(
    @Root() intake: IntakeType,
    @Ctx() context: RequestContext,
  ): Promise<readonly IntakeAssigneeType[] | null> {
    return (await detailsOf(intake, context)).collaborators ?? null;
  }

  @Cost({ spotdraft: 1, entries: 2 })
  @FieldResolver(() => [IntakeTaskType], {
    nullable: true,
    description: 'Tasks that belong to it; read with the assignees.',
  })
  async tasks(
    @Root() intake: IntakeType,
    @Ctx() context: RequestContext,
  ): Promise<readonly IntakeTaskType[] | null> {
    return (await detailsOf(intake, context)).tasks ?? null;
  }

  @Cost({ spotdraft: 1, entries: 2 })
  @FieldResolver(() => [IntakeAttachmentType], {
    nullable: true,
    description: 'Its files; read with the assignees.',
  })
  async attachments(
    @Root() intake: IntakeType,
    @Ctx() context: RequestContext,
  ): Promise<readonly IntakeAttachmentType[] | null> {
    return (await detailsOf(intake, context)).attachments ?? null;
  }
}
