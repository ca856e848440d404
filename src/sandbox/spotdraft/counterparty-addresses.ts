import { z } from 'zod';

import { addressBody, countryNameOf, requireCounterparty, toAddress } from './counterparties.js';
import { notFound } from './errors.js';
import { toPage } from './paging.js';
import { parseBody } from './parse-body.js';
import { JURISDICTIONS } from './reference-data.js';
import { ok } from './router.js';
import type { ApiRoute, Workspace } from './router.js';
import { toPerformer } from './state.js';
import type { CounterpartyAddress, CounterpartyRecord } from './state.js';

const BASE = '/api/v2.1/public/counter_parties/:counterpartyId/addresses/';

const changesBody = z.object({
  line_one: z.string().min(1).optional(),
  city_name: z.string().min(1).optional(),
  state_name: z.string().min(1).optional(),
  zipcode: z.string().min(1).optional(),
  country_iso_code: z.string().min(1).optional(),
  is_primary: z.boolean().optional(),
});

/** Where a counterparty is; the first address is its main one. */
export function counterpartyAddressRoutes({ state, lifecycle }: Workspace): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: BASE,
      handle: (call) =>
        ok(toPage(requireCounterparty(call, state).addresses, call.query, toAddress)),
    },
    {
      method: 'POST',
      path: BASE,
      handle: (call) => {
        const record = requireCounterparty(call, state);
        const body = parseBody(addressBody, call.body);
        const address: CounterpartyAddress = {
          id: state.nextId('address'),
          line_one: body.line_one,
          city_name: body.city_name,
          state_name: body.state_name ?? '',
          zipcode: body.zipcode ?? '',
          country_name: countryNameOf(body),
          ...(body.email && { email: body.email }),
          ...(body.phone && { phone: body.phone }),
        };
        record.addresses = [...record.addresses, address];
        const event = { id: record.id, address_id: address.id };
        const performer = toPerformer(call.actor);
        lifecycle.emitCounterparty('COUNTER_PARTY_ADDRESS_CREATED', event, performer);
        return { status: 201, json: toAddress(address) };
      },
    },
    {
      method: 'PATCH',
      path: `${BASE}:addressId/`,
      handle: (call) => {
        const record = requireCounterparty(call, state);
        const address = change(record, call.params.addressId, parseBody(changesBody, call.body));
        const event = { id: record.id, address_id: address.id };
        const performer = toPerformer(call.actor);
        lifecycle.emitCounterparty('COUNTER_PARTY_ADDRESS_UPDATED', event, performer);
        return ok(toAddress(address));
      },
    },
  ];
}

function change(
  record: CounterpartyRecord,
  id: string | undefined,
  changes: z.infer<typeof changesBody>,
): CounterpartyAddress {
  const present = record.addresses.find((one) => String(one.id) === id);
  if (!present) throw notFound();
  const { is_primary: isPrimary, country_iso_code: isoCode, ...lines } = changes;
  const country = JURISDICTIONS.find(({ code2 }) => code2 === isoCode);
  const changed: CounterpartyAddress = {
    ...present,
    line_one: lines.line_one ?? present.line_one,
    city_name: lines.city_name ?? present.city_name,
    state_name: lines.state_name ?? present.state_name,
    zipcode: lines.zipcode ?? present.zipcode,
    country_name: country?.name ?? isoCode ?? present.country_name,
  };
  const others = record.addresses.filter((one) => one !== present);
  record.addresses =
    isPrimary === true
      ? [changed, ...others]
      : record.addresses.map((one) => (one === present ? changed : one));
  return changed;
}
