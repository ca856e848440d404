import { CLOSE_BLOCKERS, TERMS } from './contract-view.js';
import type { Expression } from '../expression/expression.js';

/** Whether one of these write-back expressions sees what came of the checks of signed terms. */
export function readsTerms(fields: ReadonlyMap<string, Expression>): boolean {
  return [...fields.values()].some(({ derivation }) =>
    [...derivation.reads].some(
      ({ path }) => path.length === 0 || path.includes(TERMS) || path[0] === CLOSE_BLOCKERS,
    ),
  );
}
