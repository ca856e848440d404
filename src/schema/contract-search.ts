import { GraphQLDateTime } from 'graphql-scalars';
import type { ContractStatus } from '../domain/contract.js';
import type { SearchField } from '../domain/contract-search.js';
import { ContractStatusEnum } from './contracts.js';
import { Field, ID, InputType } from './decorators.js';

const WORDS = {
  eq: 'Exactly this.',
  ne: 'Not this.',
  in: 'One of these, at most 100.',
  gt: 'More than this.',
  gte: 'This or more.',
  lt: 'Less than this.',
  lte: 'This or less.',
};
const TIMES = {
  ...WORDS,
  gt: 'After this.',
  gte: 'Then or after.',
  lt: 'Before this.',
  lte: 'Then or before.',
};

@InputType('SpotDraftTextFilter', {
  description: 'What a text is compared with. Upper and lower case count; all that is given holds.',
})
class TextFilterInput {
  @Field(() => String, { nullable: true, description: WORDS.eq })
  readonly eq?: string | null;

  @Field(() => String, { nullable: true, description: WORDS.ne })
  readonly ne?: string | null;

  @Field(() => [String], { nullable: true, description: WORDS.in })
  readonly in?: string[] | null;
}

@InputType('SpotDraftContractIdFilter', {
  description: 'Which contracts, by their composite ids such as `T-123`. All that is given holds.',
})
class ContractIdFilterInput {
  @Field(() => ID, { nullable: true, description: WORDS.eq })
  readonly eq?: string | null;

  @Field(() => ID, { nullable: true, description: WORDS.ne })
  readonly ne?: string | null;

  @Field(() => [ID], { nullable: true, description: WORDS.in })
  readonly in?: string[] | null;
}

@InputType('SpotDraftStatusFilter', {
  description: 'What a status is compared with. All that is given holds.',
})
class StatusFilterInput {
  @Field(() => ContractStatusEnum, { nullable: true, description: WORDS.eq })
  readonly eq?: ContractStatus | null;

  @Field(() => ContractStatusEnum, { nullable: true, description: WORDS.ne })
  readonly ne?: ContractStatus | null;

  @Field(() => [ContractStatusEnum], { nullable: true, description: WORDS.in })
  readonly in?: ContractStatus[] | null;
}

@InputType('SpotDraftIdFilter', {
  description: 'What a number of SpotDraft is compared with. All that is given holds.',
})
class IdFilterInput {
  @Field(() => ID, { nullable: true, description: WORDS.eq })
  readonly eq?: string | null;

  @Field(() => ID, { nullable: true, description: WORDS.ne })
  readonly ne?: string | null;

  @Field(() => [ID], { nullable: true, description: WORDS.in })
  readonly in?: string[] | null;

  @Field(() => ID, { nullable: true, description: WORDS.gt })
  readonly gt?: string | null;

  @Field(() => ID, { nullable: true, description: WORDS.gte })
  readonly gte?: string | null;

  @Field(() => ID, { nullable: true, description: WORDS.lt })
  readonly lt?: string | null;

  @Field(() => ID, { nullable: true, description: WORDS.lte })
  readonly lte?: string | null;
}

@InputType('SpotDraftDateTimeFilter', {
  description: 'What a time is compared with. All that is given holds.',
})
class DateTimeFilterInput {
  @Field(() => GraphQLDateTime, { nullable: true, description: TIMES.eq })
  readonly eq?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: TIMES.ne })
  readonly ne?: Date | null;

  @Field(() => [GraphQLDateTime], { nullable: true, description: TIMES.in })
  readonly in?: Date[] | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: TIMES.gt })
  readonly gt?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: TIMES.gte })
  readonly gte?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: TIMES.lt })
  readonly lt?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: TIMES.lte })
  readonly lte?: Date | null;
}

@InputType('SpotDraftFilter', {
  description:
    "SpotDraft's own filters of its list of contracts, by its own names. What is absent or null does not restrict; all of the rest holds.",
})
export class SpotDraftFilterInput implements Partial<Record<SearchField, unknown>> {
  @Field(() => String, {
    nullable: true,
    description:
      "Text in the name of the contract, of the entity or of a party, or in a party's email address.",
  })
  readonly search?: string | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'Whose approval is pending.' })
  readonly approvalsPending?: TextFilterInput | null;

  @Field(() => IdFilterInput, { nullable: true, description: 'The user it is assigned to.' })
  readonly assignedTo?: IdFilterInput | null;

  @Field(() => IdFilterInput, { nullable: true, description: 'Its business user.' })
  readonly businessUserId?: IdFilterInput | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'Brand name of a counterparty.' })
  readonly clientBrandName?: TextFilterInput | null;

  @Field(() => TextFilterInput, {
    nullable: true,
    description: "Email address of a counterparty's contact, as the repository shows it.",
  })
  readonly clientEmail?: TextFilterInput | null;

  @Field(() => TextFilterInput, {
    nullable: true,
    description: "Email address of a counterparty's contact.",
  })
  readonly clientEmailAddress?: TextFilterInput | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'Name of a counterparty.' })
  readonly clientName?: TextFilterInput | null;

  @Field(() => ContractIdFilterInput, { nullable: true, description: 'The contract itself.' })
  readonly contractId?: ContractIdFilterInput | null;

  @Field(() => TextFilterInput, {
    nullable: true,
    description:
      "How it came into SpotDraft: as `Contract.kind` says it, or by SpotDraft's internal name, such as `UPLOAD_SIGN`.",
  })
  readonly contractKind?: TextFilterInput | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'Name of its contract packet.' })
  readonly contractPacketName?: TextFilterInput | null;

  @Field(() => TextFilterInput, {
    nullable: true,
    description: 'Its reference id, as `Contract.referenceId` says it.',
  })
  readonly contractReferenceId?: TextFilterInput | null;

  @Field(() => IdFilterInput, { nullable: true, description: 'Its contract type, by its id.' })
  readonly contractTypeId?: IdFilterInput | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'Its contract type, by its name.' })
  readonly contractTypeName?: TextFilterInput | null;

  @Field(() => DateTimeFilterInput, { nullable: true, description: 'When it was created.' })
  readonly createdAt?: DateTimeFilterInput | null;

  @Field(() => StatusFilterInput, { nullable: true, description: 'Where it stands.' })
  readonly displayStatus?: StatusFilterInput | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'Name of our legal entity in it.' })
  readonly entityName?: TextFilterInput | null;

  @Field(() => DateTimeFilterInput, { nullable: true, description: 'When it was executed.' })
  readonly executionDate?: DateTimeFilterInput | null;

  @Field(() => DateTimeFilterInput, { nullable: true, description: 'When it expires.' })
  readonly expiringAt?: DateTimeFilterInput | null;

  @Field(() => DateTimeFilterInput, { nullable: true, description: 'When it was last changed.' })
  readonly lastUpdatedOn?: DateTimeFilterInput | null;

  @Field(() => IdFilterInput, { nullable: true, description: 'Its legal user.' })
  readonly legalUserId?: IdFilterInput | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'Which side it waits for.' })
  readonly pendingWith?: TextFilterInput | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'Who signs it.' })
  readonly signatories?: TextFilterInput | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'Who has signed it.' })
  readonly signaturesCompletedBy?: TextFilterInput | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'Who has yet to sign it.' })
  readonly signaturesPendingOn?: TextFilterInput | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'Who declined to sign it.' })
  readonly signaturesRejectedBy?: TextFilterInput | null;

  @Field(() => TextFilterInput, { nullable: true, description: 'A tag on it, by its name.' })
  readonly tags?: TextFilterInput | null;
}
