import type { ContractStatus } from '../domain/contract.js';
import { ContractStatusEnum } from './contract-status.enum.js';
import { GraphQLDate } from './date.scalar.js';
import { Field, Float, ID, InputType } from './decorators.js';

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
