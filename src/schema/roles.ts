import type { SpotDraftRole } from '../domain/spotdraft-user.js';
import { Field, ID, ObjectType } from './decorators.js';

@ObjectType('SpotDraftRole', {
  description: 'A role in the workspace: what its members may do in SpotDraft.',
})
export class SpotDraftRoleType implements SpotDraftRole {
  @Field(() => ID, { description: "SpotDraft's id of the role." })
  readonly id!: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  readonly description!: string | null;
}
