import type { Counterparty } from '../../domain/counterparty.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { toAddressBody } from './counterparty-addresses.js';
import type { NewCounterpartyAddress } from './counterparty-addresses.js';
import { counterpartyWire, toCounterparty } from './counterparty.wire.js';
import { filled } from './filled.js';
import { pageWire } from './pages.js';
import { readRows } from './wire-values.js';
import { noted } from '../../domain/said.js';

export interface Counterparties {
  /** One page of them; with an address, those that have exactly this contact. */
  listCounterparties(
    request: { readonly page: number; readonly limit: number; readonly email?: string },
    options: CallOptions,
  ): Promise<{ readonly rows: readonly Counterparty[]; readonly total: number }>;
  /** Null when there is no such counterparty. */
  getCounterparty(id: string, options: CallOptions): Promise<Counterparty | null>;
  createCounterparty(counterparty: NewCounterparty, options: CallOptions): Promise<Counterparty>;
  updateCounterparty(
    id: string,
    changes: CounterpartyChanges,
    options: CallOptions,
  ): Promise<Counterparty>;
}

export interface NewCounterparty {
  readonly isIndividual: boolean;
  readonly organizationName?: string;
  readonly organizationType?: string;
  readonly brandName?: string;
  readonly contactName?: string;
  readonly contactEmail?: string;
  readonly primaryAddress?: NewCounterpartyAddress;
  readonly customFields?: Readonly<Record<string, unknown>>;
}

export interface CounterpartyChanges {
  readonly name?: string;
  readonly brandName?: string;
  readonly customFields?: Readonly<Record<string, unknown>>;
}

export function createCounterparties({ caller, note }: CapabilityParts): Counterparties {
  return {
    async listCounterparties({ page, limit, email }, options) {
      const { results, total_results: total } = await caller.call('GET /counter_parties/', {
        query: { page, limit, filter__client_email_address: filled(email) },
        answer: pageWire,
        options,
      });
      const rows = readRows(results, { row: counterpartyWire, what: 'counterparty', note });
      return { rows: rows.map((row) => toCounterparty(row, note)), total };
    },

    async getCounterparty(id, options) {
      const wire = await caller.find('GET /counter_parties/{id}', {
        path: { id },
        answer: counterpartyWire,
        subject: noted`counterparty ${id}`,
        options,
      });
      return wire === null ? null : toCounterparty(wire, note);
    },

    async createCounterparty(counterparty, options) {
      const { primaryAddress, customFields } = counterparty;
      const wire = await caller.call('POST /counter_parties/', {
        body: {
          is_individual: counterparty.isIndividual,
          organization_name: filled(counterparty.organizationName),
          organization_type: filled(counterparty.organizationType),
          brand_name: filled(counterparty.brandName),
          contact_name: filled(counterparty.contactName),
          contact_email: filled(counterparty.contactEmail),
          primary_address: primaryAddress && toAddressBody(primaryAddress),
          custom_fields: customFields && { ...customFields },
        },
        answer: counterpartyWire,
        options,
      });
      return toCounterparty(wire, note);
    },

    async updateCounterparty(id, { name, brandName, customFields }, options) {
      const wire = await caller.call('PATCH /counter_parties/{id}', {
        path: { id },
        body: {
          name: filled(name),
          brand_name: brandName,
          custom_fields: customFields && { ...customFields },
        },
        answer: counterpartyWire,
        subject: noted`counterparty ${id}`,
        options,
      });
      return toCounterparty(wire, note);
    },
  };
}
