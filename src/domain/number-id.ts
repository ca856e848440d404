import { InputError } from './errors.js';
import { inQuotes } from './in-quotes.js';
import { noted } from './said.js';

/** Stays below Number.MAX_SAFE_INTEGER. */
const NUMBER_ID = /^[1-9][0-9]{0,14}$/;

export function isNumberId(text: string): boolean {
  return NUMBER_ID.test(text);
}

/**
 * Ids that are positive whole numbers, kept as text: SpotDraft's of everything but contracts, and ours of deliveries.
 * @param what with its article, as in "a template"
 * @throws InputError that says what such an id looks like.
 */
export function parseNumberId(text: string, what: string): string {
  if (isNumberId(text)) return text;
  throw new InputError(noted`${inQuotes(text)} is not the id of ${what}: it is a number.`);
}
