import type { ContractMapping, SignatoryMapping } from '../mapping.js';
import { shorten, shownExpression } from '../wording/show-value.js';
import type {
  DraftedCounterparty,
  DraftedList,
  DraftedSignatory,
  FoundSignatory,
} from './drafted.js';
import { isEmail } from './email.js';
import { createPartReader, type PartReader, type PartReaderParts } from './part-reader.js';
import { inOrder } from './signing-order.js';
import { said } from '../../domain/said.js';

/** The signatories of the mapping, as they come out for a deal. */
export async function mapSignatories({
  contract,
  parties,
  ...deal
}: Pick<PartReaderParts, 'deal' | 'now'> & {
  readonly contract: ContractMapping;
  /** Those that the contract will have: whom signatories sign for. */
  readonly parties: readonly DraftedCounterparty[];
}): Promise<DraftedList<DraftedSignatory>> {
  const drafted: DraftedSignatory[] = [];
  for (const [index, signatory] of contract.signatories.entries()) {
    const reader = createPartReader({
      ...deal,
      subject: said`Signatory ${index + 1}`,
      at: ['signatories', String(index)],
    });
    drafted.push(await mapSignatory(signatory, parties, reader));
  }
  return inOrder(drafted);
}

async function mapSignatory(
  mapping: SignatoryMapping,
  parties: readonly DraftedCounterparty[],
  reader: PartReader,
): Promise<DraftedSignatory> {
  const needed = async (part: 'name' | 'email'): Promise<string | undefined> => {
    const expression = mapping[part];
    const before = reader.userErrors.length;
    const value = await reader.text(expression, [part]);
    if (value === undefined && reader.userErrors.length === before) {
      const source =
        expression === null
          ? said`the mapping has no expression for it. Add ${part} to it.`
          : said`${shownExpression(expression)} found none in the deal. Fill it in on the CRM record, or pass signatories.`;
      reader.report(
        'REQUIRED',
        [part],
        part === 'name'
          ? said`needs a name, but ${source}`
          : said`needs an e-mail address, but ${source}`,
      );
    }
    return value;
  };
  const party = await reader.wholeNumber(mapping.counterparty, ['counterparty']);
  const chosen = party === undefined ? undefined : parties[party - 1];
  const isContact = party !== undefined && mapping.name === null && mapping.email === null;
  const { name, email } = isContact
    ? contactOf(chosen)
    : { name: await needed('name'), email: await needed('email') };
  if (email !== undefined && !isEmail(email)) {
    reader.report(
      'INVALID_VALUE',
      ['email'],
      said`needs an e-mail address, but the mapping gives ${shorten(email)}. Correct the CRM record.`,
    );
  }
  const found: FoundSignatory = {
    name,
    email,
    title: await reader.text(mapping.title, ['title']),
    note: await reader.text(mapping.note, ['note']),
    order: await reader.wholeNumber(mapping.order, ['order']),
    isCounterparty: party !== undefined,
    counterpartyName: nameOf(chosen),
  };
  if (party !== undefined && party > parties.length) {
    reader.report(
      'INVALID_VALUE',
      ['counterparty'],
      said`is to sign for counterparty ${party}, and the contract has ${parties.length}. Write the number of one that it has, or leave it out for our side.`,
    );
  }
  return toDraftedSignatory(found, reader.userErrors);
}

/** What is wrong with a contact is said of its counterparty. */
function contactOf(party: DraftedCounterparty | undefined): Pick<FoundSignatory, 'name' | 'email'> {
  const contact = party?.request?.contact;
  if (contact === undefined) return {};
  return { name: personName(contact), email: contact.email };
}

/** Null request: what is wrong is said of them, or of their counterparty. */
export function toDraftedSignatory(
  found: FoundSignatory,
  userErrors: DraftedSignatory['userErrors'],
): DraftedSignatory {
  const { name, email, isCounterparty, counterpartyName, title, note, order } = found;
  const isNameless = isCounterparty && counterpartyName === undefined;
  if (userErrors.length > 0 || name === undefined || email === undefined || isNameless) {
    return { found, request: null, userErrors };
  }
  return {
    found,
    userErrors,
    request: {
      name,
      email,
      isCounterparty,
      ...(counterpartyName === undefined ? {} : { counterpartyName }),
      ...(title === undefined ? {} : { title }),
      ...(note === undefined ? {} : { note }),
      ...(order === undefined ? {} : { order }),
    },
  };
}

/** The name by which signatories name their counterparty; undefined where it can't be sent as it is. */
export function nameOf(party: DraftedCounterparty | undefined): string | undefined {
  const request = party?.request ?? null;
  if (request === null) return undefined;
  return request.isIndividual ? personName(request.contact) : request.organizationName;
}

function personName(contact: { readonly firstName: string; readonly lastName?: string }): string {
  return [contact.firstName, contact.lastName ?? ''].join(' ').trim();
}
