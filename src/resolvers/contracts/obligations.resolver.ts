import type { Reader } from '../../auth/caller.js';
import type { ContractId } from '../../domain/contract-id.js';
import { ContractObjectType } from '../../schema/contracts.js';
import { Cost } from '../../schema/cost.js';
import {
  Arg,
  Ctx,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
} from '../../schema/decorators.js';
import {
  CreateObligationInput,
  CreateObligationsInput,
  DeleteObligationInput,
  DeleteObligationPayload,
  ObligationObjectType,
  ObligationPayload,
  ObligationsPayload,
  ObligationTypeType,
  UpdateObligationInput,
  UpdateObligationsInput,
} from '../../schema/obligations.js';
import { numberedPart } from '../../services/contracts/numbered-part.js';
import { createObligationService } from '../../services/contracts/obligations.js';
import type { ObligationService, ObligationsResult } from '../../services/contracts/obligations.js';
import type { Services } from '../../services/create-services.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutAnyNulls } from '../without-nulls.js';

const obligationsOf = (services: Services, id: ContractId) =>
  services.of(createObligationService).list(id);

@Resolver(() => ContractObjectType)
export class ObligationsResolver {
  @Cost({ spotdraft: 1, entries: 5 })
  @FieldResolver(() => [ObligationObjectType], {
    nullable: true,
    description:
      'What it obliges people to do. Live; null, with an error, for historical contracts and when SpotDraft can not be asked.',
  })
  obligations(
    @Root() contract: ContractObjectType,
    @Ctx() context: RequestContext,
  ): Promise<readonly ObligationObjectType[]> {
    return context.loaders.part(obligationsOf).load(numberedPart(contract));
  }

  @Cost({ spotdraft: 1, entries: 20 })
  @Query(() => [ObligationTypeType], {
    description: 'The kinds of obligation that the workspace uses.',
  })
  async obligationTypes(@Ctx() context: RequestContext): Promise<readonly ObligationTypeType[]> {
    await context.referenceData();
    return context.services.of(createObligationService).types();
  }

  @Cost({ spotdraft: 3, salesforce: 2 })
  @Mutation(() => ObligationPayload, { description: 'Writes down an obligation of a contract.' })
  createObligation(
    @Arg('input', () => CreateObligationInput, { description: 'The obligation.' })
    input: CreateObligationInput,
    @Ctx() context: RequestContext,
  ): Promise<ObligationPayload> {
    return actOnOne(context, (service, reader) => service.create(reader, withoutAnyNulls(input)));
  }

  @Cost({ spotdraft: 3, salesforce: 2 })
  @Mutation(() => ObligationsPayload, {
    description: 'Writes down several obligations of a contract at once.',
  })
  createObligations(
    @Arg('input', () => CreateObligationsInput, { description: 'The obligations.' })
    input: CreateObligationsInput,
    @Ctx() context: RequestContext,
  ): Promise<ObligationsPayload> {
    return act(context, (service, reader) => service.createSeveral(reader, withoutAnyNulls(input)));
  }

  @Cost({ spotdraft: 2, salesforce: 2 })
  @Mutation(() => ObligationPayload, { description: 'Changes an obligation of a contract.' })
  updateObligation(
    @Arg('input', () => UpdateObligationInput, { description: 'Which, and what is new.' })
    input: UpdateObligationInput,
    @Ctx() context: RequestContext,
  ): Promise<ObligationPayload> {
    return actOnOne(context, (service, reader) => service.update(reader, withoutAnyNulls(input)));
  }

  @Cost({ spotdraft: 2, salesforce: 2 })
  @Mutation(() => ObligationsPayload, {
    description: 'Changes several obligations of a contract at once.',
  })
  updateObligations(
    @Arg('input', () => UpdateObligationsInput, { description: 'Which, and what is new.' })
    input: UpdateObligationsInput,
    @Ctx() context: RequestContext,
  ): Promise<ObligationsPayload> {
    return act(context, (service, reader) => service.updateSeveral(reader, withoutAnyNulls(input)));
  }

  @Cost({ spotdraft: 2, salesforce: 2 })
  @Mutation(() => DeleteObligationPayload, { description: 'Removes an obligation of a contract.' })
  deleteObligation(
    @Arg('input', () => DeleteObligationInput, { description: 'Which.' })
    input: DeleteObligationInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteObligationPayload> {
    return act(context, async (service, reader) => {
      const { deletedId, userErrors } = await service.delete(reader, input);
      return { obligationId: deletedId, userErrors };
    });
  }
}

/** One read answers for all obligations of a request. */
const typesOf = (services: Services) => services.of(createObligationService).types();

@Resolver(() => ObligationObjectType)
export class ObligationTypeFieldResolver {
  @Cost({ spotdraft: 0.1 })
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Name of its type; null where the workspace does not use the type any more.',
  })
  async type(
    @Root() { obligationTypeId }: ObligationObjectType,
    @Ctx() context: RequestContext,
  ): Promise<string | null> {
    if (obligationTypeId === null) return null;
    const types = await context.loaders.part(typesOf).load('all');
    return types.find(({ id }) => id === obligationTypeId)?.name ?? null;
  }
}

function act<Result>(
  context: RequestContext,
  call: (service: ObligationService, reader: Reader) => Promise<Result>,
): Promise<Result> {
  return context.act((_actions, reader) =>
    call(context.services.of(createObligationService), reader),
  );
}

async function actOnOne(
  context: RequestContext,
  call: (service: ObligationService, reader: Reader) => Promise<ObligationsResult>,
): Promise<ObligationPayload> {
  const { obligations, userErrors } = await act(context, call);
  return { obligation: obligations[0] ?? null, userErrors };
}
