import type { Reader } from '../../auth/caller.js';
import type {
  CounterpartyAddressChanges,
  NewCounterpartyAddress,
} from '../../connectors/spotdraft/counterparty-addresses.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { CounterpartyAddress } from '../../domain/counterparty.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import type { SharedParts } from '../create-services.js';
import { emailErrors } from '../email-errors.js';
import { makeOnce } from '../once/make-once.js';
import { findRow, WALKED_PAGE } from '../paging/find-row.js';
import { readLivePage } from '../paging/live-list.js';
import type { Page, PageRequest } from '../paging/page.js';
import { actOrRefuse } from '../people/act-or-refuse.js';
import { changeErrors, lengthErrors, LONGEST, requiredErrors } from '../text-length.js';
import { jurisdictionErrors } from '../workspace/jurisdiction-code.js';
import { ADDRESS_CREATION, addressMark, addressSubject } from './counterparty-creations.js';
import { parseCounterpartyId } from './counterparty-id.js';
import { noted, said } from '../../domain/said.js';

/** Ids that are none are InputErrors before any call, unknown ones NotFoundErrors. */
export interface CounterpartyAddressService {
  /** Live. */
  list(counterpartyId: string, request: PageRequest): Promise<Page<CounterpartyAddress>>;
  /** Once for one wish. */
  create(reader: Reader, input: CreateAddressInput): Promise<AddressResult>;
  update(reader: Reader, input: UpdateAddressInput): Promise<AddressResult>;
}

export interface CreateAddressInput extends NewCounterpartyAddress {
  readonly counterpartyId: string;
  readonly idempotencyKey?: string;
}

export interface UpdateAddressInput extends CounterpartyAddressChanges {
  readonly counterpartyId: string;
  readonly addressId: string;
}

export interface AddressResult {
  /** Null when it was refused. */
  readonly address: CounterpartyAddress | null;
  readonly userErrors: readonly UserError[];
}

const INTERACTIVE: CallOptions = { lane: 'interactive' };

export function createCounterpartyAddressService(parts: SharedParts): CounterpartyAddressService {
  const { spotdraft, actingUsers } = parts;
  return {
    async list(counterpartyId, request) {
      const id = parseCounterpartyId(counterpartyId);
      return readLivePage(
        {
          name: ['counterpartyAddresses', id],
          read: (page) => spotdraft.listCounterpartyAddresses(id, page, INTERACTIVE),
          idOf: (address) => address.id ?? addressMark(address),
          show: async (addresses) => addresses,
          hides: false,
        },
        request,
        parts.cursorSeal,
      );
    },

    async create(reader, { idempotencyKey, counterpartyId: idText, ...address }) {
      const counterpartyId = parseCounterpartyId(idText);
      const wrong = addressErrors(address);
      if (wrong.length > 0) return { address: null, userErrors: wrong };
      const mark = addressMark(address);
      const outcome = await makeOnce(parts, reader, {
        kind: ADDRESS_CREATION,
        what: said`an address`,
        scope: [counterpartyId],
        input: address,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: (options) => addressSubject(spotdraft, { counterpartyId, mark }, options),
        send: (options) => spotdraft.createCounterpartyAddress(counterpartyId, address, options),
        idOf: ({ id }) => id ?? '',
      });
      if (!outcome.done) return { address: null, userErrors: outcome.userErrors };
      const known = () =>
        findRow(
          (page) =>
            spotdraft.listCounterpartyAddresses(
              counterpartyId,
              { page, limit: WALKED_PAGE },
              INTERACTIVE,
            ),
          ({ id }) => id === outcome.id,
        );
      return { address: outcome.made ?? (await known()), userErrors: [] };
    },

    async update(reader, { counterpartyId, addressId, ...changes }) {
      const id = parseCounterpartyId(counterpartyId);
      const address = parseNumberId(addressId, noted`an address`);
      const wrong = [...changeErrors(changes), ...changedAddressErrors(changes)];
      if (wrong.length > 0) return { address: null, userErrors: wrong };
      const outcome = await actOrRefuse(actingUsers, reader, (options) =>
        spotdraft.updateCounterpartyAddress(id, address, changes, options),
      );
      return outcome.done
        ? { address: outcome.value, userErrors: [] }
        : { address: null, userErrors: outcome.userErrors };
    },
  };
}

const max = LONGEST.name;

/** What is wrong with a new address, at its path from `input`. */
export function addressErrors(
  address: NewCounterpartyAddress,
  path: readonly string[] = [],
): UserError[] {
  const { lineOne, cityName, countryName, email, countryIsoCode } = address;
  return [
    ...requiredErrors({ lineOne, cityName, countryName }, path),
    ...lengthErrors(
      {
        lineOne: { text: lineOne, max },
        cityName: { text: cityName, max },
        stateName: { text: address.stateName, max },
        zipcode: { text: address.zipcode, max },
        countryName: { text: countryName, max },
        phone: { text: address.phone, max },
      },
      path,
    ),
    ...(email === undefined ? [] : emailErrors([...path, 'email'], email)),
    ...(countryIsoCode === undefined
      ? []
      : jurisdictionErrors([...path, 'countryIsoCode'], countryIsoCode)),
  ];
}

function changedAddressErrors(changes: CounterpartyAddressChanges): UserError[] {
  const { countryIsoCode, isPrimary: _isPrimary, ...lines } = changes;
  return [
    ...requiredErrors(lines),
    ...lengthErrors(
      Object.fromEntries(Object.entries(lines).map(([name, text]) => [name, { text, max }])),
    ),
    ...(countryIsoCode === undefined ? [] : jurisdictionErrors(['countryIsoCode'], countryIsoCode)),
  ];
}
