import type { SpotDraftUser } from '../domain/spotdraft-user.js';
import { connectionOf } from './connection.js';
import { Cost } from './cost.js';
import { Field, ID, InputType, ObjectType } from './decorators.js';
import { SpotDraftRoleType } from './roles.js';
import { UserErrorType } from './user-errors.js';

@ObjectType('SpotDraftUser', { description: 'A member of the workspace in SpotDraft.' })
export class SpotDraftUserType implements SpotDraftUser {
  @Field(() => ID, { description: "SpotDraft's id of the user." })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'Email address.' })
  readonly email!: string | null;

  @Field(() => String, { description: 'Full name.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'What they are called in the company.' })
  readonly designation!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether they may act in SpotDraft; null where it does not say, as for approvers and in `authorizedUsers`.',
  })
  readonly isActive!: boolean | null;

  @Cost({ entries: 2 })
  @Field(() => [SpotDraftRoleType], {
    nullable: true,
    description: 'Their roles; null where SpotDraft does not say them.',
  })
  readonly roles!: readonly SpotDraftRoleType[] | null;
}

export const SpotDraftUserConnectionType = connectionOf(() => SpotDraftUserType, {
  name: 'SpotDraftUser',
  one: 'user',
  many: 'users',
  description: 'A page of a list of members of the workspace.',
  counting: {},
});

@InputType('InviteUserInput', { description: 'Somebody to invite into the workspace.' })
export class InviteUserInput {
  @Field(() => String, { description: 'First name.' })
  readonly firstName!: string;

  @Field(() => String, { nullable: true, description: 'Last name.' })
  readonly lastName?: string | null;

  @Field(() => String, { description: 'Email address; SpotDraft writes to it.' })
  readonly email!: string;

  @Field(() => String, { nullable: true, description: 'What they are called in the company.' })
  readonly designation?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The roles they get, as `spotdraftRoles` says.',
  })
  readonly roleIds?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key invite once. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType('UpdateUserInput', { description: 'A user and the roles they are to have.' })
export class UpdateUserInput {
  @Field(() => ID, { description: 'The user, as `spotdraftUsers` tells them.' })
  readonly userId!: string;

  @Field(() => [ID], { description: 'All their roles: what is not listed is taken from them.' })
  readonly roleIds!: readonly string[];
}

@InputType('DeactivateUserInput', { description: 'A user who is to act no more.' })
export class DeactivateUserInput {
  @Field(() => ID, { description: 'The user, as `spotdraftUsers` tells them.' })
  readonly userId!: string;
}

@ObjectType('UserPayload', { description: 'Outcome of a change of a user.' })
export class UserPayload {
  @Field(() => SpotDraftUserType, {
    nullable: true,
    description:
      'The user as SpotDraft lists them now; null when it was refused, or while they are not listed.',
  })
  readonly user!: SpotDraftUserType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('DeactivateUserPayload', { description: 'Outcome of `deactivateUser`.' })
export class DeactivateUserPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The user who is deactivated; null when it was refused.',
  })
  readonly userId!: string | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
