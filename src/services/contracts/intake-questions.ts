import type { IntakeForms } from '../../connectors/spotdraft/intake-forms.js';
import type { UserError } from '../../domain/user-error.js';
import { said } from '../../domain/said.js';

/** Answers by the names of their questions. */
export type IntakeAnswers = Readonly<Record<string, unknown>>;

/**
 * What is wrong with answers to questions that the intake form of a contract type does not ask: SpotDraft would keep them, and
 * say nothing.
 * @param field where the answers stand in the input
 */
export async function unknownQuestions(
  spotdraft: Pick<IntakeForms, 'getIntakeForm'>,
  {
    field,
    contractTypeId,
    answers,
  }: {
    readonly field: string;
    readonly contractTypeId: string;
    readonly answers: IntakeAnswers;
  },
): Promise<UserError[]> {
  const form = await spotdraft.getIntakeForm(contractTypeId, { lane: 'interactive' });
  const known = new Set(form?.map(({ name }) => name));
  return Object.keys(answers)
    .filter((name) => !known.has(name))
    .map((name) => ({
      field: [field, name],
      code: 'UNKNOWN_FIELD',
      message: said`The intake form of this contract's type has no question "${name}"${namesOf(known)}. Leave it out of ${field}.`,
    }));
}

/** So many are listed in a message. */
const MAX_NAMED = 20;

function namesOf(known: ReadonlySet<string>): string {
  if (known.size === 0) return said`, nor any other`;
  const names = [...known].slice(0, MAX_NAMED).join(', ');
  return said`; its questions are ${names}${known.size > MAX_NAMED ? said` and more` : ''}`;
}
