import type { Reader } from '../../auth/caller.js';
import type { ContactChanges } from '../../connectors/spotdraft/counterparty-contacts.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { CounterpartyContact } from '../../domain/counterparty.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import type { SharedParts } from '../create-services.js';
import { emailErrors } from '../email-errors.js';
import { makeOnce } from '../once/make-once.js';
import { findRow, WALKED_PAGE } from '../paging/find-row.js';
import { readLivePage } from '../paging/live-list.js';
import type { Page, PageRequest } from '../paging/page.js';
import { actOrRefuse } from '../people/act-or-refuse.js';
import {
  changeErrors,
  countErrors,
  lengthErrors,
  LONGEST,
  requiredErrors,
} from '../text-length.js';
import { CONTACT_CREATION, contactMark, contactSubject } from './counterparty-creations.js';
import { parseCounterpartyId } from './counterparty-id.js';
import { noted, said } from '../../domain/said.js';

/** Ids that are none are InputErrors before any call, unknown ones NotFoundErrors. */
export interface CounterpartyContactService {
  /** Live. */
  list(counterpartyId: string, request: PageRequest): Promise<Page<CounterpartyContact>>;
  /** Once for one wish. */
  create(reader: Reader, input: CreateContactInput): Promise<ContactResult>;
  update(reader: Reader, input: UpdateContactInput): Promise<ContactResult>;
  updateAll(reader: Reader, input: UpdateContactsInput): Promise<ContactsResult>;
  delete(reader: Reader, input: DeleteContactInput): Promise<DeleteContactResult>;
}

export interface CreateContactInput {
  readonly counterpartyId: string;
  readonly name: string;
  readonly email: string;
  /** Without it they are not. */
  readonly isPrimary?: boolean;
  readonly idempotencyKey?: string;
}

export interface UpdateContactInput extends ContactChanges {
  readonly counterpartyId: string;
  readonly contactId: string;
}

export interface UpdateContactsInput {
  readonly counterpartyId: string;
  readonly contacts: readonly (ContactChanges & { readonly id: string })[];
}

export interface DeleteContactInput {
  readonly counterpartyId: string;
  readonly contactId: string;
}

export interface ContactResult {
  /** Null when it was refused. */
  readonly contact: CounterpartyContact | null;
  readonly userErrors: readonly UserError[];
}

export interface ContactsResult {
  /** Null when it was refused. */
  readonly contacts: readonly CounterpartyContact[] | null;
  readonly userErrors: readonly UserError[];
}

export interface DeleteContactResult {
  /** Null when it was refused. */
  readonly contactId: string | null;
  readonly userErrors: readonly UserError[];
}

/** What SpotDraft takes at a time. */
const MAX_CONTACTS = 50;
const INTERACTIVE: CallOptions = { lane: 'interactive' };

export function createCounterpartyContactService(parts: SharedParts): CounterpartyContactService {
  const { spotdraft, actingUsers } = parts;
  return {
    async list(counterpartyId, request) {
      const id = parseCounterpartyId(counterpartyId);
      return readLivePage(
        {
          name: ['counterpartyContacts', id],
          read: (page) => spotdraft.listCounterpartyContacts(id, page, INTERACTIVE),
          idOf: (contact) => contact.id,
          show: async (contacts) => contacts,
          hides: false,
        },
        request,
        parts.cursorSeal,
      );
    },

    async create(reader, { idempotencyKey, ...input }) {
      const counterpartyId = parseCounterpartyId(input.counterpartyId);
      const { name, email, isPrimary = false } = input;
      const wrong = contactErrors({ name, email });
      if (wrong.length > 0) return { contact: null, userErrors: wrong };
      const contact = { name, email, isPrimary };
      const mark = contactMark(contact);
      const outcome = await makeOnce(parts, reader, {
        kind: CONTACT_CREATION,
        what: said`a contact`,
        scope: [counterpartyId],
        input: contact,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: (options) => contactSubject(spotdraft, { counterpartyId, mark }, options),
        send: (options) => spotdraft.createCounterpartyContact(counterpartyId, contact, options),
        idOf: ({ id }) => id,
      });
      if (!outcome.done) return { contact: null, userErrors: outcome.userErrors };
      const known = () =>
        findRow(
          (page) =>
            spotdraft.listCounterpartyContacts(
              counterpartyId,
              { page, limit: WALKED_PAGE },
              INTERACTIVE,
            ),
          ({ id }) => id === outcome.id,
        );
      return { contact: outcome.made ?? (await known()), userErrors: [] };
    },

    async update(reader, { counterpartyId, contactId, ...changes }) {
      const id = parseCounterpartyId(counterpartyId);
      const contact = parseContactId(contactId);
      const wrong = [...changeErrors(changes), ...contactErrors(changes)];
      if (wrong.length > 0) return { contact: null, userErrors: wrong };
      const outcome = await actOrRefuse(actingUsers, reader, (options) =>
        spotdraft.updateCounterpartyContact(id, contact, changes, options),
      );
      return outcome.done
        ? { contact: outcome.value, userErrors: [] }
        : { contact: null, userErrors: outcome.userErrors };
    },

    async updateAll(reader, { counterpartyId, contacts }) {
      const id = parseCounterpartyId(counterpartyId);
      const changes = contacts.map((contact) => ({ ...contact, id: parseContactId(contact.id) }));
      const wrong = allErrors(changes);
      if (wrong.length > 0) return { contacts: null, userErrors: wrong };
      const outcome = await actOrRefuse(actingUsers, reader, (options) =>
        spotdraft.updateCounterpartyContacts(id, changes, options),
      );
      return outcome.done
        ? { contacts: outcome.value, userErrors: [] }
        : { contacts: null, userErrors: outcome.userErrors };
    },

    async delete(reader, input) {
      const id = parseCounterpartyId(input.counterpartyId);
      const contactId = parseContactId(input.contactId);
      const outcome = await actOrRefuse(actingUsers, reader, (options) =>
        spotdraft.deleteCounterpartyContact(id, contactId, options),
      );
      return outcome.done
        ? { contactId, userErrors: [] }
        : { contactId: null, userErrors: outcome.userErrors };
    },
  };
}

function parseContactId(text: string): string {
  return parseNumberId(text, noted`a contact`);
}

function contactErrors({ name, email }: ContactChanges, path: readonly string[] = []): UserError[] {
  return [
    ...(name === undefined ? [] : requiredErrors({ name }, path)),
    ...lengthErrors({ name: { text: name, max: LONGEST.name } }, path),
    ...(email === undefined ? [] : emailErrors([...path, 'email'], email)),
  ];
}

function allErrors(contacts: UpdateContactsInput['contacts']): UserError[] {
  const errors = countErrors('contacts', contacts, { max: MAX_CONTACTS });
  if (errors.length > 0) return errors;
  return contacts.flatMap(({ id: _id, ...changes }, index) => {
    const path = ['contacts', String(index)];
    return [...changeErrors(changes, path), ...contactErrors(changes, path)];
  });
}
