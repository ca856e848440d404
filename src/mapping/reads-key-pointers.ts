import type { Mapping } from './mapping.js';

/** Whether a change of a contract's key pointers may be news to one of the checks, or to when a contract is renewed. */
export function readsKeyPointers({
  checks,
  renewals,
}: Pick<Mapping, 'checks' | 'renewals'>): boolean {
  return (
    checks.checks.some(
      ({ when, signed }) => signed.readsKeyPointers || when?.readsKeyPointers === true,
    ) || [...renewals.values()].some((rule) => rule.readsKeyPointers)
  );
}
