import type { Account } from '../domain/opportunity.js';
import { AddressType } from './address.type.js';
import { Field, ID, ObjectType } from './decorators.js';

@ObjectType('Account', { description: 'The company a deal is made with.' })
export class AccountType implements Account {
  @Field(() => ID, { description: '18-character CRM record id.' })
  readonly id!: string;

  @Field(() => String, { description: "The company's name." })
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Website as somebody typed it; not always a URL.',
  })
  readonly website!: string | null;

  @Field(() => String, { nullable: true, description: 'Industry, a CRM picklist value.' })
  readonly industry!: string | null;

  @Field(() => AddressType, {
    nullable: true,
    description: 'Billing address; null when all of it is empty.',
  })
  readonly billingAddress!: AddressType | null;
}
