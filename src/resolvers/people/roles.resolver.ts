import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Query, Resolver } from '../../schema/decorators.js';
import { RoleMembersInput, RoleMembersPayload } from '../../schema/role-members.js';
import { SpotDraftRoleType } from '../../schema/roles.js';
import { createRoleService } from '../../services/people/roles.js';
import type { RequestContext } from '../server/request-context.js';

@Resolver()
export class RolesResolver {
  @Cost({ spotdraft: 1, entries: 10 })
  @Query(() => [SpotDraftRoleType], { description: 'The roles of the workspace in SpotDraft.' })
  async spotdraftRoles(@Ctx() context: RequestContext): Promise<readonly SpotDraftRoleType[]> {
    await context.referenceData();
    return context.services.of(createRoleService).list();
  }

  @Cost({ spotdraft: 1 })
  @Mutation(() => RoleMembersPayload, {
    description: 'For operators: gives users of SpotDraft a role.',
  })
  async addRoleMembers(
    @Arg('input', () => RoleMembersInput, { description: 'Which role, and to whom.' })
    input: RoleMembersInput,
    @Ctx() context: RequestContext,
  ): Promise<RoleMembersPayload> {
    await context.operator();
    return context.act((_actions, reader) =>
      context.services.of(createRoleService).addMembers(reader, input),
    );
  }

  @Cost({ spotdraft: 1 })
  @Mutation(() => RoleMembersPayload, {
    description: 'For operators: takes a role from users of SpotDraft. The role stays.',
  })
  async removeRoleMembers(
    @Arg('input', () => RoleMembersInput, { description: 'Which role, and from whom.' })
    input: RoleMembersInput,
    @Ctx() context: RequestContext,
  ): Promise<RoleMembersPayload> {
    await context.operator();
    return context.act((_actions, reader) =>
      context.services.of(createRoleService).removeMembers(reader, input),
    );
  }
}
