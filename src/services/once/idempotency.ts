import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import { said } from '../../domain/said.js';

/** How long a wish without a key of its own is remembered after completion. */
const WITHOUT_KEY_MS = 60_000;
const MAX_KEY_LENGTH = 200;

/** How long a repeat is the same wish; null for ever. */
export function rememberMs(key: string | undefined): number | null {
  return key === undefined ? WITHOUT_KEY_MS : null;
}

export function keyErrors(key: string | undefined): UserError[] {
  if (key === undefined || (!isBlank(key) && key.length <= MAX_KEY_LENGTH)) return [];
  return [
    {
      field: ['idempotencyKey'],
      code: 'INVALID_INPUT',
      message: said`"idempotencyKey" has ${key.length} characters; it needs 1 to ${MAX_KEY_LENGTH} that are not all blank.`,
    },
  ];
}
