import { isBlank } from '../../domain/well-formed.js';

/** SpotDraft refuses empty texts, so they count as no value, as null does; so does text in which nobody sees anything. */
export function isAbsent(value: unknown): value is undefined | null | string {
  return value === undefined || value === null || (typeof value === 'string' && isBlank(value));
}
