import type { Address } from '../domain/opportunity.js';
import { Field, ObjectType } from './decorators.js';

@ObjectType('Address', { description: 'A postal address as the CRM holds it.' })
export class AddressType implements Address {
  @Field(() => String, {
    nullable: true,
    description: 'Street and number; may have several lines.',
  })
  readonly street!: string | null;

  @Field(() => String, { nullable: true, description: 'City or town.' })
  readonly city!: string | null;

  @Field(() => String, { nullable: true, description: 'State, province or region.' })
  readonly state!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  readonly postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Country, as a name or a code.' })
  readonly country!: string | null;
}
