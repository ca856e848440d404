import type { DealRecord } from '../connectors/crm.js';
import type { CounterpartyRequest, Template } from '../connectors/spotdraft/types.js';
import type { UserError } from '../domain/user-error.js';
import { closest } from './closest.js';
import { evaluateForDeal } from './evaluate-for-deal.js';
import type { Expression } from './expression.js';
import { isAbsent } from './fit-field.js';
import {
  ADDRESS_LINES,
  type AddressLine,
  type AddressMapping,
  type ContractMapping,
  type CounterpartyMapping,
} from './mapping.js';
import { shorten } from './show-value.js';

interface PartyInput {
  readonly deal: DealRecord;
  readonly template: Template;
  readonly now: Date;
}

/** Collects what is wrong with one counterparty, so that all of it is reported at once. */
interface PartyContext extends PartyInput {
  readonly index: number;
  readonly userErrors: UserError[];
}

const CONTACT_PARTS = ['firstName', 'lastName', 'email'] as const;

/** The counterparties that fit; with `userErrors` the list may be shorter than the mapping's. */
export async function mapCounterparties(
  input: PartyInput & { readonly contract: ContractMapping },
): Promise<{
  readonly counterparties: readonly CounterpartyRequest[];
  readonly userErrors: readonly UserError[];
}> {
  const { contract, template } = input;
  if (contract.counterparties.length === 0) {
    const message =
      `The mapping of template ${template.id} names no counterparty, and SpotDraft needs one. ` +
      'Add counterparties with at least a contact to it.';
    return {
      counterparties: [],
      userErrors: [{ field: ['counterparties'], code: 'REQUIRED', message }],
    };
  }
  const userErrors: UserError[] = [];
  const counterparties: CounterpartyRequest[] = [];
  for (const [index, party] of contract.counterparties.entries()) {
    const request = await mapParty(party, { ...input, index, userErrors });
    if (request !== null) counterparties.push(request);
  }
  return { counterparties, userErrors };
}

async function mapParty(
  party: CounterpartyMapping,
  context: PartyContext,
): Promise<CounterpartyRequest | null> {
  const isIndividual = await mapKind(party, context);
  const organizationName = await text(party.organizationName, 'organizationName', context);
  const organizationType = await text(party.organizationType, 'organizationType', context);
  const jurisdiction = await text(party.jurisdiction, 'jurisdiction', context);
  const partyRole = await text(party.partyRole, 'partyRole', context);
  const address = party.address === null ? undefined : await mapAddress(party.address, context);
  const contact = await mapContact(party, context);
  if (!isIndividual && organizationName === undefined) {
    const hint = party.organizationName === null ? 'the mapping has no' : 'found none:';
    report(
      context,
      'REQUIRED',
      ['organizationName'],
      `needs the name of an organisation; ${hint} ${party.organizationName?.text ?? 'organizationName'}. Fill it in on the CRM record, or map it.`,
    );
  }
  if (
    contact === null ||
    context.userErrors.some((error) => error.field?.[1] === String(context.index))
  ) {
    return null;
  }
  return {
    isIndividual,
    contact,
    ...(organizationName === undefined ? {} : { organizationName }),
    ...(organizationType === undefined ? {} : { organizationType }),
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
    ...(partyRole === undefined ? {} : { partyRole }),
    ...(address === undefined ? {} : { address }),
  };
}

function report(
  context: PartyContext,
  code: UserError['code'],
  path: readonly string[],
  message: string,
): void {
  context.userErrors.push({
    field: ['counterparties', String(context.index), ...path],
    code,
    message: `Counterparty ${context.index + 1} ${message}`,
  });
}

async function evaluate(
  expression: Expression | null,
  path: readonly string[],
  context: PartyContext,
): Promise<unknown> {
  if (expression === null) return undefined;
  const { deal, now, index } = context;
  const result = await evaluateForDeal({
    expression,
    deal,
    now,
    path: ['counterparties', String(index), ...path],
    subject: `Counterparty ${index + 1}, ${path.join('.')}`,
  });
  if (result.userError === null) return result.value;
  context.userErrors.push(result.userError);
  return undefined;
}

async function text(
  expression: Expression | null,
  name: string,
  context: PartyContext,
): Promise<string | undefined> {
  if (expression === null) return undefined;
  return textOf(await evaluate(expression, [name], context), [name], expression, context);
}

function textOf(
  value: unknown,
  path: readonly string[],
  expression: Expression,
  context: PartyContext,
): string | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value === 'string') return value.trim();
  report(
    context,
    'INVALID_VALUE',
    path,
    `needs a text as ${path.join('.')}, but ${expression.text} gives ${shorten(value)}. Narrow the expression to one text, or wrap it in $string(…).`,
  );
  return undefined;
}

function isBlank(value: unknown): boolean {
  return isAbsent(value) || (typeof value === 'string' && value.trim() === '');
}

/** Whether the party is a person. Without an expression the template decides; where it takes both, an organisation. */
async function mapKind(party: CounterpartyMapping, context: PartyContext): Promise<boolean> {
  const { counterpartyKind } = context.template;
  const mapped = await evaluate(party.isIndividual, ['isIndividual'], context);
  if (isAbsent(mapped)) return counterpartyKind === 'individual';
  if (typeof mapped !== 'boolean') {
    report(
      context,
      'INVALID_VALUE',
      ['isIndividual'],
      `needs true or false as isIndividual, but the mapping gives ${shorten(mapped)}. Correct the expression.`,
    );
    return false;
  }
  if (counterpartyKind !== 'both' && mapped !== (counterpartyKind === 'individual')) {
    const wanted = counterpartyKind === 'individual' ? 'a person' : 'an organisation';
    report(
      context,
      'INVALID_VALUE',
      ['isIndividual'],
      `has to be ${wanted} in template ${context.template.id}; make isIndividual ${mapped ? 'false' : 'true'} in the mapping, or leave it out.`,
    );
  }
  return mapped;
}

async function mapContact(
  party: CounterpartyMapping,
  context: PartyContext,
): Promise<CounterpartyRequest['contact'] | null> {
  const errorsBefore = context.userErrors.length;
  const found = await evaluate(party.contact, ['contact'], context);
  if (context.userErrors.length > errorsBefore) return null;
  const expression = party.contact;
  if (expression === null) {
    report(
      context,
      'REQUIRED',
      ['contact'],
      'needs a contact, and the mapping has no expression for one. Add contact to it.',
    );
    return null;
  }
  const contacts: readonly unknown[] = Array.isArray(found) ? found : [found];
  const [contact] = contacts;
  if (contacts.length > 1) {
    report(
      context,
      'INVALID_VALUE',
      ['contact'],
      `has ${contacts.length} contacts by ${expression.text}. Narrow it to one, for example with [IsPrimary] or [Role = "Decision Maker"][0].`,
    );
    return null;
  }
  if (isAbsent(contact)) {
    report(
      context,
      'REQUIRED',
      ['contact'],
      `needs a contact, but ${expression.text} found none in the deal. Add one to the CRM record.`,
    );
    return null;
  }
  if (typeof contact !== 'object') {
    report(
      context,
      'INVALID_VALUE',
      ['contact'],
      `needs a contact with ${CONTACT_PARTS.join(', ')}, but ${expression.text} gives ${shorten(contact)}. Write it as {"firstName": …, "lastName": …, "email": …}.`,
    );
    return null;
  }
  return readContact(new Map(Object.entries(contact)), expression, context);
}

function readContact(
  parts: ReadonlyMap<string, unknown>,
  expression: Expression,
  context: PartyContext,
): CounterpartyRequest['contact'] | null {
  for (const name of parts.keys()) {
    if (!CONTACT_PARTS.some((part) => part === name)) {
      report(
        context,
        'UNKNOWN_FIELD',
        ['contact', name],
        `has no contact part "${name}"${closest(name, CONTACT_PARTS)}; a contact consists of ${CONTACT_PARTS.join(', ')}. Correct the expression.`,
      );
    }
  }
  const part = (name: (typeof CONTACT_PARTS)[number]) =>
    textOf(parts.get(name), ['contact', name], expression, context);
  const firstName = part('firstName');
  const lastName = part('lastName');
  const email = part('email');
  const needed = (name: string) =>
    report(
      context,
      'REQUIRED',
      ['contact', name],
      `needs the contact's ${name}, but ${expression.text} found none. Fill it in on the CRM record.`,
    );
  if (isBlank(parts.get('firstName'))) needed('firstName');
  if (isBlank(parts.get('email'))) needed('email');
  if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    report(
      context,
      'INVALID_VALUE',
      ['contact', 'email'],
      `needs an e-mail address of the contact, but ${expression.text} gives ${shorten(email)}. Correct the CRM record.`,
    );
  }
  if (firstName === undefined || email === undefined) return null;
  return { firstName, email, ...(lastName === undefined ? {} : { lastName }) };
}

/** SpotDraft takes an address only with its first line, city and country code. */
async function mapAddress(
  mapping: AddressMapping,
  context: PartyContext,
): Promise<CounterpartyRequest['address'] | undefined> {
  const lines = new Map<AddressLine, string>();
  for (const line of ADDRESS_LINES) {
    const expression = mapping[line];
    if (expression === null) continue;
    const path = ['address', line];
    const value = textOf(await evaluate(expression, path, context), path, expression, context);
    if (value !== undefined) lines.set(line, value);
  }
  if (lines.size === 0) return undefined;
  const lineOne = lines.get('line1');
  const city = lines.get('city');
  const countryCode = lines.get('country');
  for (const line of ['line1', 'city', 'country'] as const) {
    if (!lines.has(line)) {
      report(
        context,
        'REQUIRED',
        ['address', line],
        `needs ${line} in its address, but ${mapping[line]?.text ?? 'the mapping'} gives none. Fill it in on the CRM record, or take address out of the mapping.`,
      );
    }
  }
  if (countryCode !== undefined && !/^[A-Z]{2}$/.test(countryCode)) {
    report(
      context,
      'INVALID_VALUE',
      ['address', 'country'],
      `needs the two-letter code of a country in its address, such as US, but the mapping gives ${shorten(countryCode)}. Map the CRM's country code field.`,
    );
  }
  if (lineOne === undefined || city === undefined || countryCode === undefined) return undefined;
  const lineTwo = lines.get('line2');
  const state = lines.get('state');
  const zipcode = lines.get('zipcode');
  return {
    lineOne,
    city,
    countryCode,
    ...(lineTwo === undefined ? {} : { lineTwo }),
    ...(state === undefined ? {} : { state }),
    ...(zipcode === undefined ? {} : { zipcode }),
  };
}
