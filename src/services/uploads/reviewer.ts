import type { Reviewer } from '../../connectors/spotdraft/uploads.js';
import type { Users } from '../../connectors/spotdraft/users.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import { emailErrors } from '../email-errors.js';
import { lengthErrors, LONGEST } from '../text-length.js';
import { noted, said } from '../../domain/said.js';

/** Who is to review an uploaded contract: exactly one of the three. */
export interface ReviewerInput {
  readonly userId?: string;
  readonly roleId?: string;
  readonly email?: string;
  readonly description?: string;
}

/** @throws InputError for malformed ids. */
export function reviewerErrors(reviewer: ReviewerInput | undefined): UserError[] {
  if (reviewer === undefined) return [];
  const { userId, roleId, email, description } = reviewer;
  if (userId !== undefined) parseNumberId(userId, noted`a user`);
  if (roleId !== undefined) parseNumberId(roleId, noted`a role`);
  const named = [userId, roleId, email].filter((one) => one !== undefined);
  const errors: UserError[] = lengthErrors({
    description: { text: description, max: LONGEST.message },
  }).map((error) => ({ ...error, field: ['reviewer', ...(error.field ?? [])] }));
  if (named.length !== 1) {
    const message = said`Say who reviews it by exactly one of userId, roleId and email.`;
    errors.push({ field: ['reviewer'], code: 'INVALID_INPUT', message });
  } else if (email !== undefined) errors.push(...emailErrors(['reviewer', 'email'], email));
  return errors;
}

/** SpotDraft takes people by their addresses here. Null for a user whom it does not have, or who is not active. */
export async function toReviewer(
  spotdraft: Pick<Users, 'findUserById'>,
  { userId, roleId, email, description }: ReviewerInput,
): Promise<Reviewer | null> {
  const said = description === undefined ? {} : { description };
  if (roleId !== undefined) return { roleId, ...said };
  if (email !== undefined) return { email, ...said };
  const user = await spotdraft.findUserById(userId ?? '', { lane: 'interactive' });
  return user?.isActive === true ? { email: user.email, ...said } : null;
}
