import type { CounterpartyRequest } from '../../connectors/spotdraft/contract-creation.js';
import type { Template } from '../../connectors/spotdraft/template.js';
import type { Expression } from '../expression/expression.js';
import {
  ADDRESS_LINES,
  type AddressLine,
  type AddressMapping,
  type ContractMapping,
  type CounterpartyMapping,
} from '../mapping.js';
import { closest } from '../wording/closest.js';
import { shorten, shownExpression } from '../wording/show-value.js';
import type { DraftedCounterparty, DraftedList, FoundCounterparty } from './drafted.js';
import { isEmail } from './email.js';
import { isAbsent } from './is-absent.js';
import { createPartReader, type PartReader, type PartReaderParts } from './part-reader.js';
import { said } from '../../domain/said.js';

const CONTACT_PARTS = ['firstName', 'lastName', 'email'] as const;

/** The counterparties of the mapping, as they come out for a deal. */
export async function mapCounterparties(
  input: Pick<PartReaderParts, 'deal' | 'now'> & {
    readonly contract: ContractMapping;
    readonly template: Template;
  },
): Promise<DraftedList<DraftedCounterparty>> {
  const { contract, template, deal, now } = input;
  if (contract.counterparties.length === 0) {
    const message = said`The mapping of template ${template.id} names no counterparty, and SpotDraft needs one. Add counterparties with at least a contact to it.`;
    return {
      drafted: [],
      userErrors: [{ field: ['counterparties'], code: 'REQUIRED', message }],
    };
  }
  const drafted: DraftedCounterparty[] = [];
  for (const [index, party] of contract.counterparties.entries()) {
    const reader = createPartReader({
      deal,
      now,
      subject: said`Counterparty ${index + 1}`,
      at: ['counterparties', String(index)],
    });
    drafted.push(await mapParty(party, template, reader));
  }
  return { drafted, userErrors: [] };
}

async function mapParty(
  party: CounterpartyMapping,
  template: Template,
  reader: PartReader,
): Promise<DraftedCounterparty> {
  const found: FoundCounterparty = {
    isIndividual: await mapKind(party, template, reader),
    organizationName: await reader.text(party.organizationName, ['organizationName']),
    organizationType: await reader.text(party.organizationType, ['organizationType']),
    jurisdiction: await reader.text(party.jurisdiction, ['jurisdiction']),
    partyRole: await reader.text(party.partyRole, ['partyRole']),
    address: party.address === null ? undefined : await mapAddress(party.address, reader),
    contact: await mapContact(party, reader),
  };
  if (!found.isIndividual && found.organizationName === undefined) {
    const hint =
      party.organizationName === null
        ? said`the mapping has no organizationName`
        : said`found none: ${shownExpression(party.organizationName)}`;
    reader.report(
      'REQUIRED',
      ['organizationName'],
      said`needs the name of an organisation; ${hint}. Fill it in on the CRM record, or map it.`,
    );
  }
  return toDrafted(found, reader.userErrors);
}

/** The request of a counterparty with which nothing is wrong. */
export function toDrafted(
  found: FoundCounterparty,
  userErrors: DraftedCounterparty['userErrors'],
): DraftedCounterparty {
  const contact = toContact(found.contact);
  if (userErrors.length > 0 || contact === null) return { found, request: null, userErrors };
  const { isIndividual, organizationName, organizationType, jurisdiction, partyRole } = found;
  const address = toAddress(found.address);
  return {
    found,
    userErrors,
    request: {
      isIndividual,
      contact,
      ...(organizationName === undefined ? {} : { organizationName }),
      ...(organizationType === undefined ? {} : { organizationType }),
      ...(jurisdiction === undefined ? {} : { jurisdiction }),
      ...(partyRole === undefined ? {} : { partyRole }),
      ...(address === null ? {} : { address }),
    },
  };
}

function toContact(found: FoundCounterparty['contact']): CounterpartyRequest['contact'] | null {
  if (found?.firstName === undefined || found.email === undefined) return null;
  const { firstName, lastName, email } = found;
  return { firstName, email, ...(lastName === undefined ? {} : { lastName }) };
}

function toAddress(
  found: FoundCounterparty['address'],
): NonNullable<CounterpartyRequest['address']> | null {
  if (found?.lineOne === undefined || found.city === undefined || found.countryCode === undefined) {
    return null;
  }
  const { lineOne, city, countryCode, lineTwo, state, zipcode } = found;
  return {
    lineOne,
    city,
    countryCode,
    ...(lineTwo === undefined ? {} : { lineTwo }),
    ...(state === undefined ? {} : { state }),
    ...(zipcode === undefined ? {} : { zipcode }),
  };
}

/** Whether the party is a person. Without an expression the template decides; where it takes both, an organisation. */
async function mapKind(
  party: CounterpartyMapping,
  template: Template,
  reader: PartReader,
): Promise<boolean> {
  const { counterpartyKind } = template;
  const mapped = await reader.flag(party.isIndividual, ['isIndividual']);
  if (mapped === undefined) return counterpartyKind === 'individual';
  if (isKindOf(template, mapped)) return mapped;
  const wanted = counterpartyKind === 'individual' ? said`a person` : said`an organisation`;
  reader.report(
    'INVALID_VALUE',
    ['isIndividual'],
    said`has to be ${wanted} in template ${template.id}; make isIndividual ${mapped ? 'false' : 'true'} in the mapping, or leave it out.`,
  );
  return mapped;
}

/** Whether a template takes persons, or organisations. */
export function isKindOf({ counterpartyKind }: Template, isIndividual: boolean): boolean {
  return counterpartyKind === 'both' || isIndividual === (counterpartyKind === 'individual');
}

async function mapContact(
  { contact: expression }: CounterpartyMapping,
  reader: PartReader,
): Promise<FoundCounterparty['contact']> {
  if (expression === null) {
    reader.report(
      'REQUIRED',
      ['contact'],
      said`needs a contact, and the mapping has no expression for one. Add contact to it.`,
    );
    return undefined;
  }
  const errorsBefore = reader.userErrors.length;
  const found = await reader.evaluate(expression, ['contact']);
  if (reader.userErrors.length > errorsBefore) return undefined;
  const contacts: readonly unknown[] = Array.isArray(found) ? found : [found];
  const [contact] = contacts;
  const source = shownExpression(expression);
  if (contacts.length > 1) {
    reader.report(
      'INVALID_VALUE',
      ['contact'],
      said`has ${contacts.length} contacts by ${source}. Narrow it to one, for example with [IsPrimary] or [Role = "Decision Maker"][0].`,
    );
    return undefined;
  }
  if (isAbsent(contact)) {
    reader.report(
      'REQUIRED',
      ['contact'],
      said`needs a contact, but ${source} found none in the deal. Add one to the CRM record.`,
    );
    return undefined;
  }
  if (typeof contact !== 'object') {
    reader.report(
      'INVALID_VALUE',
      ['contact'],
      said`needs a contact with ${CONTACT_PARTS.join(', ')}, but ${source} gives ${shorten(contact)}. Write it as {"firstName": …, "lastName": …, "email": …}.`,
    );
    return undefined;
  }
  return readContact(new Map(Object.entries(contact)), expression, reader);
}

function readContact(
  parts: ReadonlyMap<string, unknown>,
  expression: Expression,
  reader: PartReader,
): FoundCounterparty['contact'] {
  for (const name of parts.keys()) {
    if (CONTACT_PARTS.some((part) => part === name)) continue;
    reader.report(
      'UNKNOWN_FIELD',
      ['contact', name],
      said`has no contact part "${name}"${closest(name, CONTACT_PARTS)}; a contact consists of ${CONTACT_PARTS.join(', ')}. Correct the expression.`,
    );
  }
  const part = (name: (typeof CONTACT_PARTS)[number]) =>
    reader.textOf(parts.get(name), ['contact', name], expression);
  const contact = {
    firstName: part('firstName'),
    lastName: part('lastName'),
    email: part('email'),
  };
  for (const name of ['firstName', 'email'] as const) {
    if (!isAbsent(parts.get(name))) continue;
    reader.report(
      'REQUIRED',
      ['contact', name],
      said`needs the contact's ${name}, but ${shownExpression(expression)} found none. Fill it in on the CRM record.`,
    );
  }
  if (contact.email !== undefined && !isEmail(contact.email)) {
    reader.report(
      'INVALID_VALUE',
      ['contact', 'email'],
      said`needs an e-mail address of the contact, but ${shownExpression(expression)} gives ${shorten(contact.email)}. Correct the CRM record.`,
    );
  }
  return contact;
}

/** SpotDraft takes an address only with its first line, city and country code. */
async function mapAddress(
  mapping: AddressMapping,
  reader: PartReader,
): Promise<FoundCounterparty['address']> {
  const lines = new Map<AddressLine, string>();
  for (const line of ADDRESS_LINES) {
    const value = await reader.text(mapping[line], ['address', line]);
    if (value !== undefined) lines.set(line, value);
  }
  if (lines.size === 0) return undefined;
  for (const line of ['line1', 'city', 'country'] as const) {
    if (lines.has(line)) continue;
    const source = mapping[line] === null ? said`the mapping` : shownExpression(mapping[line]);
    reader.report(
      'REQUIRED',
      ['address', line],
      said`needs ${line} in its address, but ${source} gives none. Fill it in on the CRM record, or take address out of the mapping.`,
    );
  }
  const countryCode = lines.get('country');
  if (countryCode !== undefined && !isCountryCode(countryCode)) {
    reader.report(
      'INVALID_VALUE',
      ['address', 'country'],
      said`needs the two-letter code of a country in its address, such as US, but the mapping gives ${shorten(countryCode)}. Map the CRM's country code field.`,
    );
  }
  return {
    lineOne: lines.get('line1'),
    lineTwo: lines.get('line2'),
    city: lines.get('city'),
    state: lines.get('state'),
    zipcode: lines.get('zipcode'),
    countryCode,
  };
}

export function isCountryCode(text: string): boolean {
  return /^[A-Z]{2}$/.test(text);
}
