import type { CounterpartyContact } from '../domain/counterparty.js';
import { connectionOf } from './connection.js';
import { Field, ID, InputType, ObjectType } from './decorators.js';
import { UserErrorType } from './user-errors.js';

@ObjectType('CounterpartyContact', { description: 'Somebody to write to at a counterparty.' })
export class CounterpartyContactType implements CounterpartyContact {
  @Field(() => ID, { description: "SpotDraft's id of the contact." })
  readonly id!: string;

  @Field(() => String, { description: 'Full name.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Email address.' })
  readonly email!: string | null;

  @Field(() => Boolean, { description: 'Whether they are the first to write to.' })
  readonly isPrimary!: boolean;
}

export const CounterpartyContactConnectionType = connectionOf(() => CounterpartyContactType, {
  name: 'CounterpartyContact',
  one: 'contact',
  many: 'contacts',
  description: 'A page of the contacts of a counterparty.',
  counting: {},
});

@InputType('CreateCounterpartyContactInput', { description: 'Another contact of a counterparty.' })
export class CreateCounterpartyContactInput {
  @Field(() => ID, { description: 'The counterparty.' })
  readonly counterpartyId!: string;

  @Field(() => String, { description: 'Full name.' })
  readonly name!: string;

  @Field(() => String, { description: 'Email address.' })
  readonly email!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether they are the first to write to.',
  })
  readonly isPrimary?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same contact. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType('UpdateCounterpartyContactInput', {
  description: 'A contact and what changes of it; what is absent stays.',
})
export class UpdateCounterpartyContactInput {
  @Field(() => ID, { description: 'The counterparty.' })
  readonly counterpartyId!: string;

  @Field(() => ID, { description: 'The contact, as `Counterparty.contacts` tells it.' })
  readonly contactId!: string;

  @Field(() => String, { nullable: true, description: 'Full name.' })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: 'Email address.' })
  readonly email?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are the first to write to.' })
  readonly isPrimary?: boolean | null;
}

@InputType('CounterpartyContactChanges', {
  description: 'One contact of several and what changes of it; what is absent stays.',
})
export class CounterpartyContactChanges {
  @Field(() => ID, { description: 'The contact, as `Counterparty.contacts` tells it.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'Full name.' })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: 'Email address.' })
  readonly email?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are the first to write to.' })
  readonly isPrimary?: boolean | null;
}

@InputType('UpdateCounterpartyContactsInput', {
  description: 'Several contacts of a counterparty, and what changes of each.',
})
export class UpdateCounterpartyContactsInput {
  @Field(() => ID, { description: 'The counterparty.' })
  readonly counterpartyId!: string;

  @Field(() => [CounterpartyContactChanges], { description: 'The contacts, 1 to 50.' })
  readonly contacts!: readonly CounterpartyContactChanges[];
}

@InputType('DeleteCounterpartyContactInput', { description: 'A contact to delete.' })
export class DeleteCounterpartyContactInput {
  @Field(() => ID, { description: 'The counterparty.' })
  readonly counterpartyId!: string;

  @Field(() => ID, { description: 'The contact, as `Counterparty.contacts` tells it.' })
  readonly contactId!: string;
}

@ObjectType('CounterpartyContactPayload', { description: 'Outcome of a change of a contact.' })
export class CounterpartyContactPayload {
  @Field(() => CounterpartyContactType, {
    nullable: true,
    description: 'The contact as it is now; null when it was refused.',
  })
  readonly contact!: CounterpartyContactType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('CounterpartyContactsPayload', {
  description: 'Outcome of a change of several contacts.',
})
export class CounterpartyContactsPayload {
  @Field(() => [CounterpartyContactType], {
    nullable: true,
    description: 'Those contacts as they are now; null when it was refused.',
  })
  readonly contacts!: readonly CounterpartyContactType[] | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('DeleteCounterpartyContactPayload', {
  description: 'Outcome of `deleteCounterpartyContact`.',
})
export class DeleteCounterpartyContactPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The contact that is gone; null when it was refused.',
  })
  readonly contactId!: string | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
