import type { CounterpartyAddress } from '../domain/counterparty.js';
import { connectionOf } from './connection.js';
import { Field, ID, InputType, ObjectType } from './decorators.js';
import { UserErrorType } from './user-errors.js';

@ObjectType('CounterpartyAddress', { description: 'Where a counterparty is.' })
export class CounterpartyAddressType implements CounterpartyAddress {
  @Field(() => ID, {
    nullable: true,
    description: "SpotDraft's id of the address; null where it says none.",
  })
  readonly id!: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  readonly lineOne!: string | null;

  @Field(() => String, { nullable: true, description: 'City.' })
  readonly cityName!: string | null;

  @Field(() => String, { nullable: true, description: 'State or region.' })
  readonly stateName!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  readonly zipcode!: string | null;

  @Field(() => String, { nullable: true, description: 'Country.' })
  readonly countryName!: string | null;

  @Field(() => String, { nullable: true, description: 'Email address.' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  readonly phone!: string | null;
}

export const CounterpartyAddressConnectionType = connectionOf(() => CounterpartyAddressType, {
  name: 'CounterpartyAddress',
  one: 'address',
  many: 'addresses',
  description: 'A page of the addresses of a counterparty.',
  counting: {},
});

@InputType('CounterpartyAddressInput', { description: 'Where a counterparty is.' })
export class CounterpartyAddressInput {
  @Field(() => String, { description: 'Street and number.' })
  readonly lineOne!: string;

  @Field(() => String, { description: 'City.' })
  readonly cityName!: string;

  @Field(() => String, { description: 'Country.' })
  readonly countryName!: string;

  @Field(() => String, { nullable: true, description: 'State or region.' })
  readonly stateName?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  readonly zipcode?: string | null;

  @Field(() => String, { nullable: true, description: 'Email address.' })
  readonly email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  readonly phone?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'ISO code of the country, such as `US`; counts for more than its name.',
  })
  readonly countryIsoCode?: string | null;
}

@InputType('CreateCounterpartyAddressInput', { description: 'Another address of a counterparty.' })
export class CreateCounterpartyAddressInput extends CounterpartyAddressInput {
  @Field(() => ID, { description: 'The counterparty.' })
  readonly counterpartyId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same address. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType('UpdateCounterpartyAddressInput', {
  description: 'An address and what changes of it; what is absent stays.',
})
export class UpdateCounterpartyAddressInput {
  @Field(() => ID, { description: 'The counterparty.' })
  readonly counterpartyId!: string;

  @Field(() => ID, { description: 'The address, as `Counterparty.addresses` tells it.' })
  readonly addressId!: string;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  readonly lineOne?: string | null;

  @Field(() => String, { nullable: true, description: 'City.' })
  readonly cityName?: string | null;

  @Field(() => String, { nullable: true, description: 'State or region.' })
  readonly stateName?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  readonly zipcode?: string | null;

  @Field(() => String, { nullable: true, description: 'ISO code of the country, such as `US`.' })
  readonly countryIsoCode?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is the main address.' })
  readonly isPrimary?: boolean | null;
}

@ObjectType('CounterpartyAddressPayload', { description: 'Outcome of a change of an address.' })
export class CounterpartyAddressPayload {
  @Field(() => CounterpartyAddressType, {
    nullable: true,
    description: 'The address as it is now; null when it was refused.',
  })
  readonly address!: CounterpartyAddressType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
