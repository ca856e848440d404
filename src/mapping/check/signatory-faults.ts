import { isEmail } from '../fit/email.js';
import { isPlace } from '../fit/part-reader.js';
import type { ContractMapping, SignatoryMapping } from '../mapping.js';
import type { Expression } from '../expression/expression.js';
import { shorten } from '../wording/show-value.js';
import { error, type Report } from './report.js';
import { noted } from '../../domain/said.js';

/** What can be said of who signs without a deal. */
export function checkSignatories(
  { signatories, counterparties, location }: ContractMapping,
  report: Report,
): void {
  for (const [index, signatory] of signatories.entries()) {
    checkSignatory(signatory, `signatory ${index + 1}`, counterparties.length, report);
  }
  const ordered = signatories.filter(({ order }) => order !== null);
  if (ordered.length === 0) return;
  for (const [index, signatory] of signatories.entries()) {
    if (signatory.order !== null) continue;
    const message = noted`signatory ${index + 1} has no order, and others have; all signatories have a place in the order of signing, or none.`;
    report.add(error(message), signatory.location);
  }
  if (signatories.every(({ counterparty }) => counterparty === null)) {
    const message = noted`signatories have an order, and nobody signs for a counterparty, which SpotDraft needs then; add one of them, or take order out.`;
    report.add(error(message), signatories[0]?.location ?? location);
  }
}

function checkSignatory(
  signatory: SignatoryMapping,
  label: string,
  counterparties: number,
  report: Report,
): void {
  const isContact =
    signatory.counterparty !== null && signatory.name === null && signatory.email === null;
  for (const part of ['name', 'email'] as const) {
    if (signatory[part] !== null || isContact) continue;
    report.add(
      error(noted`${label} has no ${part}, and SpotDraft needs one; add it.`),
      signatory.location,
    );
  }
  const { email, order, counterparty } = signatory;
  checkLiterals(email, report, (text) =>
    typeof text !== 'string' || isEmail(text.trim())
      ? null
      : noted`email of ${label} is no e-mail address: ${shorten(text)}; correct it.`,
  );
  checkLiterals(order, report, (place) =>
    typeof place !== 'number' || isPlace(place)
      ? null
      : noted`order of ${label} is ${shorten(place)}; write a whole number from 1 on.`,
  );
  checkLiterals(counterparty, report, (place) =>
    typeof place !== 'number' || (isPlace(place) && place <= counterparties)
      ? null
      : noted`${label} signs for counterparty ${shorten(place)}, and ${counterparties} are mapped; write the number of one of them, from 1, or leave it out for our side.`,
  );
}

/** Each value that stands in the expression itself. */
function checkLiterals(
  expression: Expression | null,
  report: Report,
  faultOf: (literal: unknown) => string | null,
): void {
  for (const literal of expression?.derivation.result.literals.values() ?? []) {
    const message = faultOf(literal);
    if (message !== null && expression !== null) report.add(error(message), expression.location);
  }
}
