import { z } from 'zod';

import { requireCounterparty } from './counterparties.js';
import { addFieldError, fieldError, notFound } from './errors.js';
import type { FieldErrors } from './errors.js';
import type { JsonObject } from './json.js';
import { toPage } from './paging.js';
import { parseBody } from './parse-body.js';
import type { User } from './reference-data.js';
import { ok } from './router.js';
import type { ApiRoute, Workspace } from './router.js';
import { toPerformer } from './state.js';
import type { CounterpartyContact, CounterpartyRecord } from './state.js';

const BASE = '/api/v2.1/public/counter_parties/:counterpartyId/contacts';

const contactBody = z.object({
  name: z.string().min(1),
  email: z.email(),
  is_primary: z.boolean(),
});
const changesBody = contactBody.partial();
const bulkBody = z.object({
  contacts: z.array(changesBody.extend({ id: z.int() })).max(50),
});

/** Whom to write to at a counterparty. */
export function counterpartyContactRoutes({ state, lifecycle }: Workspace): ApiRoute[] {
  const tell = (
    kind: 'CREATED' | 'UPDATED',
    { id }: CounterpartyRecord,
    contact: CounterpartyContact,
    actor: User,
  ) => {
    const event = { id, contact_id: contact.id };
    lifecycle.emitCounterparty(`COUNTER_PARTY_CONTACT_${kind}`, event, toPerformer(actor));
  };
  return [
    {
      method: 'GET',
      path: BASE,
      handle: (call) =>
        ok(toPage(requireCounterparty(call, state).contacts, call.query, toContact)),
    },
    {
      method: 'POST',
      path: BASE,
      handle: (call) => {
        const record = requireCounterparty(call, state);
        const { name, email, is_primary: isPrimary } = parseBody(contactBody, call.body);
        const contact = { id: state.nextId('contact'), name, email, isPrimary: false };
        record.contacts.push(contact);
        change(record, contact, { is_primary: isPrimary });
        tell('CREATED', record, contact, call.actor);
        return { status: 201, json: toContact(contact) };
      },
    },
    {
      method: 'PATCH',
      path: `${BASE}/bulk/`,
      handle: (call) => {
        const record = requireCounterparty(call, state);
        const { contacts } = parseBody(bulkBody, call.body);
        const errors: FieldErrors = {};
        const known = contacts.flatMap((changes, index) => {
          const contact = record.contacts.find(({ id }) => id === changes.id);
          if (!contact)
            addFieldError(errors, ['contacts', String(index), 'id'], 'Unknown contact.');
          return contact ? [{ contact, changes }] : [];
        });
        if (Object.keys(errors).length > 0) throw fieldError(errors);
        for (const { contact, changes } of known) {
          change(record, contact, changes);
          tell('UPDATED', record, contact, call.actor);
        }
        return ok(known.map(({ contact }) => toContact(contact)));
      },
    },
    {
      method: 'PATCH',
      path: `${BASE}/:contactId/`,
      handle: (call) => {
        const record = requireCounterparty(call, state);
        const contact = requireContact(record, call.params.contactId);
        change(record, contact, parseBody(changesBody, call.body));
        tell('UPDATED', record, contact, call.actor);
        return ok(toContact(contact));
      },
    },
    {
      method: 'DELETE',
      path: `${BASE}/:contactId/`,
      handle: (call) => {
        const record = requireCounterparty(call, state);
        const contact = requireContact(record, call.params.contactId);
        record.contacts = record.contacts.filter((other) => other !== contact);
        return { status: 204 };
      },
    },
  ];
}

function requireContact({ contacts }: CounterpartyRecord, id: string | undefined) {
  const contact = contacts.find((one) => String(one.id) === id);
  if (!contact) throw notFound();
  return contact;
}

function change(
  { contacts }: CounterpartyRecord,
  contact: CounterpartyContact,
  { name, email, is_primary: isPrimary }: z.infer<typeof changesBody>,
): void {
  if (name !== undefined) contact.name = name;
  if (email !== undefined) contact.email = email;
  // There is one to write to first.
  if (isPrimary === true) for (const other of contacts) other.isPrimary = false;
  if (isPrimary !== undefined) contact.isPrimary = isPrimary;
}

function toContact({ id, name, email, isPrimary }: CounterpartyContact): JsonObject {
  return { id, name, email, is_primary: isPrimary };
}
