import { GraphQLJSON, GraphQLJSONObject } from 'graphql-scalars';
import { Cost } from './cost.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { Field, Int, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';
import { TemplateFieldType } from './templates.js';
import { UserErrorType } from './user-errors.js';

export const DraftSourceEnum = enumValues(['MAPPING', 'OVERRIDE', 'DEFAULT', 'NONE']);
export type DraftSourceEnum = keyof typeof DraftSourceEnum;

registerEnumType(DraftSourceEnum, {
  name: 'DraftSource',
  description: "Where a draft's value comes from.",
  valuesConfig: {
    MAPPING: { description: 'The mapping found it in the deal.' },
    OVERRIDE: { description: 'The caller gave it.' },
    DEFAULT: { description: "Nothing is sent; SpotDraft fills in the template's own value." },
    NONE: { description: 'There is no value.' },
  },
});

@ObjectType('DraftContact', { description: 'Contact of a counterparty, as far as it is known.' })
export class DraftContactType {
  @Field(() => String, { nullable: true, description: 'First name.' })
  readonly firstName!: string | null;

  @Field(() => String, { nullable: true, description: 'Last name.' })
  readonly lastName!: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  readonly email!: string | null;
}

@ObjectType('DraftAddress', { description: 'Address of a counterparty, as far as it is known.' })
export class DraftAddressType {
  @Field(() => String, { nullable: true, description: 'Street and number.' })
  readonly line1!: string | null;

  @Field(() => String, { nullable: true, description: 'What else the street needs.' })
  readonly line2!: string | null;

  @Field(() => String, { nullable: true, description: 'City.' })
  readonly city!: string | null;

  @Field(() => String, { nullable: true, description: 'State or region.' })
  readonly state!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  readonly zipcode!: string | null;

  @Field(() => String, { nullable: true, description: 'Two-letter code of the country.' })
  readonly country!: string | null;
}

@ObjectType('DraftCounterparty', {
  description:
    'A counterparty that the contract would have, in the form in which `createContract` takes it.',
})
export class DraftCounterpartyType {
  @Field(() => String, { nullable: true, description: 'Name of the organisation.' })
  readonly organizationName!: string | null;

  @Field(() => Boolean, { description: 'Whether it is a person.' })
  readonly isIndividual!: boolean;

  @Field(() => String, { nullable: true, description: 'Kind of organisation.' })
  readonly organizationType!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is registered.' })
  readonly jurisdiction!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Which party it is of a template with several.',
  })
  readonly partyRole!: string | null;

  @Field(() => DraftContactType, { nullable: true, description: 'Whom it is reached by.' })
  readonly contact!: DraftContactType | null;

  @Field(() => DraftAddressType, { nullable: true, description: 'Its address.' })
  readonly address!: DraftAddressType | null;

  @Cost({ entries: 1 })
  @Field(() => [UserErrorType], { description: 'Those of `userErrors` that belong to it.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('DraftSignatory', {
  description:
    'Somebody who would sign the contract, in the form in which `createContract` takes them.',
})
export class DraftSignatoryType {
  @Field(() => String, { nullable: true, description: 'First and last name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'Title.' })
  readonly title!: string | null;

  @Field(() => String, { nullable: true, description: 'Note that goes with the request to sign.' })
  readonly note!: string | null;

  @Field(() => Int, { nullable: true, description: 'Place in the order of signing, from 1.' })
  readonly order!: number | null;

  @Field(() => Boolean, { description: 'Whether they sign for a counterparty.' })
  readonly isCounterparty!: boolean;

  @Field(() => String, { nullable: true, description: 'The counterparty that they sign for.' })
  readonly counterpartyName!: string | null;

  @Cost({ entries: 1 })
  @Field(() => [UserErrorType], { description: 'Those of `userErrors` that belong to them.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('DraftField', { description: 'One blank of a draft and how it would be filled.' })
export class DraftFieldType {
  @Field(() => TemplateFieldType, { description: 'The blank as the template describes it.' })
  readonly field!: TemplateFieldType;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'As it would be sent; as it was found where it does not fit; null for none.',
  })
  readonly value!: unknown;

  @Field(() => DraftSourceEnum, { description: 'Where the value comes from.' })
  readonly source!: DraftSourceEnum;

  @Field(() => String, {
    nullable: true,
    description:
      "The mapping's expression for it, also where an override wins; null when it has none.",
  })
  readonly expression!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the mapping has people told of it: to be shown instead of the expression, and of a blank without one.',
  })
  readonly hint!: string | null;

  @Field(() => [String], {
    description:
      'What that expression reads of the deal, such as `Account.Name`; empty when it reads nothing.',
  })
  readonly reads!: readonly string[];

  @Cost({ entries: 1 })
  @Field(() => [UserErrorType], {
    description:
      'Those of `userErrors` that belong to this field, in words for whoever fills it in.',
  })
  readonly problems!: readonly UserErrorType[];
}

@ObjectType('ContractDraft', {
  description: 'What `createContract` would send for a deal and a template. Nothing is created.',
})
export class ContractDraftType {
  @Field(() => String, { nullable: true, description: 'Name the contract would get.' })
  readonly name!: string | null;

  @Field(() => GraphQLJSONObject, { description: 'Mapped values by template field name.' })
  readonly data!: Readonly<Record<string, unknown>>;

  @Cost({ entries: 2 })
  @Field(() => [DraftCounterpartyType], {
    description: 'Who the contract would be with, those that do not fit included.',
  })
  readonly counterparties!: readonly DraftCounterpartyType[];

  @Cost({ entries: 3 })
  @Field(() => [DraftSignatoryType], {
    description:
      'Who would sign, those that do not fit included. Empty: whoever SpotDraft takes, which are the contacts of the counterparties and whom its workflow names.',
  })
  readonly signatories!: readonly DraftSignatoryType[];

  @Field(() => Boolean, {
    description:
      'Whether the mapping has SpotDraft send the contract to the counterparties at once.',
  })
  readonly sendsToCounterparties!: boolean;

  @Field(() => [UserErrorType], {
    description: 'What is missing or does not fit; `createContract` would refuse with these.',
  })
  readonly userErrors!: readonly UserErrorType[];

  @Field(() => String, {
    description:
      "Time zone of the mapping file (IANA): what `$today()` and `$now()` in it are by. 'UTC' unless the file says another.",
  })
  readonly timezone!: string;

  @Cost({ entries: 30 })
  @Field(() => [DraftFieldType], {
    description: "Every blank of the template, in the template's order.",
  })
  readonly fields!: readonly DraftFieldType[];

  /** Not for callers: what `similar` is asked by. */
  readonly opportunityId!: OpportunityId;
  readonly templateId!: string;
}
