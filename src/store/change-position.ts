import { z } from 'zod';

/** How long an entry of the change log is kept, and how many at most. */
export const KEEP_CHANGES_MS = 15 * 60_000;
export const KEEP_CHANGES = 20_000;

const DIGITS = 15;
const PATTERN = new RegExp(`^([0-9a-f]{16})-([0-9]{${DIGITS}})$`);

/** `epoch` names the store, since numbers start anew in another one. Padded, so that positions compare as texts. */
export function toPosition(epoch: string, number: number): string {
  return `${epoch}-${String(number).padStart(DIGITS, '0')}`;
}

/** Null for a text that is no position. */
export function parsePosition(
  position: string,
): { readonly epoch: string; readonly number: number } | null {
  const [, epoch, digits] = PATTERN.exec(position) ?? [];
  return epoch === undefined ? null : { epoch, number: Number(digits) };
}

export const epochText = z.string().regex(/^[0-9a-f]{16}$/);

/**
 * Whether everything after `after` is still there.
 * @param log.first number of the oldest entry kept; null when none is
 * @param log.last number of the newest entry there ever was
 */
export function isComplete(
  after: number,
  log: { readonly first: number | null; readonly last: number },
): boolean {
  return after <= log.last && after >= (log.first ?? log.last + 1) - 1;
}
