import { ExpressionError } from '../../mapping/expression/expression-error.js';
import { WITHHELD, withheldFrom } from '../../mapping/index.js';
import type { Automation, ReadableDeal } from '../../mapping/index.js';
import { noted } from '../../domain/said.js';

export type Judgement =
  | { readonly kind: 'right' }
  | { readonly kind: 'other' }
  /** The condition can't be worked out for this deal. */
  | { readonly kind: 'failed'; readonly text: string };

/** Whether a deal is right for a rule. Only true is: neither a text nor a number makes a contract. */
export async function judgeDeal(
  { when }: Automation,
  deal: ReadableDeal,
  now: Date,
): Promise<Judgement> {
  const withheld = withheldFrom(deal, when.derivation.reads);
  if (withheld !== null) {
    const { fileName, line } = when.location;
    const text = noted`Whether a contract is due can't be worked out for this deal: ${withheld.path.join('.')}, which the expression in ${fileName} line ${line} reads, ${WITHHELD[withheld.kind]}.`;
    return { kind: 'failed', text };
  }
  try {
    return (await when.evaluate(deal.record, now)) === true ? { kind: 'right' } : { kind: 'other' };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { fileName, line } = when.location;
    const text = noted`Whether a contract is due can't be worked out for this deal: ${error.message}. Correct the deal, or the expression in ${fileName} line ${line}.`;
    return { kind: 'failed', text };
  }
}
