import { ACCESS_PERMISSIONS } from '../domain/access-grant.js';
import type { AccessGrant } from '../domain/access-grant.js';
import { Field, ID, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';
import { SpotDraftRoleType } from './roles.js';
import { SpotDraftUserType } from './users.js';

/** What costs a call is resolved in contract-types.resolver.ts. */
@ObjectType('ContractType', {
  description: 'A kind of agreement as the workspace defines it, such as NDA or order form.',
})
export class ContractTypeType {
  @Field(() => ID, { description: "SpotDraft's id of the contract type." })
  readonly id!: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
}

export const AccessPermissionEnum = enumValues(ACCESS_PERMISSIONS);

registerEnumType(AccessPermissionEnum, {
  name: 'AccessPermission',
  description: 'What can be allowed with the contracts of a type.',
  valuesConfig: {
    READ: { description: 'Open them.' },
    SUGGEST: { description: 'Suggest changes.' },
    EDIT: { description: 'Change them.' },
    SIGN: { description: 'Sign them.' },
    CREATE: { description: 'Start new ones.' },
  },
});

@ObjectType('AccessGrant', {
  description: 'Somebody who may do something with all contracts of a type.',
})
export class AccessGrantType implements AccessGrant {
  @Field(() => String, { description: "What they may do, in SpotDraft's word." })
  readonly permission!: string;

  @Field(() => String, { description: "What they are, in SpotDraft's word, such as a role." })
  readonly kind!: string;

  @Field(() => ID, { description: 'Id of the user or the role.' })
  readonly subjectId!: string;

  @Field(() => SpotDraftUserType, { nullable: true, description: 'The user, where it is one.' })
  readonly user!: SpotDraftUserType | null;

  @Field(() => SpotDraftRoleType, { nullable: true, description: 'The role, where it is one.' })
  readonly role!: SpotDraftRoleType | null;
}
