import type { UserError } from '../../domain/user-error.js';
import { ExpressionError } from '../expression/expression-error.js';
import type { Expression } from '../expression/expression.js';
import { shownExpression } from '../wording/show-value.js';
import { withheldFrom, type ReadableDeal, type WithheldKind } from './readable-deal.js';
import { said } from '../../domain/said.js';

/** Why there is no value. */
export type EvaluationFailure = 'failed' | WithheldKind;

export type Evaluated =
  | { readonly userError: null; readonly value: unknown }
  | { readonly userError: UserError; readonly failure: EvaluationFailure };

const WITHHELD: Readonly<Record<WithheldKind, () => string>> = {
  masked: () =>
    said`is masked for this reader: the CRM shows it only to users who may view encrypted data. Have one of them make the contract, or pass the value in data`,
  file: () =>
    said`is the body of a file, which can not go into a field of a contract. Map another field, or pass the value in data`,
};

/** Evaluates one expression over a deal; a failure becomes a user error that names `subject` and the expression. */
export async function evaluateForDeal(input: {
  readonly expression: Expression;
  readonly deal: ReadableDeal;
  readonly now: Date;
  readonly path: readonly string[] | null;
  /** Whose value this is, at the start of a sentence. */
  readonly subject: string;
}): Promise<Evaluated> {
  const { expression, deal, now, path, subject } = input;
  const withheld = withheldFrom(deal, expression.derivation.reads);
  if (withheld !== null) {
    const message = said`${subject}: ${withheld.path.join('.')}, which the expression ${shownExpression(expression)} reads, ${WITHHELD[withheld.kind]()}.`;
    const userError: UserError = { field: path, code: 'INVALID_VALUE', message };
    return { userError, failure: withheld.kind };
  }
  try {
    return { userError: null, value: await expression.evaluate(deal.record, now) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { fileName, line } = expression.location;
    const message = said`${subject}: the expression ${shownExpression(expression)} failed on this deal: ${error.message}. Correct the deal, or the expression in ${fileName} line ${line}.`;
    return { userError: { field: path, code: 'MAPPING_FAILED', message }, failure: 'failed' };
  }
}
