import type { UserError } from '../domain/user-error.js';
import { isEmail } from '../mapping/fit/email.js';
import { LONGEST } from './text-length.js';
import { inQuotes } from '../domain/in-quotes.js';
import { said } from '../domain/said.js';

/** More than one contract has parties, signatories and lawyers. */
const MAX_EMAILS = 100;

/** What is wrong with an argument that is an address, at its path from `input`. */
export function emailErrors(field: readonly string[], email: string): UserError[] {
  if (email.length <= LONGEST.email && isEmail(email) && /@[^@]+\.[^@]+$/.test(email)) return [];
  const message = said`${inQuotes(email, 80)} is not an e-mail address.`;
  return [{ field, code: 'INVALID_VALUE', message }];
}

/** The same for a list of them. */
export function emailListErrors(field: string, emails: readonly string[] = []): UserError[] {
  if (emails.length > MAX_EMAILS) {
    const message = said`${emails.length} addresses are more than the ${MAX_EMAILS} that one contract is sent to.`;
    return [{ field: [field], code: 'INVALID_VALUE', message }];
  }
  return emails.flatMap((email, index) => emailErrors([field, String(index)], email));
}
