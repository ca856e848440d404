import { INVITATION_PERMISSIONS } from '../domain/invitation.js';
import type { InvitationPermission } from '../domain/invitation.js';
import { Field, ID, InputType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

const InvitationPermissionEnum = enumValues(INVITATION_PERMISSIONS);

registerEnumType(InvitationPermissionEnum, {
  name: 'InvitationPermission',
  description: 'What somebody who is invited to a contract may do with it.',
  valuesConfig: {
    READ: { description: 'Open it.' },
    SUGGEST: { description: 'Suggest changes.' },
    EDIT: { description: 'Change it.' },
    SIGN: { description: 'Sign it.' },
  },
});

@InputType('InvitationInput', {
  description: 'Whom to invite: one user, all of a role, or somebody new by their address.',
})
export class InvitationInput {
  @Field(() => InvitationPermissionEnum, { description: 'What they may do.' })
  readonly permission!: InvitationPermission;

  @Field(() => ID, { nullable: true, description: 'A member of the workspace.' })
  readonly userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Everybody of a role.' })
  readonly roleId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Somebody who is no member yet: SpotDraft invites them to the workspace as well.',
  })
  readonly email?: string | null;

  @Field(() => String, { nullable: true, description: 'Their name; with `email` alone.' })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: 'What to tell them.' })
  readonly note?: string | null;
}

@InputType('InviteToContractInput', { description: 'A contract, and whom to invite to it.' })
export class InviteToContractInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => [InvitationInput], { description: 'Whom to invite, 1 to 50.' })
  readonly invitations!: readonly InvitationInput[];

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key invite once. Without it, repeats within a minute do, also after an invitation was taken back.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType('UninviteFromContractInput', {
  description:
    'A contract, and who is no longer invited: exactly one of `userId`, `roleId` and `everyone`.',
})
export class UninviteFromContractInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => ID, { nullable: true, description: 'A user.' })
  readonly userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A role.' })
  readonly roleId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'All who were invited, users and roles.' })
  readonly everyone?: boolean | null;
}
