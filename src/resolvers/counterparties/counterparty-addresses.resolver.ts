import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import { Cost } from '../../schema/cost.js';
import { CounterpartyType } from '../../schema/counterparties.js';
import {
  CounterpartyAddressConnectionType,
  CounterpartyAddressPayload,
  CreateCounterpartyAddressInput,
  UpdateCounterpartyAddressInput,
} from '../../schema/counterparty-addresses.js';
import type { CounterpartyAddressType } from '../../schema/counterparty-addresses.js';
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  Mutation,
  Resolver,
  Root,
} from '../../schema/decorators.js';
import { createCounterpartyAddressService } from '../../services/counterparties/counterparty-addresses.js';
import type { Services } from '../../services/create-services.js';
import type { PageRequest } from '../../services/paging/page.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

const addressesOf = (
  services: Services,
  { id, request }: { readonly id: string; readonly request: PageRequest },
) => services.of(createCounterpartyAddressService).list(id, request);

@Resolver(() => CounterpartyType)
export class CounterpartyAddressesResolver {
  @Cost({ spotdraft: 1 })
  @FieldResolver(() => CounterpartyAddressConnectionType, {
    nullable: true,
    description: 'Where it is. Live.',
  })
  async addresses(
    @Root() { id }: CounterpartyType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<CounterpartyAddressType>> {
    const request = toPageRequest(args);
    const page = await context.loaders.part(addressesOf).load({ id, request });
    return toConnection(page, request, (address) => address);
  }

  @Cost({ spotdraft: 2 })
  @Mutation(() => CounterpartyAddressPayload, {
    description: 'Enters another address of a counterparty.',
  })
  async createCounterpartyAddress(
    @Arg('input', () => CreateCounterpartyAddressInput, { description: 'Where, and of which.' })
    input: CreateCounterpartyAddressInput,
    @Ctx() context: RequestContext,
  ): Promise<CounterpartyAddressPayload> {
    await context.admittedReader();
    return context.act((_actions, reader) =>
      context.services.of(createCounterpartyAddressService).create(reader, withoutNulls(input)),
    );
  }

  @Cost({ spotdraft: 1 })
  @Mutation(() => CounterpartyAddressPayload, {
    description: 'Changes an address, or makes it the main one.',
  })
  async updateCounterpartyAddress(
    @Arg('input', () => UpdateCounterpartyAddressInput, { description: 'Which, and what changes.' })
    input: UpdateCounterpartyAddressInput,
    @Ctx() context: RequestContext,
  ): Promise<CounterpartyAddressPayload> {
    await context.admittedReader();
    return context.act((_actions, reader) =>
      context.services.of(createCounterpartyAddressService).update(reader, withoutNulls(input)),
    );
  }
}
