import { GraphQLDateTime, GraphQLJSON, GraphQLJSONObject, GraphQLURL } from 'graphql-scalars';
import type { ContractId } from '../domain/contract-id.js';
import { CONTRACT_KINDS, CONTRACT_STATUSES } from '../domain/contract.js';
import type { Contract, ContractKind, ContractStatus, KeyPointer } from '../domain/contract.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { connectionOf } from './connection.js';
import { ContractTypeType } from './contract-types.js';
import { Field, ID, InputType, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

export const ContractStatusEnum = enumValues(CONTRACT_STATUSES);

registerEnumType(ContractStatusEnum, {
  name: 'ContractStatus',
  description: 'Where a contract stands in SpotDraft.',
  valuesConfig: {
    DRAFT: { description: 'Being written; nobody outside has seen it.' },
    REDLINING: { description: 'Under negotiation with the counterparties.' },
    SIGN: { description: 'Out for signature.' },
    EXECUTED: { description: 'Signed by everybody; the document is final.' },
    ON_HOLD: { description: 'Paused by somebody; it may be resumed.' },
    VOIDED: { description: 'Cancelled; it stays readable.' },
    DELETED: { description: 'No longer in SpotDraft. Only its CRM record is left.' },
    UNKNOWN: { description: 'A status that this version of dealdraft does not know.' },
  },
});

const ContractKindEnum = enumValues(CONTRACT_KINDS);

registerEnumType(ContractKindEnum, {
  name: 'ContractKind',
  description: 'How a contract came into SpotDraft.',
  valuesConfig: {
    TEMPLATE_CONTRACT: { description: 'Generated from a template.' },
    EDITED_TEMPLATE_CONTRACT: { description: 'Generated from a template and then edited.' },
    THIRD_PARTY_CONTRACT: { description: "Written on the counterparty's paper." },
    SIGN_CONTRACT: { description: 'Uploaded only to be signed.' },
    EXECUTED_CONTRACT: { description: 'Uploaded after it was signed elsewhere.' },
    EXPRESS_TEMPLATE_CONTRACT: { description: 'Generated from an express template.' },
    CLICKWRAP_CONTRACT: { description: 'Accepted by a click.' },
    HISTORICAL_CLICKWRAP_CONTRACT: { description: 'Accepted by a click, imported later.' },
    UNKNOWN: { description: 'A kind that this version of dealdraft does not know.' },
  },
});

@ObjectType('KeyPointer', {
  description: 'One fact that SpotDraft holds about a contract, such as its renewal date.',
})
export class KeyPointerType implements KeyPointer {
  @Field(() => ID, { description: "SpotDraft's id of the key pointer." })
  readonly id!: string;

  @Field(() => String, { description: 'Technical name.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Name for people.' })
  readonly label!: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Its value, in the shape SpotDraft gives it.',
  })
  readonly value!: unknown;
}

/** `pending` and `lastError` are resolved in sync-state.resolver.ts, so that they are looked up only when asked for. */
@ObjectType('SyncState', {
  description: 'How well what dealdraft shows and what it wrote to the CRM agree with SpotDraft.',
})
export class SyncStateType {
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'When the state in SpotDraft was last brought to the CRM, or, before the first time, when it was read.',
  })
  readonly lastSyncedAt!: Date | null;

  /** What the last write-back left; the queue may know of a later failure. */
  readonly lastError!: string | null;

  readonly contractId!: ContractId;
}

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

export const ContractConnectionType = connectionOf(() => ContractObjectType, {
  name: 'Contract',
  one: 'contract',
  many: 'contracts',
  description: 'A page of a list of contracts.',
  counting: { salesforce: 2 },
});
