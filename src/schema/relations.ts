import { CONTRACT_RELATIONS } from '../domain/related-contract.js';
import type { ContractRelation } from '../domain/related-contract.js';
import { connectionOf } from './connection.js';
import { ContractObjectType } from './contracts.js';
import { Field, ID, InputType, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

const ContractRelationEnum = enumValues(CONTRACT_RELATIONS);

registerEnumType(ContractRelationEnum, {
  name: 'ContractRelation',
  description: 'What a contract is of another one.',
  valuesConfig: {
    CHILD: { description: 'It belongs to the other contract, such as an order form to its terms.' },
    ADDENDUM: { description: 'It adds to the other contract.' },
    AMENDMENT: { description: 'It changes the other contract.' },
    PARENT: { description: 'The other contract belongs to it.' },
  },
});

@ObjectType('RelatedContract', { description: 'Another contract, and what it is of this one.' })
export class RelatedContractType {
  @Field(() => ID, { description: 'Number of the relation in SpotDraft.' })
  readonly relationId!: string;

  @Field(() => String, {
    description:
      "What `contract` is of this one, as `ContractRelation`, or SpotDraft's own word where it sends something new.",
  })
  readonly relation!: string;

  @Field(() => ContractObjectType, { description: 'The other contract.' })
  readonly contract!: ContractObjectType;
}

export const RelatedContractConnectionType = connectionOf(() => RelatedContractType, {
  name: 'RelatedContract',
  one: 'related contract',
  many: 'related contracts',
  description: 'A page of the contracts that one is related to.',
  counting: {},
});

@InputType('RelateContractsInput', { description: 'Two contracts, and what one is of the other.' })
export class RelateContractsInput {
  @Field(() => ID, { description: 'The one contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => ID, { description: 'The other one.' })
  readonly relatedContractId!: string;

  @Field(() => ContractRelationEnum, { description: 'What the other one is of the first.' })
  readonly relation!: ContractRelation;

  @Field(() => String, {
    nullable: true,
    description:
      'Any text of your own, up to 200 characters. The same key never makes a second relation; without it, the same request within a minute does not.',
  })
  readonly idempotencyKey?: string | null;
}
