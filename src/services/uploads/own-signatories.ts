import type { CreatorSignatory } from '../../connectors/spotdraft/uploads.js';
import type { UserError } from '../../domain/user-error.js';
import type { GivenSignatory } from '../../mapping/index.js';
import { emailErrors } from '../email-errors.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { said } from '../../domain/said.js';

const MAX_SIGNATORIES = 50;

/** What SpotDraft does not take with an upload is refused: to leave it out would have others sign than was said. */
export function ownSignatoryErrors(signatories: readonly GivenSignatory[] = []): UserError[] {
  if (signatories.length > MAX_SIGNATORIES) {
    const message = said`"signatories" has ${signatories.length} entries; at most ${MAX_SIGNATORIES} are taken.`;
    return [{ field: ['signatories'], code: 'INVALID_INPUT', message }];
  }
  return signatories.flatMap((signatory, index) => {
    const { name, email, title, note, order, isCounterparty, counterpartyName } = signatory;
    const at = ['signatories', String(index)];
    const errors = [
      ...emailErrors([...at, 'email'], email),
      ...lengthErrors({
        name: { text: name, max: LONGEST.name },
        title: { text: title, max: LONGEST.name },
        note: { text: note, max: LONGEST.note },
      }).map((error) => ({ ...error, field: [...at, ...(error.field ?? [])] })),
    ];
    const refuse = (member: string, message: string) =>
      errors.push({ field: [...at, member], code: 'INVALID_VALUE', message });
    const others = said`With an uploaded document SpotDraft takes only signatories of our own side; who signs for the counterparty is chosen in SpotDraft.`;
    if (isCounterparty === true) refuse('isCounterparty', others);
    if (counterpartyName !== undefined) refuse('counterpartyName', others);
    if (order !== undefined) {
      refuse('order', said`With an uploaded document SpotDraft takes no order of signing.`);
    }
    return errors;
  });
}

export function toOwnSignatories(signatories: readonly GivenSignatory[]): CreatorSignatory[] {
  return signatories.map(({ email, title, note }) => ({
    email,
    ...(title === undefined ? {} : { title }),
    ...(note === undefined ? {} : { note }),
  }));
}
