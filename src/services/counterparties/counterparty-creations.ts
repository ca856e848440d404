import { z } from 'zod';
import type { Counterparties } from '../../connectors/spotdraft/counterparties.js';
import type { CounterpartyAddresses } from '../../connectors/spotdraft/counterparty-addresses.js';
import type { CounterpartyContacts } from '../../connectors/spotdraft/counterparty-contacts.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { CreationKind } from '../../sync/index.js';
import { fingerprint } from '../once/fingerprint.js';
import { subjectOf } from '../once/subject.js';
import { allRows, findRow, WALKED_PAGE } from '../paging/find-row.js';
import type { NumberedPage } from '../paging/live-list.js';

export const COUNTERPARTY_CREATION = 'counterparty';
export const CONTACT_CREATION = 'counterparty-contact';
export const ADDRESS_CREATION = 'counterparty-address';

const namedSubject = subjectOf(z.object({ name: z.string() }));

/** Its name is all that is needed: no two counterparties of a workspace have the same. */
export function counterpartySubject(name: string): string {
  return namedSubject.write({ name: fingerprint(name) });
}

export function createCounterpartyCreations({
  spotdraft,
}: {
  readonly spotdraft: Counterparties;
}): CreationKind {
  return {
    kind: COUNTERPARTY_CREATION,
    async lookFor({ subject }, { isLast: _isLast, ...options }) {
      const wanted = namedSubject.read(subject).name;
      const found = await findRow(
        (page) => spotdraft.listCounterparties({ page, limit: WALKED_PAGE }, options),
        ({ name }) => fingerprint(name) === wanted,
      );
      return found?.id ?? null;
    },
  };
}

/** What belongs to a counterparty: equal ones that were there before are not taken for the new one. */
const partSubject = subjectOf(
  z.object({ counterpartyId: z.string(), mark: z.string(), before: z.array(z.string()) }),
);

interface PartKind<Row> {
  readonly kind: string;
  readonly read: (
    counterpartyId: string,
    page: number,
    options: CallOptions,
  ) => Promise<NumberedPage<Row>>;
  readonly idOf: (row: Row) => string | null;
  readonly markOf: (row: Row) => string;
}

async function partSubjectOf<Row>(
  { read, idOf, markOf }: PartKind<Row>,
  { counterpartyId, mark }: { readonly counterpartyId: string; readonly mark: string },
  options: CallOptions,
): Promise<string> {
  const present = await allRows((page) => read(counterpartyId, page, options));
  const before = present.filter((row) => markOf(row) === mark).flatMap((row) => idOf(row) ?? []);
  return partSubject.write({ counterpartyId, mark, before });
}

function createPartCreations<Row>({ kind, read, idOf, markOf }: PartKind<Row>): CreationKind {
  return {
    kind,
    async lookFor({ subject }, { isLast: _isLast, ...options }) {
      const { counterpartyId, mark, before } = partSubject.read(subject);
      const found = await findRow(
        (page) => read(counterpartyId, page, options),
        (row) => markOf(row) === mark && !before.includes(idOf(row) ?? ''),
      );
      return found === null ? null : idOf(found);
    },
  };
}

export function contactMark({ name, email }: { name: string; email: string | null }): string {
  return fingerprint(name, email === null ? null : email.toLowerCase());
}

const contacts = (spotdraft: CounterpartyContacts) => ({
  kind: CONTACT_CREATION,
  read: (id: string, page: number, options: CallOptions) =>
    spotdraft.listCounterpartyContacts(id, { page, limit: WALKED_PAGE }, options),
  idOf: ({ id }: { readonly id: string }) => id,
  markOf: contactMark,
});

export function contactSubject(
  spotdraft: CounterpartyContacts,
  what: { readonly counterpartyId: string; readonly mark: string },
  options: CallOptions,
): Promise<string> {
  return partSubjectOf(contacts(spotdraft), what, options);
}

export function createContactCreations({
  spotdraft,
}: {
  readonly spotdraft: CounterpartyContacts;
}): CreationKind {
  return createPartCreations(contacts(spotdraft));
}

interface Place {
  readonly lineOne: string | null;
  readonly cityName: string | null;
}

/** The country may be written otherwise than it was sent. */
export function addressMark({ lineOne, cityName }: Place): string {
  return fingerprint(lineOne, cityName);
}

const addresses = (spotdraft: CounterpartyAddresses) => ({
  kind: ADDRESS_CREATION,
  read: (id: string, page: number, options: CallOptions) =>
    spotdraft.listCounterpartyAddresses(id, { page, limit: WALKED_PAGE }, options),
  idOf: ({ id }: { readonly id: string | null }) => id,
  markOf: addressMark,
});

export function addressSubject(
  spotdraft: CounterpartyAddresses,
  what: { readonly counterpartyId: string; readonly mark: string },
  options: CallOptions,
): Promise<string> {
  return partSubjectOf(addresses(spotdraft), what, options);
}

export function createAddressCreations({
  spotdraft,
}: {
  readonly spotdraft: CounterpartyAddresses;
}): CreationKind {
  return createPartCreations(addresses(spotdraft));
}
