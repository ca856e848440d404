import type { CounterpartyContact } from '../../domain/counterparty.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { contactWire } from './counterparty.wire.js';
import { filled } from './filled.js';
import { listWire, pageWire } from './pages.js';
import { readRows } from './wire-values.js';
import { noted } from '../../domain/said.js';

export interface CounterpartyContacts {
  listCounterpartyContacts(
    id: string,
    request: { readonly page: number; readonly limit: number },
    options: CallOptions,
  ): Promise<{ readonly rows: readonly CounterpartyContact[]; readonly total: number }>;
  createCounterpartyContact(
    id: string,
    contact: Omit<CounterpartyContact, 'id' | 'email'> & { readonly email: string },
    options: CallOptions,
  ): Promise<CounterpartyContact>;
  updateCounterpartyContact(
    id: string,
    contactId: string,
    changes: ContactChanges,
    options: CallOptions,
  ): Promise<CounterpartyContact>;
  /** @returns those that were changed. */
  updateCounterpartyContacts(
    id: string,
    contacts: readonly (ContactChanges & { readonly id: string })[],
    options: CallOptions,
  ): Promise<readonly CounterpartyContact[]>;
  deleteCounterpartyContact(id: string, contactId: string, options: CallOptions): Promise<void>;
}

export interface ContactChanges {
  readonly name?: string;
  readonly email?: string;
  readonly isPrimary?: boolean;
}

export function createCounterpartyContacts({
  caller,
  note,
}: CapabilityParts): CounterpartyContacts {
  const contactOf = (id: string, contactId: string) =>
    noted`contact ${contactId} of counterparty ${id}`;
  return {
    async listCounterpartyContacts(id, { page, limit }, options) {
      const { results, total_results: total } = await caller.call(
        'GET /counter_parties/{id}/contacts',
        {
          path: { id },
          query: { page, limit },
          answer: pageWire,
          subject: noted`counterparty ${id}`,
          options,
        },
      );
      return { rows: readRows(results, { row: contactWire, what: 'contact', note }), total };
    },

    async createCounterpartyContact(id, { name, email, isPrimary }, options) {
      return caller.call('POST /counter_parties/{id}/contacts', {
        path: { id },
        body: { name, email, is_primary: isPrimary },
        answer: contactWire,
        subject: noted`counterparty ${id}`,
        options,
      });
    },

    async updateCounterpartyContact(id, contactId, changes, options) {
      return caller.call('PATCH /counter_parties/{id}/contacts/{contact_id}/', {
        path: { id, contact_id: contactId },
        body: toBody(changes),
        answer: contactWire,
        subject: contactOf(id, contactId),
        options,
      });
    },

    async updateCounterpartyContacts(id, contacts, options) {
      const rows = await caller.call('PATCH /counter_parties/{id}/contacts/bulk/', {
        path: { id },
        body: {
          contacts: contacts.map((contact) => ({ id: Number(contact.id), ...toBody(contact) })),
        },
        answer: listWire,
        subject: noted`counterparty ${id}`,
        options,
      });
      return readRows(rows, { row: contactWire, what: 'contact', note });
    },

    async deleteCounterpartyContact(id, contactId, options) {
      await caller.call('DELETE /counter_parties/{id}/contacts/{contact_id}/', {
        path: { id, contact_id: contactId },
        subject: contactOf(id, contactId),
        options,
      });
    },
  };
}

function toBody({ name, email, isPrimary }: ContactChanges) {
  return { name: filled(name), email: filled(email), is_primary: isPrimary };
}
