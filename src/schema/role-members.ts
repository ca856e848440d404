import { Field, ID, InputType, ObjectType } from './decorators.js';
import { UserErrorType } from './user-errors.js';
import { SpotDraftUserType } from './users.js';

@InputType('RoleMembersInput', { description: 'A role, and users who join or leave it.' })
export class RoleMembersInput {
  @Field(() => ID, { description: 'The role, as `spotdraftRoles` tells it.' })
  readonly roleId!: string;

  @Field(() => [ID], { description: 'The users, 1 to 100, as `spotdraftUsers` tells them.' })
  readonly userIds!: readonly string[];
}

@ObjectType('RoleMembersPayload', { description: 'Outcome of a change of the members of a role.' })
export class RoleMembersPayload {
  @Field(() => ID, { nullable: true, description: 'The role; null when it was refused.' })
  readonly roleId!: string | null;

  @Field(() => [SpotDraftUserType], {
    nullable: true,
    description:
      'Who was added; null when it was refused, and after a removal, of which SpotDraft says nothing more.',
  })
  readonly members!: readonly SpotDraftUserType[] | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
