import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import { Cost } from '../../schema/cost.js';
import { CounterpartyType } from '../../schema/counterparties.js';
import {
  CounterpartyContactConnectionType,
  CounterpartyContactPayload,
  CounterpartyContactsPayload,
  CreateCounterpartyContactInput,
  DeleteCounterpartyContactInput,
  DeleteCounterpartyContactPayload,
  UpdateCounterpartyContactInput,
  UpdateCounterpartyContactsInput,
} from '../../schema/counterparty-contacts.js';
import type { CounterpartyContactType } from '../../schema/counterparty-contacts.js';
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  Mutation,
  Resolver,
  Root,
} from '../../schema/decorators.js';
import { createCounterpartyContactService } from '../../services/counterparties/counterparty-contacts.js';
import type { Services } from '../../services/create-services.js';
import type { PageRequest } from '../../services/paging/page.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

const contactsOf = (
  services: Services,
  { id, request }: { readonly id: string; readonly request: PageRequest },
) => services.of(createCounterpartyContactService).list(id, request);

@Resolver(() => CounterpartyType)
export class CounterpartyContactsResolver {
  @Cost({ spotdraft: 1 })
  @FieldResolver(() => CounterpartyContactConnectionType, {
    nullable: true,
    description: 'Whom to write to there. Live.',
  })
  async contacts(
    @Root() { id }: CounterpartyType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<CounterpartyContactType>> {
    const request = toPageRequest(args);
    const page = await context.loaders.part(contactsOf).load({ id, request });
    return toConnection(page, request, (contact) => contact);
  }

  @Cost({ spotdraft: 2 })
  @Mutation(() => CounterpartyContactPayload, {
    description: 'Enters a contact of a counterparty.',
  })
  async createCounterpartyContact(
    @Arg('input', () => CreateCounterpartyContactInput, { description: 'Who, and of which.' })
    input: CreateCounterpartyContactInput,
    @Ctx() context: RequestContext,
  ): Promise<CounterpartyContactPayload> {
    await context.admittedReader();
    return context.act((_actions, reader) =>
      context.services.of(createCounterpartyContactService).create(reader, withoutNulls(input)),
    );
  }

  @Cost({ spotdraft: 1 })
  @Mutation(() => CounterpartyContactPayload, { description: 'Changes a contact.' })
  async updateCounterpartyContact(
    @Arg('input', () => UpdateCounterpartyContactInput, { description: 'Who, and what changes.' })
    input: UpdateCounterpartyContactInput,
    @Ctx() context: RequestContext,
  ): Promise<CounterpartyContactPayload> {
    await context.admittedReader();
    return context.act((_actions, reader) =>
      context.services.of(createCounterpartyContactService).update(reader, withoutNulls(input)),
    );
  }

  @Cost({ spotdraft: 1 })
  @Mutation(() => CounterpartyContactsPayload, {
    description: 'Changes several contacts of a counterparty at once.',
  })
  async updateCounterpartyContacts(
    @Arg('input', () => UpdateCounterpartyContactsInput, { description: 'Who, and what changes.' })
    input: UpdateCounterpartyContactsInput,
    @Ctx() context: RequestContext,
  ): Promise<CounterpartyContactsPayload> {
    await context.admittedReader();
    const { counterpartyId, contacts } = input;
    return context.act((_actions, reader) =>
      context.services
        .of(createCounterpartyContactService)
        .updateAll(reader, { counterpartyId, contacts: contacts.map(withoutNulls) }),
    );
  }

  @Cost({ spotdraft: 1 })
  @Mutation(() => DeleteCounterpartyContactPayload, { description: 'Deletes a contact.' })
  async deleteCounterpartyContact(
    @Arg('input', () => DeleteCounterpartyContactInput, { description: 'Who, and of which.' })
    input: DeleteCounterpartyContactInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteCounterpartyContactPayload> {
    await context.admittedReader();
    return context.act((_actions, reader) =>
      context.services.of(createCounterpartyContactService).delete(reader, input),
    );
  }
}
