import type { UserError } from '../../domain/user-error.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import type { GivenPeople } from './contract-request.js';
import { said } from '../../domain/said.js';

/** More than any contract has. */
export const MAX_COUNTERPARTIES = 20;
const MAX_SIGNATORIES = 50;

/** As many of them as may be looked at. */
export function firstPeople({ counterparties, signatories }: GivenPeople): GivenPeople {
  return {
    ...(counterparties === undefined
      ? {}
      : { counterparties: counterparties.slice(0, MAX_COUNTERPARTIES) }),
    ...(signatories === undefined ? {} : { signatories: signatories.slice(0, MAX_SIGNATORIES) }),
  };
}

/** What is wrong with counterparties and signatories of a caller, before they are held against the template. */
export function peopleErrors({ counterparties = [], signatories = [] }: GivenPeople): UserError[] {
  return [
    ...tooMany('counterparties', counterparties.length, MAX_COUNTERPARTIES),
    ...tooMany('signatories', signatories.length, MAX_SIGNATORIES),
    ...counterparties.flatMap((party, index) => {
      const at = ['counterparties', String(index)];
      const { id, organizationName, organizationType, jurisdiction, partyRole } = party;
      const { firstName, lastName, email } = party.contact ?? {};
      const address = Object.entries<string | undefined>(party.address ?? {}).map(
        ([line, text]) => [line, { text, max: LONGEST.name }] as const,
      );
      const both: UserError = {
        field: [...at, 'id'],
        code: 'INVALID_INPUT',
        message: said`Give the id of a counterparty that SpotDraft has, or organizationName; not both.`,
      };
      return [
        ...(id === undefined || organizationName === undefined ? [] : [both]),
        ...within(
          at,
          lengthErrors({
            organizationName: { text: organizationName, max: LONGEST.name },
            organizationType: { text: organizationType, max: LONGEST.name },
            jurisdiction: { text: jurisdiction, max: LONGEST.name },
            partyRole: { text: partyRole, max: LONGEST.name },
          }),
        ),
        ...within([...at, 'contact'], contactErrors({ firstName, lastName, email })),
        ...within([...at, 'address'], lengthErrors(Object.fromEntries(address))),
      ];
    }),
    ...signatories.flatMap(({ name, email, title, note, counterpartyName }, index) =>
      within(
        ['signatories', String(index)],
        lengthErrors({
          name: { text: name, max: LONGEST.name },
          email: { text: email, max: LONGEST.email },
          title: { text: title, max: LONGEST.name },
          note: { text: note, max: LONGEST.note },
          counterpartyName: { text: counterpartyName, max: LONGEST.name },
        }),
      ),
    ),
  ];
}

function contactErrors(contact: {
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly email: string | undefined;
}): UserError[] {
  return lengthErrors({
    firstName: { text: contact.firstName, max: LONGEST.name },
    lastName: { text: contact.lastName, max: LONGEST.name },
    email: { text: contact.email, max: LONGEST.email },
  });
}

function within(at: readonly string[], errors: readonly UserError[]): UserError[] {
  return errors.map((error) => ({ ...error, field: [...at, ...(error.field ?? [])] }));
}

function tooMany(field: keyof GivenPeople, count: number, max: number): UserError[] {
  if (count <= max) return [];
  const message = said`"${field}" has ${count} entries; a contract takes at most ${max}.`;
  return [{ field: [field], code: 'INVALID_INPUT', message }];
}
