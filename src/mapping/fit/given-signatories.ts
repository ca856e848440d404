import type { UserError } from '../../domain/user-error.js';
import { closest } from '../wording/closest.js';
import { shorten } from '../wording/show-value.js';
import type { DraftedCounterparty, DraftedList, DraftedSignatory } from './drafted.js';
import { isEmail } from './email.js';
import { textOf } from './given-counterparties.js';
import { isPlace } from './part-reader.js';
import { nameOf, toDraftedSignatory } from './signatories.js';
import { inOrder } from './signing-order.js';
import { said } from '../../domain/said.js';

/** A signatory that a caller gives instead of the mapping's. */
export interface GivenSignatory {
  readonly name: string;
  readonly email: string;
  readonly title?: string;
  readonly note?: string;
  readonly order?: number;
  /** As `counterpartyName` says, when absent. */
  readonly isCounterparty?: boolean;
  readonly counterpartyName?: string;
}

/** Holds signatories of a caller against what SpotDraft needs, and against the counterparties of the contract. */
export function fitSignatories(
  given: readonly GivenSignatory[],
  parties: readonly DraftedCounterparty[],
): DraftedList<DraftedSignatory> {
  return inOrder(given.map((signatory, index) => fitSignatory(signatory, index, parties)));
}

function fitSignatory(
  given: GivenSignatory,
  index: number,
  parties: readonly DraftedCounterparty[],
): DraftedSignatory {
  const userErrors: UserError[] = [];
  const report = (code: UserError['code'], part: string, message: string) =>
    userErrors.push({
      field: ['signatories', String(index), part],
      code,
      message: said`Signatory ${index + 1} ${message}`,
    });
  const name = textOf(given.name);
  const email = textOf(given.email);
  const named = textOf(given.counterpartyName);
  const isCounterparty = given.isCounterparty ?? named !== undefined;
  if (name === undefined) report('REQUIRED', 'name', said`needs a name.`);
  if (email === undefined) report('REQUIRED', 'email', said`needs an e-mail address.`);
  else if (!isEmail(email))
    report('INVALID_VALUE', 'email', said`needs an e-mail address, not ${shorten(email)}.`);
  const isOrder = given.order === undefined || isPlace(given.order);
  if (!isOrder) report('INVALID_VALUE', 'order', said`needs a whole number from 1 on as order.`);
  if (!isCounterparty && named !== undefined) {
    report(
      'INVALID_VALUE',
      'counterpartyName',
      said`names a counterparty and does not sign for one. Leave out one of isCounterparty and counterpartyName.`,
    );
  }
  const counterpartyName = isCounterparty ? partyFor(named, parties, report) : undefined;
  return toDraftedSignatory(
    {
      name,
      email,
      title: textOf(given.title),
      note: textOf(given.note),
      order: isOrder ? given.order : undefined,
      isCounterparty,
      counterpartyName,
    },
    userErrors,
  );
}

/** The name as the counterparty itself has it. */
function partyFor(
  named: string | undefined,
  parties: readonly DraftedCounterparty[],
  report: (code: UserError['code'], part: string, message: string) => unknown,
): string | undefined {
  const names = parties.flatMap((party) => nameOf(party) ?? []);
  if (named === undefined) {
    if (parties.length === 1) return names[0];
    report(
      'REQUIRED',
      'counterpartyName',
      said`needs the name of the counterparty they sign for, which is one of ${names.join(', ')}.`,
    );
    return undefined;
  }
  const found = names.find((name) => name.toLowerCase() === named.toLowerCase());
  // Where a counterparty is not complete, its name may be the one.
  if (found !== undefined || names.length < parties.length) return found;
  report(
    'INVALID_VALUE',
    'counterpartyName',
    said`signs for "${named}", and the contract has no counterparty of that name${closest(named, names)}; it has ${names.join(', ')}.`,
  );
  return undefined;
}
