import { InputError } from './errors.js';
import { inQuotes } from './in-quotes.js';
import { noted } from './said.js';

declare const brand: unique symbol;

/** An 18-character CRM record id of an opportunity. */
export type OpportunityId = string & { readonly [brand]: 'OpportunityId' };

const SUFFIX_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The three check characters of a 15-character Salesforce id: one per group of five, each the index of the
 * 5-bit number whose bit i says that character i is an upper-case letter.
 */
function checkCharacters(id15: string): string {
  let suffix = '';
  for (let group = 0; group < 3; group += 1) {
    let bits = 0;
    for (let i = 0; i < 5; i += 1) {
      const character = id15.charAt(group * 5 + i);
      if (character >= 'A' && character <= 'Z') bits |= 1 << i;
    }
    suffix += SUFFIX_ALPHABET.charAt(bits);
  }
  return suffix;
}

/**
 * Brings a Salesforce record id to its 18-character form, or returns null when it is malformed
 * or its check characters do not fit. Accepts 15 or 18 characters; case matters in the first 15.
 */
export function toRecordId18(text: string): string | null {
  if (!/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(text)) return null;
  const id15 = text.slice(0, 15);
  const suffix = checkCharacters(id15);
  if (text.length === 18 && text.slice(15).toUpperCase() !== suffix) return null;
  return id15 + suffix;
}

/**
 * Brings the id of a CRM record to its 18-character form.
 * @param what with its article, as in "an account"
 * @param prefix the key prefix of the object
 * @throws InputError that says what such an id looks like.
 */
export function parseRecordId(text: string, what: string, prefix: string): string {
  const id = toRecordId18(text);
  if (!id?.startsWith(prefix)) {
    throw new InputError(
      noted`${inQuotes(text)} is not the id of ${what}: it has 15 or 18 letters and digits and starts with ${prefix}.`,
    );
  }
  return id;
}

/** The opportunity id in its 18-character form, or null. The key prefix of opportunities is `006`. */
export function toOpportunityId(text: string): OpportunityId | null {
  const id = toRecordId18(text);
  return id?.startsWith('006') ? (id as OpportunityId) : null;
}

/** @throws InputError that says what an opportunity id looks like. */
export function parseOpportunityId(text: string): OpportunityId {
  return parseRecordId(text, noted`an opportunity`, '006') as OpportunityId;
}

/** Well formed and of no deal: for questions that must cost the same where there is nothing to ask about. */
export const NOBODYS_DEAL = parseOpportunityId('006000000000000');
