import type { DealRecord } from '../connectors/crm.js';
import type { UserError } from '../domain/user-error.js';
import { ExpressionError, type Expression } from './expression.js';

export type Evaluated =
  { readonly userError: null; readonly value: unknown } | { readonly userError: UserError };

/** Evaluates one expression over a deal; a failure becomes a user error that names `subject` and the expression. */
export async function evaluateForDeal(input: {
  readonly expression: Expression;
  readonly deal: DealRecord;
  readonly now: Date;
  readonly path: readonly string[];
  /** Whose value this is, at the start of a sentence. */
  readonly subject: string;
}): Promise<Evaluated> {
  const { expression, deal, now, path, subject } = input;
  try {
    return { userError: null, value: await expression.evaluate(deal, now) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { fileName, line } = expression.location;
    const message =
      `${subject}: the expression ${expression.text} failed on this deal: ${error.message}. ` +
      `Correct the deal, or the expression in ${fileName} line ${line}.`;
    return { userError: { field: path, code: 'MAPPING_FAILED', message } };
  }
}
