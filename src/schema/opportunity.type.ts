import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { Opportunity } from '../domain/opportunity.js';
import { AccountType } from './account.type.js';
import { GraphQLDate } from './date.scalar.js';
import { Field, Float, ID, ObjectType } from './decorators.js';
import { MoneyType } from './money.type.js';
import { UserType } from './user.type.js';

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
