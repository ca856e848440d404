import { contractIdOf, parseContractRef } from '../domain/contract-id.js';
import { InputError } from '../domain/errors.js';
import { inQuotes } from '../domain/in-quotes.js';
import { numberKeyOf } from '../store/dirty-key.js';
import type { DirtyKey } from '../store/queue.js';
import { said } from '../domain/said.js';

/**
 * All under which something about a contract may be kept: what is told of it waits under its bare number until that is
 * resolved, and a number alone may mean either of two.
 * @throws InputError
 */
export function contractKeysOf(text: string): readonly DirtyKey[] {
  const ref = parseContractRef(text.replace(/^#/u, ''));
  if (ref === null) {
    throw new InputError(
      said`${inQuotes(text)} is not a contract id: it is T- or H- and a number, such as T-123, or the number alone.`,
    );
  }
  const prefixes = ref.prefix === undefined ? (['T', 'H'] as const) : [ref.prefix];
  return [numberKeyOf(ref.number), ...prefixes.map((prefix) => contractIdOf(prefix, ref.number))];
}
