import type { Jurisdiction, OrganizationType } from '../domain/entity.js';
import { Field, ID, ObjectType } from './decorators.js';

@ObjectType('Jurisdiction', { description: 'A country, or a part of one with laws of its own.' })
export class JurisdictionType implements Jurisdiction {
  @Field(() => ID, { nullable: true, description: "SpotDraft's id of it." })
  readonly id!: string | null;

  @Field(() => String, { nullable: true, description: 'Its name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Its ISO code, such as `US`.' })
  readonly isoCode!: string | null;
}

@ObjectType('OrganizationType', {
  description: 'A kind of organization; `organizationType` of a counterparty is its name.',
})
export class OrganizationTypeType implements OrganizationType {
  @Field(() => ID, { nullable: true, description: "SpotDraft's id of it." })
  readonly id!: string | null;

  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;

  @Field(() => JurisdictionType, {
    nullable: true,
    description: 'Where there are such; null where they are anywhere, or SpotDraft does not say.',
  })
  readonly jurisdiction!: JurisdictionType | null;
}
