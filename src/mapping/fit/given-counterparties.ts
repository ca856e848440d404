import type { Template } from '../../connectors/spotdraft/template.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank, wellFormed } from '../../domain/well-formed.js';
import { shorten } from '../wording/show-value.js';
import { isCountryCode, isKindOf, toDrafted } from './counterparties.js';
import type { DraftedCounterparty, DraftedList, FoundCounterparty } from './drafted.js';
import { isEmail } from './email.js';
import { said } from '../../domain/said.js';

/** A counterparty that a caller gives instead of the mapping's. */
export interface GivenCounterparty {
  /** It was named by this id, and SpotDraft has none of it. */
  readonly unknownId?: string;
  readonly organizationName?: string;
  readonly isIndividual?: boolean;
  readonly contact?: {
    readonly firstName?: string;
    readonly lastName?: string;
    readonly email?: string;
  };
  readonly organizationType?: string;
  readonly jurisdiction?: string;
  readonly partyRole?: string;
  readonly address?: {
    readonly line1: string;
    readonly line2?: string;
    readonly city: string;
    readonly state?: string;
    readonly zipcode?: string;
    readonly country: string;
  };
}

/** Holds counterparties of a caller against what SpotDraft and the template need. */
export function fitCounterparties(
  given: readonly GivenCounterparty[],
  template: Template,
): DraftedList<DraftedCounterparty> {
  const drafted = given.map((party, index) => fitCounterparty(party, index, template));
  const none: UserError = {
    field: ['counterparties'],
    code: 'REQUIRED',
    message: said`A contract needs at least one counterparty. Leave counterparties out to have those of the mapping.`,
  };
  return { drafted, userErrors: drafted.length === 0 ? [none] : [] };
}

function fitCounterparty(
  given: GivenCounterparty,
  index: number,
  template: Template,
): DraftedCounterparty {
  const userErrors: UserError[] = [];
  const report = (code: UserError['code'], path: readonly string[], message: string) =>
    userErrors.push({
      field: ['counterparties', String(index), ...path],
      code,
      message: said`Counterparty ${index + 1} ${message}`,
    });
  const { unknownId } = given;
  if (unknownId !== undefined) {
    report('NOT_FOUND', ['id'], said`is not there: SpotDraft has no counterparty ${unknownId}.`);
    return { found: { isIndividual: false }, request: null, userErrors };
  }
  const isIndividual = given.isIndividual ?? template.counterpartyKind === 'individual';
  const { contact, address } = given;
  const found: FoundCounterparty = {
    isIndividual,
    organizationName: textOf(given.organizationName),
    organizationType: textOf(given.organizationType),
    jurisdiction: textOf(given.jurisdiction),
    partyRole: textOf(given.partyRole),
    contact: {
      firstName: textOf(contact?.firstName),
      lastName: textOf(contact?.lastName),
      email: textOf(contact?.email),
    },
    address:
      address === undefined
        ? undefined
        : {
            lineOne: textOf(address.line1),
            lineTwo: textOf(address.line2),
            city: textOf(address.city),
            state: textOf(address.state),
            zipcode: textOf(address.zipcode),
            countryCode: textOf(address.country),
          },
  };
  if (!isKindOf(template, isIndividual)) {
    const wanted =
      template.counterpartyKind === 'individual' ? said`a person` : said`an organisation`;
    report(
      'INVALID_VALUE',
      ['isIndividual'],
      said`has to be ${wanted} in template ${template.id}.`,
    );
  }
  if (!isIndividual && found.organizationName === undefined) {
    report('REQUIRED', ['organizationName'], said`needs the name of the organisation.`);
  }
  if (contact === undefined) {
    report('REQUIRED', ['contact'], said`needs a contact, with first name and e-mail address.`);
  } else {
    if (found.contact?.firstName === undefined)
      report('REQUIRED', ['contact', 'firstName'], said`needs the first name of its contact.`);
    checkEmail(found.contact?.email, report);
  }
  for (const [name, value] of [
    ['line1', found.address?.lineOne],
    ['city', found.address?.city],
    ['country', found.address?.countryCode],
  ] as const) {
    if (address !== undefined && value === undefined)
      report('REQUIRED', ['address', name], said`needs ${name} in its address.`);
  }
  const country = found.address?.countryCode;
  if (country !== undefined && !isCountryCode(country)) {
    report(
      'INVALID_VALUE',
      ['address', 'country'],
      said`needs the two-letter code of a country in its address, such as US, not ${shorten(country)}.`,
    );
  }
  return toDrafted(found, userErrors);
}

function checkEmail(
  email: string | undefined,
  report: (code: UserError['code'], path: readonly string[], message: string) => unknown,
): void {
  const path = ['contact', 'email'];
  if (email === undefined) report('REQUIRED', path, said`needs the e-mail address of its contact.`);
  else if (!isEmail(email))
    report('INVALID_VALUE', path, said`needs an e-mail address, not ${shorten(email)}.`);
}

/** What is blank is not there. */
export function textOf(text: string | undefined): string | undefined {
  return text === undefined || isBlank(text) ? undefined : wellFormed(text).trim();
}
