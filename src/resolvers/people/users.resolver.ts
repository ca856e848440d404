import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from '../../schema/decorators.js';
import {
  DeactivateUserInput,
  DeactivateUserPayload,
  InviteUserInput,
  SpotDraftUserConnectionType,
  UpdateUserInput,
  UserPayload,
} from '../../schema/users.js';
import type { SpotDraftUserType } from '../../schema/users.js';
import { createUserService } from '../../services/people/users.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

@Resolver()
export class UsersResolver {
  @Cost({ spotdraft: 1 })
  @Query(() => SpotDraftUserConnectionType, {
    description: 'The members of the workspace in SpotDraft, inactive ones among them. Live.',
  })
  async spotdraftUsers(
    @Arg('email', () => String, { nullable: true, description: 'With this address.' })
    email: string | null,
    @Arg('name', () => String, {
      nullable: true,
      description: 'Whose full name begins so, upper and lower case alike.',
    })
    name: string | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<SpotDraftUserType>> {
    await context.admittedReader();
    const request = toPageRequest(args);
    const page = await context.services
      .of(createUserService)
      .list(withoutNulls({ email, name }), request);
    return toConnection(page, request, (user) => user);
  }

  @Cost({ spotdraft: 3 })
  @Mutation(() => UserPayload, {
    description: 'For operators: invites somebody into the workspace in SpotDraft.',
  })
  async inviteUser(
    @Arg('input', () => InviteUserInput, { description: 'Whom to invite.' }) input: InviteUserInput,
    @Ctx() context: RequestContext,
  ): Promise<UserPayload> {
    await context.operator();
    return context.act((_actions, reader) =>
      context.services.of(createUserService).invite(reader, withoutNulls(input)),
    );
  }

  @Cost({ spotdraft: 2 })
  @Mutation(() => UserPayload, {
    description: 'For operators: gives a user of SpotDraft these roles and no others.',
  })
  async updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'Who, and which roles.' })
    input: UpdateUserInput,
    @Ctx() context: RequestContext,
  ): Promise<UserPayload> {
    await context.operator();
    return context.act((_actions, reader) =>
      context.services.of(createUserService).update(reader, input),
    );
  }

  @Cost({ spotdraft: 1 })
  @Mutation(() => DeactivateUserPayload, {
    description:
      'For operators: a user of SpotDraft may act there no more. What they did stays theirs.',
  })
  async deactivateUser(
    @Arg('input', () => DeactivateUserInput, { description: 'Who.' }) input: DeactivateUserInput,
    @Ctx() context: RequestContext,
  ): Promise<DeactivateUserPayload> {
    await context.operator();
    return context.act((_actions, reader) =>
      context.services.of(createUserService).deactivate(reader, input),
    );
  }
}
