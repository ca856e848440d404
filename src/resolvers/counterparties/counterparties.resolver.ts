import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import { Cost } from '../../schema/cost.js';
import {
  CounterpartyConnectionType,
  CounterpartyPayload,
  CounterpartyType,
  CreateCounterpartyInput,
  UpdateCounterpartyInput,
} from '../../schema/counterparties.js';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from '../../schema/decorators.js';
import { createCounterpartyService } from '../../services/counterparties/counterparties.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

@Resolver()
export class CounterpartiesResolver {
  @Cost({ spotdraft: 1 })
  @Query(() => CounterpartyConnectionType, {
    description: 'The other sides of contracts that the workspace knows. Live.',
  })
  async counterparties(
    @Arg('email', () => String, {
      nullable: true,
      description: 'With a contact of exactly this address; all when absent.',
    })
    email: string | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<CounterpartyType>> {
    await context.admittedReader();
    const request = toPageRequest(args);
    const page = await context.services.of(createCounterpartyService).list(email, request);
    return toConnection(page, request, (counterparty) => counterparty);
  }

  @Cost({ spotdraft: 1 })
  @Query(() => CounterpartyType, {
    nullable: true,
    description: 'One counterparty; null when unknown. Live.',
  })
  async counterparty(
    @Arg('id', () => ID, { description: "SpotDraft's id of the counterparty." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<CounterpartyType | null> {
    await context.admittedReader();
    return context.services.of(createCounterpartyService).get(id);
  }

  @Cost({ spotdraft: 2 })
  @Mutation(() => CounterpartyPayload, { description: 'Enters a counterparty in SpotDraft.' })
  async createCounterparty(
    @Arg('input', () => CreateCounterpartyInput, { description: 'The counterparty.' })
    input: CreateCounterpartyInput,
    @Ctx() context: RequestContext,
  ): Promise<CounterpartyPayload> {
    await context.admittedReader();
    const { primaryAddress, ...rest } = withoutNulls(input);
    return context.act((_actions, reader) =>
      context.services.of(createCounterpartyService).create(reader, {
        ...rest,
        ...(primaryAddress === undefined ? {} : { primaryAddress: withoutNulls(primaryAddress) }),
      }),
    );
  }

  @Cost({ spotdraft: 1 })
  @Mutation(() => CounterpartyPayload, {
    description: 'Changes the name, the brand or own fields of a counterparty.',
  })
  async updateCounterparty(
    @Arg('input', () => UpdateCounterpartyInput, { description: 'Which, and what changes.' })
    input: UpdateCounterpartyInput,
    @Ctx() context: RequestContext,
  ): Promise<CounterpartyPayload> {
    await context.admittedReader();
    return context.act((_actions, reader) =>
      context.services.of(createCounterpartyService).update(reader, withoutNulls(input)),
    );
  }
}
