import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { CounterpartyRequest } from '../../connectors/spotdraft/contract-creation.js';
import type { Counterparties } from '../../connectors/spotdraft/counterparties.js';
import type { UploadedCounterparty } from '../../connectors/spotdraft/uploads.js';
import { InputError } from '../../domain/errors.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank, wellFormed } from '../../domain/well-formed.js';
import { chooseCounterparties } from '../contracts/choose-counterparties.js';
import { dealNotFound } from '../contracts/prepare-contract.js';
import { emailErrors } from '../email-errors.js';
import { principalOf } from '../people/principal.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { noted, said } from '../../domain/said.js';

/** Whom a contract is with: one that SpotDraft has, by its id, or one by its name and contact. */
export interface CounterpartyInput {
  readonly id?: string;
  readonly organizationName?: string;
  readonly isIndividual?: boolean;
  readonly contact?: ContactInput;
}

interface ContactInput {
  readonly firstName: string;
  readonly lastName?: string;
  readonly email: string;
}

type Contact = NonNullable<UploadedCounterparty['contact']>;
type Found<Party> =
  | ({ readonly ok: true } & Party)
  | { readonly ok: false; readonly userErrors: readonly UserError[] };

interface CounterpartyParts {
  readonly crm: Pick<Crm, 'readDealParty'>;
  readonly spotdraft: Pick<Counterparties, 'getCounterparty'>;
}

/**
 * What can be said of it without asking anybody.
 * @throws InputError for what can't be the id of a counterparty.
 */
export function counterpartyErrors(at: readonly string[], party: CounterpartyInput): UserError[] {
  const { id, organizationName, isIndividual = false, contact } = party;
  const fault = (path: readonly string[], code: UserError['code'], message: string): UserError => ({
    field: [...at, ...path],
    code,
    message,
  });
  const errors: UserError[] = [];
  if (id !== undefined) {
    parseNumberId(id, noted`a counterparty`);
    if (organizationName !== undefined) {
      const message = said`Give the id of a counterparty that SpotDraft has, or organizationName; not both.`;
      errors.push(fault(['id'], 'INVALID_INPUT', message));
    }
  } else if (isIndividual) {
    if (contact === undefined)
      errors.push(
        fault(['contact'], 'REQUIRED', said`A person needs a contact: it has their name.`),
      );
  } else if (isBlank(organizationName ?? '')) {
    const message = said`Say who it is: organizationName, or the id of one that SpotDraft has.`;
    errors.push(fault(['organizationName'], 'REQUIRED', message));
  }
  errors.push(
    ...within(
      at,
      lengthErrors({ organizationName: { text: organizationName, max: LONGEST.name } }),
    ),
  );
  return contact === undefined
    ? errors
    : [...errors, ...contactErrors([...at, 'contact'], contact)];
}

function contactErrors(at: readonly string[], contact: ContactInput): UserError[] {
  const { firstName, lastName = '', email } = contact;
  const missing = Object.entries({ firstName, lastName })
    .filter(([, name]) => isBlank(name))
    .map(([name]): UserError => {
      const message = said`SpotDraft takes a contact of an uploaded contract with first and last name.`;
      return { field: [...at, name], code: 'REQUIRED', message };
    });
  const names = { text: firstName, max: LONGEST.name };
  return [
    ...missing,
    ...within(at, lengthErrors({ firstName: names, lastName: { ...names, text: lastName } })),
    ...emailErrors([...at, 'email'], email),
  ];
}

/** The counterparty that the caller names, else the deal's account with its primary contact. */
export async function findCounterparty(
  parts: CounterpartyParts,
  reader: Reader,
  opportunityId: OpportunityId,
  given: CounterpartyInput | undefined,
): Promise<Found<{ readonly party: UploadedCounterparty }>> {
  if (given === undefined) return ofDeal(parts, reader, opportunityId, ['counterparty']);
  return chosen(parts, ['counterparty'], given);
}

/** As `findCounterparty`, for several of them; each with a contact. */
export async function findCounterparties(
  parts: CounterpartyParts,
  reader: Reader,
  opportunityId: OpportunityId,
  given: readonly CounterpartyInput[] | undefined,
): Promise<Found<{ readonly parties: readonly Required<UploadedCounterparty>[] }>> {
  const found =
    given === undefined
      ? [await ofDeal(parts, reader, opportunityId, ['counterparties'])]
      : await Promise.all(
          given.map((party, index) => chosen(parts, ['counterparties', String(index)], party)),
        );
  const userErrors: UserError[] = [];
  const parties: Required<UploadedCounterparty>[] = [];
  for (const [index, each] of found.entries()) {
    if (!each.ok) {
      userErrors.push(...each.userErrors);
      continue;
    }
    const { contact, ...party } = each.party;
    if (contact !== undefined) {
      parties.push({ ...party, contact });
      continue;
    }
    const field =
      given === undefined ? ['counterparties'] : ['counterparties', String(index), 'contact'];
    const message = said`${party.organizationName} needs a contact with first name, last name and e-mail address: give "contact", or no counterparties at all ("counterparties": []).`;
    userErrors.push({ field, code: 'REQUIRED', message });
  }
  return userErrors.length > 0 ? { ok: false, userErrors } : { ok: true, parties };
}

export function toCounterpartyRequest(party: Required<UploadedCounterparty>): CounterpartyRequest {
  const { isIndividual, organizationName, contact } = party;
  return { isIndividual, contact, ...(isIndividual ? {} : { organizationName }) };
}

async function chosen(
  { spotdraft }: CounterpartyParts,
  at: readonly string[],
  given: CounterpartyInput,
): Promise<Found<{ readonly party: UploadedCounterparty }>> {
  const [party = {}] = await chooseCounterparties(spotdraft, [given]);
  if (party.unknownId !== undefined) {
    const message = said`SpotDraft has no counterparty ${party.unknownId}.`;
    return { ok: false, userErrors: [{ field: [...at, 'id'], code: 'NOT_FOUND', message }] };
  }
  const contact = toContact(party.contact);
  const { isIndividual = false } = party;
  const organizationName =
    clean(party.organizationName) ??
    (contact === undefined ? '' : `${contact.firstName} ${contact.lastName}`);
  return {
    ok: true,
    party: { isIndividual, organizationName, ...(contact === undefined ? {} : { contact }) },
  };
}

async function ofDeal(
  { crm }: CounterpartyParts,
  reader: Reader,
  opportunityId: OpportunityId,
  field: readonly string[],
): Promise<Found<{ readonly party: UploadedCounterparty }>> {
  const instead = noted`Name the counterparty in "${field.join('.')}".`;
  try {
    const deal = await crm.readDealParty(principalOf(reader), opportunityId);
    if (deal === null) throw dealNotFound();
    const organizationName = clean(deal.accountName);
    if (organizationName === undefined) {
      const message = noted`The deal has no account in the CRM. ${instead}`;
      return { ok: false, userErrors: [{ field, code: 'REQUIRED', message }] };
    }
    const contact = toContact(deal.contact ?? undefined);
    return {
      ok: true,
      party: {
        isIndividual: false,
        organizationName,
        ...(contact === undefined ? {} : { contact }),
      },
    };
  } catch (error) {
    // Fields that this reader does not see, or that the org does not have.
    if (!(error instanceof InputError)) throw error;
    const message = noted`The deal's account and contact can't be read: ${error.message} ${instead}`;
    return { ok: false, userErrors: [{ field, code: 'REQUIRED', message }] };
  }
}

/** A contact that SpotDraft would take; one with less is left out. */
function toContact(
  contact: { readonly [Member in keyof Contact]?: string | null | undefined } | undefined,
): Contact | undefined {
  const firstName = clean(contact?.firstName);
  const lastName = clean(contact?.lastName);
  const email = clean(contact?.email);
  return firstName === undefined ||
    lastName === undefined ||
    email === undefined ||
    emailErrors([], email).length > 0
    ? undefined
    : { firstName, lastName, email };
}

function clean(text: string | null | undefined): string | undefined {
  return text === null || text === undefined || isBlank(text) ? undefined : wellFormed(text).trim();
}

function within(at: readonly string[], errors: readonly UserError[]): UserError[] {
  return errors.map((error) => ({ ...error, field: [...at, ...(error.field ?? [])] }));
}
