import type { IntakeChange, NewIntake } from '../../domain/intake.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import { jsonErrors } from '../data-size.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { noted, said } from '../../domain/said.js';

/** The title's is SpotDraft's own; the others are far more than anybody means. */
const MOST = { title: 255, assignees: 100 } as const;

/**
 * All that is wrong with what an intake is to say, before any call.
 * @throws InputError for malformed ids
 */
export function intakeErrors(input: IntakeChange | NewIntake): UserError[] {
  const { title, description, metadata, assignees } = input;
  const errors = lengthErrors({
    title: { text: title, max: MOST.title },
    description: { text: description ?? undefined, max: LONGEST.note },
  });
  const wrong = (field: string, code: UserError['code'], message: string) =>
    errors.push({ field: [field], code, message });
  if (title !== undefined && isBlank(title)) {
    wrong('title', 'REQUIRED', said`Say in "title" what is asked for.`);
  }
  errors.push(...jsonErrors('metadata', metadata));
  if ((assignees?.length ?? 0) > MOST.assignees) {
    wrong('assignees', 'INVALID_INPUT', said`"assignees" takes ${MOST.assignees} people at most.`);
  }
  for (const { entityId } of assignees ?? [])
    parseNumberId(entityId, noted`a member of the workspace`);
  return errors;
}
