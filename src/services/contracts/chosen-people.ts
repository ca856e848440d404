import type { Invitee } from '../../domain/invitation.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import { noted, said, saidChoice } from '../../domain/said.js';

/**
 * The one member or role that was named.
 * @throws InputError for what is no id.
 */
export function inviteeOf(input: {
  readonly userId?: string;
  readonly roleId?: string;
}): Invitee | null {
  const { userId, roleId } = input;
  if (userId !== undefined) return { userId: parseNumberId(userId, noted`a user of SpotDraft`) };
  if (roleId !== undefined) return { roleId: parseNumberId(roleId, noted`a role of SpotDraft`) };
  return null;
}

/** What is wrong where exactly one of several members has to be given. */
export function choiceErrors(
  path: readonly string[],
  choices: Readonly<Record<string, unknown>>,
): UserError[] {
  const names = Object.keys(choices).map((name) => `"${name}"`);
  const given = Object.values(choices).filter((value) => value !== undefined && value !== false);
  if (given.length === 1) return [];
  const either = saidChoice(names);
  return [
    {
      field: path.length === 0 ? null : path,
      code: given.length === 0 ? 'REQUIRED' : 'INVALID_INPUT',
      message: said`Give exactly one of ${either}.`,
    },
  ];
}
