import type { CrmUser } from '../domain/opportunity.js';
import { Field, ID, ObjectType } from './decorators.js';

@ObjectType('User', { description: 'A user of the CRM.' })
export class UserType implements CrmUser {
  @Field(() => ID, { description: '18-character CRM record id.' })
  readonly id!: string;

  @Field(() => String, { description: 'Full name.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Email address.' })
  readonly email!: string | null;
}
