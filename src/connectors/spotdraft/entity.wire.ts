import { z } from 'zod';
import type { Entity, Jurisdiction, OrganizationType } from '../../domain/entity.js';
import { filledText, flag, numberId, text } from './wire-values.js';

/** Documented with `code2`, shown with `iso_code`. */
const jurisdictionWire = z
  .object({ id: numberId.nullish().catch(null), name: text, code2: text, iso_code: text })
  .transform(({ id, name, code2, iso_code: isoCode }): Jurisdiction => ({
    id: id ?? null,
    name: filledText(name),
    isoCode: filledText(code2) ?? filledText(isoCode),
  }));

export const organizationTypeWire = z
  .object({
    id: numberId.nullish().catch(null),
    name: z.string(),
    jurisdiction: jurisdictionWire.nullish().catch(null),
  })
  .transform(({ id, name, jurisdiction }): OrganizationType => ({
    id: id ?? null,
    name,
    jurisdiction: jurisdiction ?? null,
  }));

export const entityWire = z
  .object({
    id: numberId,
    name: text,
    reference_id: text,
    is_primary: flag,
    jurisdiction: jurisdictionWire.nullish().catch(null),
    organization_type: organizationTypeWire.nullish().catch(null),
    primary_address: z
      .object({
        line_one: text,
        city_name: text,
        state_name: text,
        zipcode: text,
        country: jurisdictionWire.nullish().catch(null),
      })
      .nullish()
      .catch(null),
  })
  .transform((wire): Entity => {
    const address = wire.primary_address ?? null;
    return {
      id: wire.id,
      name: wire.name ?? '',
      referenceId: filledText(wire.reference_id),
      isPrimary: wire.is_primary ?? false,
      jurisdiction: wire.jurisdiction ?? null,
      organizationType: wire.organization_type ?? null,
      primaryAddress: address && {
        lineOne: filledText(address.line_one),
        cityName: filledText(address.city_name),
        stateName: filledText(address.state_name),
        zipcode: filledText(address.zipcode),
        countryName: address.country?.name ?? null,
        countryIsoCode: address.country?.isoCode ?? null,
      },
    };
  });

/** As the list of a contract type has it: other names, and less of it. The address is documented one way and shown another. */
export const contractTypeEntityWire = z
  .object({
    entity_id: numberId,
    entity_name: text,
    entity_type: text,
    jurisdiction_of_incorporation: text,
    is_primary: flag,
    address: z
      .object({
        line_one: text,
        city: text,
        city_name: text,
        state: text,
        state_name: text,
        country: text,
        country_name: text,
        zipcode: text,
      })
      .nullish()
      .catch(null),
  })
  .transform((wire): Entity => {
    const address = wire.address ?? null;
    const type = filledText(wire.entity_type);
    const jurisdiction = filledText(wire.jurisdiction_of_incorporation);
    return {
      id: wire.entity_id,
      name: wire.entity_name ?? '',
      referenceId: null,
      isPrimary: wire.is_primary ?? false,
      jurisdiction: jurisdiction === null ? null : { id: null, name: jurisdiction, isoCode: null },
      organizationType: type === null ? null : { id: null, name: type, jurisdiction: null },
      primaryAddress: address && {
        lineOne: filledText(address.line_one),
        cityName: filledText(address.city) ?? filledText(address.city_name),
        stateName: filledText(address.state) ?? filledText(address.state_name),
        zipcode: filledText(address.zipcode),
        countryName: filledText(address.country) ?? filledText(address.country_name),
        countryIsoCode: null,
      },
    };
  });
