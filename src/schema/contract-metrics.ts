import { GraphQLDateTime } from 'graphql-scalars';
import type { ContractMetrics, ContractSignature } from '../domain/contract-metrics.js';
import { Field, Int, ObjectType } from './decorators.js';

@ObjectType('ContractSignature', { description: 'Who signed a contract, and when.' })
export class ContractSignatureType implements ContractSignature {
  @Field(() => String, { description: 'Email address of the signatory.' })
  readonly email!: string;

  @Field(() => GraphQLDateTime, { description: 'When they signed.' })
  readonly at!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether they signed for our side; null where SpotDraft does not say.',
  })
  readonly creatorParty!: boolean | null;
}

@ObjectType('ContractMetrics', {
  description:
    'How far a contract is on its way, as SpotDraft measures it. What did not happen yet is null.',
})
export class ContractMetricsType implements ContractMetrics {
  @Field(() => Int, {
    nullable: true,
    description: 'How often it went from one party to the other.',
  })
  readonly turns!: number | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was first sent to the counterparty.',
  })
  readonly sentAt!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was made ready for signature.',
  })
  readonly markedForSignatureAt!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the last one signed.' })
  readonly executedAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Whom it waits for: CREATOR_PARTY (our side), COUNTER_PARTY or BOTH; SpotDraft's own text where it sends something new.",
  })
  readonly pendingWith!: string | null;

  @Field(() => [ContractSignatureType], { description: 'The signatures that were given.' })
  readonly signatures!: readonly ContractSignatureType[];

  @Field(() => String, {
    nullable: true,
    description:
      "SpotDraft's internal word for how it came about, such as UPLOAD_SIGN; `Contract.kind` has another.",
  })
  readonly workflow!: string | null;
}
