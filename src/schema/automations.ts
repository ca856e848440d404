import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from './decorators.js';
import { Sentence } from './sentence.js';
import { UserErrorType } from './user-errors.js';

@ObjectType('AutomationRule', {
  description: 'A rule of the mapping file by which contracts are made by themselves.',
})
export class AutomationRuleType {
  @Field(() => ID, { description: 'Template of the contracts.' })
  readonly templateId!: string;

  @Field(() => String, { description: 'When a deal is ready: the expression of the file.' })
  readonly when!: string;

  @Field(() => Boolean, { description: 'Whether contracts go to the counterparties at once.' })
  readonly send!: boolean;

  @Field(() => String, { description: 'Where it stands: `file:line:column`.' })
  readonly where!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was first held against the deals; null before.',
  })
  readonly since!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether it makes contracts. Until then it finds out which deals were ready before it came.',
  })
  readonly isActive!: boolean;
}

@ObjectType('ContractProblem', {
  description: 'A deal that is ready for a contract which could not be made yet.',
})
export class ContractProblemType {
  @Field(() => ID, { description: 'The deal.' })
  readonly opportunityId!: string;

  @Field(() => ID, { description: 'Template of the contract.' })
  readonly templateId!: string;

  @Field(() => Boolean, {
    description:
      'True when it is tried again by itself, because a system did not answer; false when the deal has to change.',
  })
  readonly isWaiting!: boolean;

  @Sentence()
  @Field(() => String, {
    description: 'Why, in plain words; empty where nothing is wrong with it.',
  })
  readonly text!: string;
}

@ObjectType('Automations', { description: 'Contracts that are made by themselves.' })
export class AutomationsType {
  @Field(() => [AutomationRuleType], { description: 'The rules of the mapping file.' })
  readonly rules!: readonly AutomationRuleType[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the deals that changed were last looked at; null before the first time.',
  })
  readonly sweptAt!: Date | null;

  @Sentence()
  @Field(() => String, { nullable: true, description: 'Why the last look failed; null when not.' })
  readonly lastError!: string | null;

  @Field(() => Int, { description: 'Deals whose contract could not be made yet.' })
  readonly openCount!: number;

  @Field(() => [ContractProblemType], { description: 'The first of them, by the ids of deals.' })
  readonly problems!: readonly ContractProblemType[];
}

@ObjectType('RenewalRule', {
  description: 'A rule of the mapping file by which deals are made before contracts end.',
})
export class RenewalRuleType {
  @Field(() => ID, { description: 'Contract type that it is for.' })
  readonly typeId!: string;

  @Field(() => Int, { description: 'Days before the end from which on the deal is due.' })
  readonly noticeDays!: number;

  @Field(() => String, { description: 'When a contract ends: the expression of the file.' })
  readonly endDate!: string;

  @Field(() => String, { description: 'Where it stands: `file:line:column`.' })
  readonly where!: string;
}

@ObjectType('RenewalProblem', {
  description: 'A contract that gets no renewal before a person acts.',
})
export class RenewalProblemType {
  @Field(() => ID, { description: 'The contract.' })
  readonly contractId!: string;

  @Field(() => Boolean, {
    description: 'True when nobody says when it ends; false when its deal could not be made.',
  })
  readonly isUndated!: boolean;

  @Sentence()
  @Field(() => String, { description: 'Why, in plain words.' })
  readonly reason!: string;
}

@ObjectType('Renewals', { description: 'Deals that are made before contracts end.' })
export class RenewalsType {
  @Field(() => [RenewalRuleType], { description: 'The rules of the mapping file.' })
  readonly rules!: readonly RenewalRuleType[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When all executed contracts were last gone over; null before the first time.',
  })
  readonly passedAt!: Date | null;

  @Sentence()
  @Field(() => String, { nullable: true, description: 'Why the last look failed; null when not.' })
  readonly lastError!: string | null;

  @Field(() => Int, { description: 'Deals that were made.' })
  readonly made!: number;

  @Field(() => Int, { description: 'Executed contracts that nobody says the end of.' })
  readonly undated!: number;

  @Field(() => Int, { description: 'Contracts whose renewal could not be made.' })
  readonly failed!: number;

  @Field(() => [RenewalProblemType], {
    description: 'The first contracts without an end, and those that failed.',
  })
  readonly problems!: readonly RenewalProblemType[];
}

@InputType('DealsChangedInput', { description: 'Deals that somebody knows to have changed.' })
export class DealsChangedInput {
  @Field(() => [ID], { description: 'CRM record ids, 15 or 18 characters; 200 at most.' })
  readonly opportunityIds!: string[];
}

@ObjectType('DealsChangedPayload', { description: 'Outcome of `dealsChanged`.' })
export class DealsChangedPayload {
  @Field(() => Int, {
    description: 'How many of the deals are looked at; those that the caller does not see are not.',
  })
  readonly accepted!: number;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
