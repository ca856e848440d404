import type { UserError } from '../../domain/user-error.js';
import type { DraftedList, DraftedSignatory } from './drafted.js';
import { said } from '../../domain/said.js';

/** Holds signatories against SpotDraft's rule of order: all have a place or none, and then a counterparty signs, too. */
export function inOrder(signatories: readonly DraftedSignatory[]): DraftedList<DraftedSignatory> {
  const isOrdered = signatories.some(({ found }) => found.order !== undefined);
  if (!isOrdered) return { drafted: signatories, userErrors: [] };
  const drafted = signatories.map((signatory, index): DraftedSignatory => {
    if (signatory.found.order !== undefined) return signatory;
    const field = ['signatories', String(index), 'order'];
    // What is wrong with the order itself has been said.
    if (signatory.userErrors.some((error) => error.field?.[2] === 'order')) return signatory;
    const message = said`Signatory ${index + 1} needs an order: all signatories have a place in the order of signing, or none.`;
    return {
      ...signatory,
      request: null,
      userErrors: [...signatory.userErrors, { field, code: 'REQUIRED', message }],
    };
  });
  const hasCounterparty = signatories.some(({ found }) => found.isCounterparty);
  const nobody: UserError = {
    field: ['signatories'],
    code: 'INVALID_VALUE',
    message: said`An order of signing needs somebody who signs for a counterparty. Name one of them, or leave out order.`,
  };
  return { drafted, userErrors: hasCounterparty ? [] : [nobody] };
}
