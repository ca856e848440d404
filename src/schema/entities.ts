import type { Entity, EntityAddress } from '../domain/entity.js';
import { Field, ID, InputType, ObjectType } from './decorators.js';
import { JurisdictionType, OrganizationTypeType } from './organization-types.js';
import { UserErrorType } from './user-errors.js';

@ObjectType('EntityAddress', { description: "Where one of the workspace's entities has its seat." })
export class EntityAddressType implements EntityAddress {
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

  @Field(() => String, { nullable: true, description: 'ISO code of the country.' })
  readonly countryIsoCode!: string | null;
}

@ObjectType('Entity', {
  description: "One of the workspace's own legal entities: who it contracts as.",
})
export class EntityType implements Entity {
  @Field(() => ID, { description: "SpotDraft's id of the entity." })
  readonly id!: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'By which a contract that is generated names it.',
  })
  readonly referenceId!: string | null;

  @Field(() => Boolean, {
    description: 'Whether contracts are generated for it that name no entity.',
  })
  readonly isPrimary!: boolean;

  @Field(() => JurisdictionType, { nullable: true, description: 'By whose laws it exists.' })
  readonly jurisdiction!: JurisdictionType | null;

  @Field(() => OrganizationTypeType, { nullable: true, description: 'What kind it is.' })
  readonly organizationType!: OrganizationTypeType | null;

  @Field(() => EntityAddressType, { nullable: true, description: 'Where it has its seat.' })
  readonly primaryAddress!: EntityAddressType | null;
}

@InputType('EntityAddressInput', { description: 'Where a new entity has its seat.' })
export class EntityAddressInput {
  @Field(() => String, { description: 'Street and number.' })
  readonly lineOne!: string;

  @Field(() => String, { description: 'City.' })
  readonly cityName!: string;

  @Field(() => String, { description: 'State or region.' })
  readonly stateName!: string;

  @Field(() => String, { description: 'Postal code.' })
  readonly zipcode!: string;

  @Field(() => String, { description: 'ISO code of the country, such as `US`.' })
  readonly countryIsoCode!: string;
}

@InputType('CreateEntityInput', { description: 'A legal entity of the workspace to enter.' })
export class CreateEntityInput {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;

  @Field(() => String, { description: 'By which contracts name it; yours to choose.' })
  readonly referenceId!: string;

  @Field(() => String, { description: 'ISO code of its jurisdiction, such as `US`.' })
  readonly jurisdictionIsoCode!: string;

  @Field(() => ID, { description: 'What kind it is, as `organizationTypes` tells it.' })
  readonly organizationTypeId!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether it takes the place of the entity that is primary now.',
  })
  readonly isPrimary?: boolean | null;

  @Field(() => EntityAddressInput, { description: 'Where it has its seat.' })
  readonly primaryAddress!: EntityAddressInput;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same entity. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@ObjectType('EntityPayload', { description: 'Outcome of `createEntity`.' })
export class EntityPayload {
  @Field(() => EntityType, { nullable: true, description: 'The entity; null when refused.' })
  readonly entity!: EntityType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
