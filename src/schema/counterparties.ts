import { GraphQLJSONObject } from 'graphql-scalars';
import { COUNTERPARTY_STATUSES } from '../domain/counterparty.js';
import type { Counterparty, CounterpartyStatus } from '../domain/counterparty.js';
import { connectionOf } from './connection.js';
import { CounterpartyAddressInput, CounterpartyAddressType } from './counterparty-addresses.js';
import { Field, ID, InputType, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';
import { UserErrorType } from './user-errors.js';

const CounterpartyStatusEnum = enumValues(COUNTERPARTY_STATUSES);

registerEnumType(CounterpartyStatusEnum, {
  name: 'CounterpartyStatus',
  description: 'Whether contracts are made with a counterparty.',
  valuesConfig: {
    ACTIVE: { description: 'They are.' },
    ARCHIVED: { description: 'They are no longer.' },
    MIGRATING: { description: 'SpotDraft is bringing its records over.' },
    UNKNOWN: { description: 'A status that this version of dealdraft does not know.' },
  },
});

/** `contacts` and `addresses` are resolved beside their mutations. */
@ObjectType('Counterparty', {
  description: 'The other side of contracts, as the workspace knows it.',
})
export class CounterpartyType implements Omit<Counterparty, 'contacts'> {
  @Field(() => ID, { description: "SpotDraft's id of the counterparty." })
  readonly id!: string;

  @Field(() => String, { description: 'Its name; no two have the same.' })
  readonly name!: string;

  @Field(() => Boolean, { description: 'Whether it is a person, not an organization.' })
  readonly isIndividual!: boolean;

  @Field(() => String, { nullable: true, description: 'Under which name it is known.' })
  readonly brandName!: string | null;

  @Field(() => CounterpartyStatusEnum, { description: 'Whether contracts are made with it.' })
  readonly status!: CounterpartyStatus;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: "The workspace's own fields of it, by name.",
  })
  readonly customFields!: Readonly<Record<string, unknown>> | null;

  @Field(() => CounterpartyAddressType, { nullable: true, description: 'Its main address.' })
  readonly primaryAddress!: CounterpartyAddressType | null;
}

export const CounterpartyConnectionType = connectionOf(() => CounterpartyType, {
  name: 'Counterparty',
  one: 'counterparty',
  many: 'counterparties',
  description: 'A page of a list of counterparties.',
  counting: {},
});

@InputType('CreateCounterpartyInput', { description: 'A counterparty to enter.' })
export class CreateCounterpartyInput {
  @Field(() => Boolean, { description: 'Whether it is a person, not an organization.' })
  readonly isIndividual!: boolean;

  @Field(() => String, { nullable: true, description: 'Its name; needed of an organization.' })
  readonly organizationName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What kind of organization, by the name that `organizationTypes` tells.',
  })
  readonly organizationType?: string | null;

  @Field(() => String, { nullable: true, description: 'Under which name it is known.' })
  readonly brandName?: string | null;

  @Field(() => String, { nullable: true, description: 'Whom to write to; needed of a person.' })
  readonly contactName?: string | null;

  @Field(() => String, { nullable: true, description: 'Their address; needed of a person.' })
  readonly contactEmail?: string | null;

  @Field(() => CounterpartyAddressInput, { nullable: true, description: 'Its main address.' })
  readonly primaryAddress?: CounterpartyAddressInput | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: "The workspace's own fields of it, by name.",
  })
  readonly customFields?: Record<string, unknown> | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same counterparty. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType('UpdateCounterpartyInput', {
  description: 'A counterparty and what changes of it; what is absent stays.',
})
export class UpdateCounterpartyInput {
  @Field(() => ID, { description: 'The counterparty.' })
  readonly counterpartyId!: string;

  @Field(() => String, { nullable: true, description: 'The new name.' })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: 'The new brand name.' })
  readonly brandName?: string | null;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'Own fields, by name.' })
  readonly customFields?: Record<string, unknown> | null;
}

@ObjectType('CounterpartyPayload', { description: 'Outcome of a change of a counterparty.' })
export class CounterpartyPayload {
  @Field(() => CounterpartyType, {
    nullable: true,
    description: 'The counterparty as it is now; null when it was refused.',
  })
  readonly counterparty!: CounterpartyType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
