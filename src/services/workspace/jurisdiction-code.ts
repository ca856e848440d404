import { InputError } from '../../domain/errors.js';
import { inQuotes } from '../../domain/in-quotes.js';
import type { UserError } from '../../domain/user-error.js';
import { said } from '../../domain/said.js';

/** A country by two letters of ISO 3166, or a part of one: `US`, `US-CA`. */
const CODE = /^[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?$/;

/** @throws InputError for what is no code of a jurisdiction. */
export function parseJurisdictionCode(text: string): string {
  if (!CODE.test(text)) throw new InputError(sentenceOf(text));
  return text.toUpperCase();
}

export function jurisdictionErrors(field: readonly string[], text: string): UserError[] {
  return CODE.test(text) ? [] : [{ field, code: 'INVALID_VALUE', message: sentenceOf(text) }];
}

function sentenceOf(text: string): string {
  return said`${inQuotes(text)} is no ISO code of a jurisdiction. It looks like US or US-CA.`;
}
