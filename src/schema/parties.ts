import { Field, ID, InputType, Int } from './decorators.js';

@InputType('ContactInput', { description: 'Whom a counterparty is reached by.' })
export class ContactInput {
  @Field(() => String, { description: 'First name.' })
  readonly firstName!: string;

  @Field(() => String, { nullable: true, description: 'Last name.' })
  readonly lastName?: string | null;

  @Field(() => String, { description: 'E-mail address.' })
  readonly email!: string;
}

@InputType('CounterpartyInput', {
  description:
    'A counterparty of a contract: one that SpotDraft has, by `id`, or one by its name and contact.',
})
export class CounterpartyInput {
  @Field(() => ID, { nullable: true, description: "SpotDraft's id of a counterparty it has." })
  readonly id?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the organisation.' })
  readonly organizationName?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is a person, whose name is that of the contact. As the template has it when absent.',
  })
  readonly isIndividual?: boolean | null;

  @Field(() => ContactInput, {
    nullable: true,
    description:
      'Whom it is reached by; with `id`, the first contact that SpotDraft has of it when absent.',
  })
  readonly contact?: ContactInput | null;
}

@InputType('ContractAddressInput', { description: 'Address of an organisation.' })
export class ContractAddressInput {
  @Field(() => String, { description: 'Street and number.' })
  readonly line1!: string;

  @Field(() => String, { nullable: true, description: 'What else the street needs.' })
  readonly line2?: string | null;

  @Field(() => String, { description: 'City.' })
  readonly city!: string;

  @Field(() => String, { nullable: true, description: 'State or region.' })
  readonly state?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  readonly zipcode?: string | null;

  @Field(() => String, { description: 'Two-letter code of the country, such as `US`.' })
  readonly country!: string;
}

@InputType('ContractCounterpartyInput', {
  description: 'A counterparty of a contract that is generated, in place of those of the mapping.',
})
export class ContractCounterpartyInput extends CounterpartyInput {
  @Field(() => String, {
    nullable: true,
    description: 'Kind of organisation, by one of the labels of `organizationTypes`.',
  })
  readonly organizationType?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it is registered: the two-letter code of a country, such as `US`.',
  })
  readonly jurisdiction?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Which party it is of a template with several.',
  })
  readonly partyRole?: string | null;

  @Field(() => ContractAddressInput, { nullable: true, description: 'Its address.' })
  readonly address?: ContractAddressInput | null;
}

@InputType('SignatoryInput', { description: 'Somebody who signs a contract.' })
export class SignatoryInput {
  @Field(() => String, { description: 'First and last name.' })
  readonly name!: string;

  @Field(() => String, { description: 'E-mail address.' })
  readonly email!: string;

  @Field(() => String, { nullable: true, description: 'Title, such as `Chief Financial Officer`.' })
  readonly title?: string | null;

  @Field(() => String, { nullable: true, description: 'Note that goes with the request to sign.' })
  readonly note?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Place in the order of signing, from 1: all signatories have one, or none.',
  })
  readonly order?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether they sign for a counterparty. When absent: whether `counterpartyName` is there.',
  })
  readonly isCounterparty?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the counterparty that they sign for; not needed where there is one only.',
  })
  readonly counterpartyName?: string | null;
}
