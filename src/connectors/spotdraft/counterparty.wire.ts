import { z } from 'zod';
import { COUNTERPARTY_STATUSES } from '../../domain/counterparty.js';
import type {
  Counterparty,
  CounterpartyAddress,
  CounterpartyContact,
} from '../../domain/counterparty.js';
import type { NoteUnknown } from './note-unknown.js';
import { filledText, flag, numberId, readRows, readWord, text } from './wire-values.js';

export const addressWire = z
  .object({
    id: numberId.nullish().catch(null),
    line_one: text,
    city_name: text,
    state_name: text,
    zipcode: text,
    country_name: text,
    email: text,
    phone: text,
  })
  .transform((wire): CounterpartyAddress => ({
    id: wire.id ?? null,
    lineOne: filledText(wire.line_one),
    cityName: filledText(wire.city_name),
    stateName: filledText(wire.state_name),
    zipcode: filledText(wire.zipcode),
    countryName: filledText(wire.country_name),
    email: filledText(wire.email),
    phone: filledText(wire.phone),
  }));

export const contactWire = z
  .object({ id: numberId, name: text, email: text, is_primary: flag })
  .transform((wire): CounterpartyContact => ({
    id: wire.id,
    name: wire.name ?? '',
    email: filledText(wire.email),
    isPrimary: wire.is_primary ?? false,
  }));

export const counterpartyWire = z.object({
  id: numberId,
  name: text,
  is_individual: flag,
  brand_name: text,
  status: text,
  custom_fields: z.record(z.string(), z.unknown()).nullish().catch(null),
  primary_address: addressWire.nullish().catch(null),
  contacts: z.array(z.unknown()).nullish().catch(null),
});

export function toCounterparty(
  wire: z.infer<typeof counterpartyWire>,
  note: NoteUnknown,
): Counterparty {
  return {
    id: wire.id,
    name: wire.name ?? '',
    isIndividual: wire.is_individual ?? false,
    brandName: filledText(wire.brand_name),
    status: readWord(COUNTERPARTY_STATUSES, wire.status, { what: 'counterparty status', note }),
    customFields: wire.custom_fields ?? null,
    primaryAddress: wire.primary_address ?? null,
    contacts: readRows(wire.contacts ?? [], { row: contactWire, what: 'contact', note }),
  };
}
