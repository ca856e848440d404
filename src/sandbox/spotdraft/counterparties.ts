import { z } from 'zod';

import { addFieldError, fieldError, notFound, plainError } from './errors.js';
import type { FieldErrors } from './errors.js';
import type { JsonObject } from './json.js';
import { toPage } from './paging.js';
import { parseBody } from './parse-body.js';
import { JURISDICTIONS } from './reference-data.js';
import { ok } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';
import { toPerformer } from './state.js';
import type { CounterpartyAddress, CounterpartyRecord, WorkspaceState } from './state.js';

const BASE = '/api/v2.1/public/counter_parties';

export const addressBody = z.object({
  line_one: z.string().min(1),
  city_name: z.string().min(1),
  country_name: z.string().min(1),
  state_name: z.string().nullish(),
  zipcode: z.string().nullish(),
  email: z.email().nullish(),
  phone: z.string().nullish(),
  country_iso_code: z.string().nullish(),
});

const counterpartyBody = z.object({
  is_individual: z.boolean(),
  organization_name: z.string().min(1).nullish(),
  organization_type: z.string().min(1).nullish(),
  brand_name: z.string().min(1).nullish(),
  contact_name: z.string().min(1).nullish(),
  contact_email: z.email().nullish(),
  primary_address: addressBody.nullish(),
  custom_fields: z.record(z.string(), z.unknown()).nullish(),
});

const changesBody = z.object({
  name: z.string().min(1).optional(),
  brand_name: z.string().optional(),
  custom_fields: z.record(z.string(), z.unknown()).optional(),
});

/** The other sides of contracts. */
export function counterpartyRoutes({ state, lifecycle }: Workspace): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: `${BASE}/`,
      handle: ({ query }) => {
        const email = query.get('filter__client_email_address');
        const records = [...state.counterparties.values()].filter(
          ({ contacts }) => email === null || contacts.some((contact) => contact.email === email),
        );
        return ok(toPage(records, query, toCounterparty));
      },
    },
    {
      method: 'POST',
      path: `${BASE}/`,
      handle: ({ body, actor }) => {
        const record = createCounterparty(body, state);
        const event = { id: record.id, name: record.name };
        lifecycle.emitCounterparty('COUNTER_PARTY_CREATED', event, toPerformer(actor));
        return { status: 201, json: toCounterparty(record) };
      },
    },
    {
      method: 'GET',
      path: `${BASE}/:counterpartyId`,
      handle: (call) => ok(toCounterparty(requireCounterparty(call, state))),
    },
    {
      method: 'PATCH',
      path: `${BASE}/:counterpartyId`,
      handle: (call) => {
        const record = requireCounterparty(call, state);
        change(record, call.body, state);
        const event = { id: record.id, name: record.name };
        lifecycle.emitCounterparty('COUNTER_PARTY_UPDATED', event, toPerformer(call.actor));
        return ok(toCounterparty(record));
      },
    },
  ];
}

export function requireCounterparty({ params }: ApiCall, state: WorkspaceState) {
  const record = state.counterparties.get(Number(params.counterpartyId));
  if (!record) throw notFound();
  return record;
}

/** The country that the ISO code names, where there is one: it counts for more than the name. */
export function countryNameOf(address: z.infer<typeof addressBody>): string {
  const country = JURISDICTIONS.find(({ code2 }) => code2 === address.country_iso_code);
  return country?.name ?? address.country_name;
}

function change(record: CounterpartyRecord, body: unknown, state: WorkspaceState): void {
  const { name, brand_name: brand, custom_fields: fields } = parseBody(changesBody, body);
  const isTaken = [...state.counterparties.values()].some(
    (other) => other !== record && other.name === name,
  );
  if (isTaken) throw plainError(400, 'A counterparty with this name exists already.');
  if (name !== undefined) record.name = name;
  if (brand !== undefined) record.brandName = brand;
  if (fields !== undefined) record.customFields = { ...record.customFields, ...fields };
}

function createCounterparty(body: unknown, state: WorkspaceState) {
  const party = parseBody(counterpartyBody, body);
  const errors: FieldErrors = {};
  const required = party.is_individual
    ? (['contact_name', 'contact_email'] as const)
    : (['organization_name'] as const);
  for (const field of required) {
    if (!party[field]) addFieldError(errors, [field], 'Field required');
  }
  if (Object.keys(errors).length > 0) throw fieldError(errors);
  const contact =
    party.contact_name && party.contact_email
      ? { name: party.contact_name, email: party.contact_email }
      : null;
  const address = party.primary_address;
  const { record, isNew } = state.counterpartyNamed(
    (party.is_individual ? party.contact_name : party.organization_name) ?? '',
    party.is_individual,
    contact,
    address
      ? {
          line_one: address.line_one,
          city_name: address.city_name,
          state_name: address.state_name ?? '',
          zipcode: address.zipcode ?? '',
          country_name: countryNameOf(address),
          ...(address.email && { email: address.email }),
          ...(address.phone && { phone: address.phone }),
        }
      : undefined,
  );
  if (!isNew) throw plainError(400, 'A counterparty with this name exists already.');
  if (party.brand_name) record.brandName = party.brand_name;
  if (party.custom_fields) record.customFields = party.custom_fields;
  return record;
}

function toCounterparty(record: CounterpartyRecord): JsonObject {
  const [primary] = record.addresses;
  return {
    id: record.id,
    name: record.name,
    is_individual: record.isIndividual,
    contacts: record.contacts.map(({ id, name, email }) => ({ id, name, email })),
    status: 'ACTIVE',
    ...(primary && { primary_address: toAddress(primary) }),
    ...(record.brandName && { brand_name: record.brandName }),
    ...(record.customFields && { custom_fields: record.customFields }),
  };
}

export function toAddress(address: CounterpartyAddress): JsonObject {
  return { ...address };
}
