import type { Counterparties } from '../../connectors/spotdraft/counterparties.js';
import type { Counterparty } from '../../domain/counterparty.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { GivenCounterparty } from '../../mapping/index.js';
import type { ChosenCounterparty } from './contract-request.js';
import { noted } from '../../domain/said.js';

/**
 * Counterparties that a caller names by their ids, filled in with what SpotDraft knows of them, since a contract is made with
 * names and contacts alone. Costs a call for each id.
 */
export async function chooseCounterparties(
  spotdraft: Pick<Counterparties, 'getCounterparty'>,
  chosen: readonly ChosenCounterparty[],
): Promise<readonly GivenCounterparty[]> {
  return Promise.all(
    chosen.map(async ({ id, ...given }) => {
      if (id === undefined) return given;
      const known = await spotdraft.getCounterparty(id, { lane: 'interactive' });
      return known === null ? { ...given, unknownId: id } : { ...given, ...toGiven(known, given) };
    }),
  );
}

/** @throws InputError for what can't be the id of a counterparty, which costs no call. */
export function checkCounterpartyIds(chosen: readonly ChosenCounterparty[]): void {
  for (const { id } of chosen) if (id !== undefined) parseNumberId(id, noted`a counterparty`);
}

function toGiven(
  { name, isIndividual, contacts }: Counterparty,
  given: GivenCounterparty,
): GivenCounterparty {
  const [contact] = contacts.flatMap(({ name: whole, email }) =>
    email === null ? [] : [{ name: whole, email }],
  );
  return {
    isIndividual: given.isIndividual ?? isIndividual,
    ...(isIndividual ? {} : { organizationName: name }),
    ...(given.contact === undefined && contact !== undefined
      ? { contact: { ...namesOf(contact.name), email: contact.email } }
      : {}),
  };
}

/** SpotDraft keeps the whole name of a contact, and makes contracts with its two parts. */
function namesOf(name: string): { readonly firstName: string; readonly lastName?: string } {
  const [firstName = '', ...rest] = name.trim().split(/\s+/);
  return { firstName, ...(rest.length === 0 ? {} : { lastName: rest.join(' ') }) };
}
