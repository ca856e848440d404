import { GraphQLDateTime } from 'graphql-scalars';
import type { ContractStatus } from '../domain/contract.js';
import { ContractStatusEnum } from './contract-status.enum.js';
import { Field, ID, InputType } from './decorators.js';

@InputType('ContractFilter', {
  description:
    'Which contracts to list. What is absent or null does not restrict; all of the rest holds.',
})
export class ContractFilterInput {
  @Field(() => [ContractStatusEnum], { nullable: true, description: 'In one of these statuses.' })
  readonly status?: ContractStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this contract type.' })
  readonly typeId?: string | null;

  @Field(() => String, { nullable: true, description: 'Text in the name or the counterparty.' })
  readonly search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Linked to this deal.' })
  readonly opportunityId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Linked to any deal, or to none.' })
  readonly linked?: boolean | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Changed at this time or later.' })
  readonly updatedSince?: Date | null;
}
