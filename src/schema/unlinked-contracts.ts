import type { ContractId } from '../domain/contract-id.js';
import { connectionOf } from './connection.js';
import { ContractObjectType } from './contracts.js';
import { OpportunityType } from './deals.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { Sentence } from './sentence.js';

@ObjectType('LinkSuggestion', {
  description:
    'A deal that a contract may belong to. Nothing is linked by it: `linkContract` is the only way.',
})
export class LinkSuggestionType {
  @Field(() => OpportunityType, { description: 'The deal, as the caller may see it.' })
  readonly opportunity!: OpportunityType;

  @Field(() => Float, {
    description:
      'How much speaks for it, 0 to 1. It orders the suggestions; it is no probability, and never 1.',
  })
  readonly score!: number;

  @Sentence()
  @Field(() => [String], {
    description:
      'Why, in plain words: what counts most first, what speaks against it last. They quote the contract and the CRM.',
  })
  readonly reasons!: readonly string[];
}

@ObjectType('ContractSuggestion', {
  description:
    'A contract of no deal that may belong to a deal. Nothing is linked by it: `linkContract` is the only way.',
})
export class ContractSuggestionType {
  @Field(() => ContractObjectType, { description: 'The contract.' })
  readonly contract!: ContractObjectType;

  @Field(() => Float, {
    description:
      'How much speaks for it, 0 to 1. It orders the suggestions; it is no probability, and never 1.',
  })
  readonly score!: number;

  @Field(() => [String], {
    description:
      'Why, in plain words: what counts most first, what speaks against it last. They quote the contract and the CRM.',
  })
  readonly reasons!: readonly string[];
}

/** `suggestions` is resolved in unlinked-contracts.resolver.ts. */
@ObjectType('UnlinkedContract', { description: 'A contract that belongs to no deal.' })
export class UnlinkedContractType {
  readonly id!: ContractId;

  @Field(() => ContractObjectType, { description: 'The contract.' })
  readonly contract!: ContractObjectType;
}

export const UnlinkedContractConnectionType = connectionOf(() => UnlinkedContractType, {
  name: 'UnlinkedContract',
  one: 'contract',
  many: 'contracts',
  description: 'A page of contracts that belong to no deal.',
  counting: {},
});

@ObjectType('LinkCoverage', {
  description: 'How many contracts are linked to a deal. Deleted ones are not among them.',
})
export class LinkCoverageType {
  @Field(() => Int, { description: 'Contracts that are linked to a deal.' })
  readonly linked!: number;

  @Field(() => Int, { description: 'All contracts.' })
  readonly all!: number;
}
