import { GraphQLDateTime, GraphQLJSONObject, GraphQLURL } from 'graphql-scalars';
import type { ContractId } from '../domain/contract-id.js';
import type { Contract, ContractKind, ContractStatus } from '../domain/contract.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { ContractKindEnum } from './contract-kind.enum.js';
import { ContractStatusEnum } from './contract-status.enum.js';
import { ContractTypeType } from './contract-type.type.js';
import { Field, ID, ObjectType } from './decorators.js';

/** What is not a property here is resolved in contract-fields.resolver.ts: `opportunity`, `recipients`, `actions` and more. */
@ObjectType('Contract', {
  description:
    'A contract in SpotDraft. Visible to whoever can read the deal it is linked to; while it is linked to none, to keys of role `service` and `admin`.',
})
export class ContractObjectType implements Contract {
  @Field(() => ID, {
    description:
      "SpotDraft's composite id: `T-123` for a template contract, `H-123` for a historical one.",
  })
  readonly id!: ContractId;

  @Field(() => String, { description: 'Name of the contract.' })
  readonly name!: string;

  @Field(() => ContractStatusEnum, { description: 'Where the contract stands.' })
  readonly status!: ContractStatus;

  @Field(() => ContractKindEnum, {
    nullable: true,
    description: 'How the contract came into SpotDraft; null where SpotDraft does not say.',
  })
  readonly kind!: ContractKind | null;

  @Field(() => ContractTypeType, { description: 'What kind of agreement it is.' })
  readonly type!: ContractTypeType;

  @Field(() => String, {
    nullable: true,
    description: "SpotDraft's own running reference, meant for people.",
  })
  readonly referenceId!: string | null;

  @Field(() => String, { nullable: true, description: 'The other party, by name.' })
  readonly counterpartyName!: string | null;

  @Field(() => String, { nullable: true, description: 'Who created the contract in SpotDraft.' })
  readonly createdBy!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When the contract was created.' })
  readonly createdAt!: string;

  @Field(() => GraphQLURL, {
    description: 'Opens the contract in SpotDraft; needs a SpotDraft login.',
  })
  readonly url!: string;

  @Field(() => GraphQLURL, {
    nullable: true,
    description: 'Opens the executed document. Stable, it may be stored; null until executed.',
  })
  readonly documentUrl!: string | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'What integrations noted on the contract, the linked CRM record among it.',
  })
  readonly externalMetadata!: Readonly<Record<string, unknown>> | null;

  readonly opportunityId!: OpportunityId | null;
  readonly lastSyncedAt!: Date | null;
  readonly lastError!: string | null;
}
