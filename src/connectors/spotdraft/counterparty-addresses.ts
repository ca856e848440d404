import type { CounterpartyAddress } from '../../domain/counterparty.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { addressWire } from './counterparty.wire.js';
import { filled } from './filled.js';
import { pageWire } from './pages.js';
import { readRows } from './wire-values.js';
import { noted } from '../../domain/said.js';

export interface CounterpartyAddresses {
  listCounterpartyAddresses(
    id: string,
    request: { readonly page: number; readonly limit: number },
    options: CallOptions,
  ): Promise<{ readonly rows: readonly CounterpartyAddress[]; readonly total: number }>;
  createCounterpartyAddress(
    id: string,
    address: NewCounterpartyAddress,
    options: CallOptions,
  ): Promise<CounterpartyAddress>;
  updateCounterpartyAddress(
    id: string,
    addressId: string,
    changes: CounterpartyAddressChanges,
    options: CallOptions,
  ): Promise<CounterpartyAddress>;
}

export interface NewCounterpartyAddress {
  readonly lineOne: string;
  readonly cityName: string;
  readonly countryName: string;
  readonly stateName?: string;
  readonly zipcode?: string;
  readonly email?: string;
  readonly phone?: string;
  /** Says more than the country's name, where both are given. */
  readonly countryIsoCode?: string;
}

export interface CounterpartyAddressChanges {
  readonly lineOne?: string;
  readonly cityName?: string;
  readonly stateName?: string;
  readonly zipcode?: string;
  readonly countryIsoCode?: string;
  readonly isPrimary?: boolean;
}

export function createCounterpartyAddresses({
  caller,
  note,
}: CapabilityParts): CounterpartyAddresses {
  return {
    async listCounterpartyAddresses(id, { page, limit }, options) {
      const { results, total_results: total } = await caller.call(
        'GET /counter_parties/{id}/addresses/',
        {
          path: { id },
          query: { page, limit },
          answer: pageWire,
          subject: noted`counterparty ${id}`,
          options,
        },
      );
      return { rows: readRows(results, { row: addressWire, what: 'address', note }), total };
    },

    async createCounterpartyAddress(id, address, options) {
      return caller.call('POST /counter_parties/{id}/addresses/', {
        path: { id },
        body: toAddressBody(address),
        answer: addressWire,
        subject: noted`counterparty ${id}`,
        options,
      });
    },

    async updateCounterpartyAddress(id, addressId, changes, options) {
      return caller.call('PATCH /counter_parties/{id}/addresses/{address_id}/', {
        path: { id, address_id: addressId },
        body: {
          line_one: filled(changes.lineOne),
          city_name: filled(changes.cityName),
          state_name: filled(changes.stateName),
          zipcode: filled(changes.zipcode),
          country_iso_code: filled(changes.countryIsoCode),
          is_primary: changes.isPrimary,
        },
        answer: addressWire,
        subject: noted`address ${addressId} of counterparty ${id}`,
        options,
      });
    },
  };
}

export function toAddressBody(address: NewCounterpartyAddress) {
  return {
    line_one: address.lineOne,
    city_name: address.cityName,
    country_name: address.countryName,
    state_name: filled(address.stateName),
    zipcode: filled(address.zipcode),
    email: filled(address.email),
    phone: filled(address.phone),
    country_iso_code: filled(address.countryIsoCode),
  };
}
