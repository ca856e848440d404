import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import type { ContractStatus } from '../domain/contract.js';
import type { Money } from '../domain/money.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { OPPORTUNITY_ORDERS } from '../domain/opportunity.js';
import type { Account, Address, CrmUser, Opportunity } from '../domain/opportunity.js';
import { ContractStatusEnum } from './contracts.js';
import { GraphQLDate } from './date.scalar.js';
import { connectionOf } from './connection.js';
import { Field, Float, ID, InputType, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

export const OpportunityOrderEnum = enumValues(OPPORTUNITY_ORDERS);

registerEnumType(OpportunityOrderEnum, {
  name: 'OpportunityOrder',
  description: 'The order of a list of deals. Deals that are equal in it are ordered by id.',
  valuesConfig: {
    CLOSE_DATE_ASC: { description: 'The earliest close date first. The default.' },
    CLOSE_DATE_DESC: { description: 'The latest close date first.' },
    AMOUNT_DESC: {
      description:
        'The largest amount first, as the CRM compares amounts: those of several currencies by what they are worth. With dated exchange rates, it gives the first 2,000 in order and no more.',
    },
    NAME_ASC: { description: 'By name.' },
    UPDATED_AT_DESC: { description: 'The most recently changed first.' },
  },
});

@InputType('OpportunityFilter', {
  description:
    'Which deals to list. What is absent or null does not restrict; all of the rest holds.',
})
export class OpportunityFilterInput {
  @Field(() => String, { nullable: true, description: 'Text in the name of the deal or account.' })
  readonly search?: string | null;

  @Field(() => [String], { nullable: true, description: 'In one of these stages.' })
  readonly stageName?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Owned by this CRM user.' })
  readonly ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'With this account.' })
  readonly accountId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Closed, or still open.' })
  readonly isClosed?: boolean | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Closing on this date or later.' })
  readonly closeDateFrom?: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Closing on this date or earlier.' })
  readonly closeDateTo?: string | null;

  @Field(() => Float, { nullable: true, description: 'Of this amount or more.' })
  readonly amountFrom?: number | null;

  @Field(() => Float, { nullable: true, description: 'Of this amount or less.' })
  readonly amountTo?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'With any contract, or with none.' })
  readonly hasContract?: boolean | null;

  @Field(() => [ContractStatusEnum], {
    nullable: true,
    description: 'With a contract in one of these statuses.',
  })
  readonly contractStatus?: ContractStatus[] | null;
}

@ObjectType('Money', {
  description: 'An amount as the system that owns it states it: never converted and never rounded.',
})
export class MoneyType implements Money {
  @Field(() => Float, { description: 'The amount in units of the currency, not in cents.' })
  readonly value!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'ISO 4217 code. Null where the CRM has a single currency and nobody configured which one.',
  })
  readonly currency!: string | null;
}

@ObjectType('Address', { description: 'A postal address as the CRM holds it.' })
export class AddressType implements Address {
  @Field(() => String, {
    nullable: true,
    description: 'Street and number; may have several lines.',
  })
  readonly street!: string | null;

  @Field(() => String, { nullable: true, description: 'City or town.' })
  readonly city!: string | null;

  @Field(() => String, { nullable: true, description: 'State, province or region.' })
  readonly state!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  readonly postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Country, as a name or a code.' })
  readonly country!: string | null;
}

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

@ObjectType('User', { description: 'A user of the CRM.' })
export class UserType implements CrmUser {
  @Field(() => ID, { description: '18-character CRM record id.' })
  readonly id!: string;

  @Field(() => String, { description: 'Full name.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Email address.' })
  readonly email!: string | null;
}

/** `contracts` is resolved in opportunity-fields.resolver.ts. */
@ObjectType('Opportunity', {
  description: 'A deal in the CRM, as the caller may see it.',
})
export class OpportunityType implements Opportunity {
  @Field(() => ID, { description: '18-character CRM record id.' })
  readonly id!: OpportunityId;

  @Field(() => String, { description: 'Name of the deal.' })
  readonly name!: string;

  @Field(() => String, { description: 'Stage, a CRM picklist value such as `Negotiation`.' })
  readonly stageName!: string;

  @Field(() => MoneyType, { nullable: true, description: 'Value of the deal.' })
  readonly amount!: MoneyType | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Expected or actual close date.' })
  readonly closeDate!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Likelihood of winning in percent, as in the CRM: 75 means 75 %.',
  })
  readonly probability!: number | null;

  @Field(() => Boolean, { description: 'Whether the deal is closed, won or lost.' })
  readonly isClosed!: boolean;

  @Field(() => Boolean, { description: 'Whether the deal is won.' })
  readonly isWon!: boolean;

  @Field(() => UserType, { nullable: true, description: 'Who is responsible for the deal.' })
  readonly owner!: UserType | null;

  @Field(() => AccountType, { nullable: true, description: 'The company the deal is made with.' })
  readonly account!: AccountType | null;

  @Field(() => GraphQLURL, { description: 'Opens the deal in the CRM.' })
  readonly url!: string;

  @Field(() => GraphQLDateTime, { description: 'When the deal was created.' })
  readonly createdAt!: string;

  @Field(() => GraphQLDateTime, { description: 'When the deal was last changed.' })
  readonly updatedAt!: string;
}

export const OpportunityConnectionType = connectionOf(() => OpportunityType, {
  name: 'Opportunity',
  one: 'deal',
  many: 'deals',
  description: 'A page of a list of deals.',
  counting: { salesforce: 1 },
});
