import type { UserError } from '../../domain/user-error.js';
import type { Expression } from '../expression/expression.js';
import { shorten, shownExpression } from '../wording/show-value.js';
import { evaluateForDeal } from './evaluate-for-deal.js';
import { isAbsent } from './is-absent.js';
import type { ReadableDeal } from './readable-deal.js';
import { said } from '../../domain/said.js';

/** Reads the parts of one thing that the mapping describes, such as a counterparty, and collects all that is wrong with it. */
export interface PartReader {
  readonly userErrors: readonly UserError[];
  /** `message` goes on from the name of the thing: `needs a contact`. */
  report(code: UserError['code'], path: readonly string[], message: string): void;
  evaluate(expression: Expression | null, path: readonly string[]): Promise<unknown>;
  text(expression: Expression | null, path: readonly string[]): Promise<string | undefined>;
  flag(expression: Expression | null, path: readonly string[]): Promise<boolean | undefined>;
  /** From 1 on. */
  wholeNumber(expression: Expression | null, path: readonly string[]): Promise<number | undefined>;
  /** A value that was found already, as text. */
  textOf(value: unknown, path: readonly string[], expression: Expression): string | undefined;
}

export interface PartReaderParts {
  readonly deal: ReadableDeal;
  readonly now: Date;
  /** The thing at the start of a sentence: `Counterparty 1`. */
  readonly subject: string;
  /** Where it stands in the input; null for what no caller can give. */
  readonly at: readonly string[] | null;
}

export function createPartReader({ deal, now, subject, at }: PartReaderParts): PartReader {
  const userErrors: UserError[] = [];
  const fieldOf = (path: readonly string[]) => (at === null ? null : [...at, ...path]);

  function report(code: UserError['code'], path: readonly string[], message: string): void {
    userErrors.push({ field: fieldOf(path), code, message: said`${subject} ${message}` });
  }

  async function evaluate(
    expression: Expression | null,
    path: readonly string[],
  ): Promise<unknown> {
    if (expression === null) return undefined;
    const result = await evaluateForDeal({
      expression,
      deal,
      now,
      path: fieldOf(path),
      subject: `${subject}, ${path.join('.')}`,
    });
    if (result.userError === null) return result.value;
    userErrors.push(result.userError);
    return undefined;
  }

  function textOf(
    value: unknown,
    path: readonly string[],
    expression: Expression,
  ): string | undefined {
    if (isAbsent(value)) return undefined;
    if (typeof value === 'string') return value.trim();
    if (expression.scalar !== null) return expression.scalar;
    report(
      'INVALID_VALUE',
      path,
      said`needs a text as ${path.join('.')}, but ${shownExpression(expression)} gives ${shorten(value)}. Narrow the expression to one text, or wrap it in $string(…).`,
    );
    return undefined;
  }

  return {
    userErrors,
    report,
    evaluate,
    textOf,
    async text(expression, path) {
      if (expression === null) return undefined;
      return textOf(await evaluate(expression, path), path, expression);
    },
    async flag(expression, path) {
      if (expression === null) return undefined;
      const value = await evaluate(expression, path);
      if (isAbsent(value)) return undefined;
      if (typeof value === 'boolean') return value;
      report(
        'INVALID_VALUE',
        path,
        said`needs true or false as ${path.join('.')}, but ${shownExpression(expression)} gives ${shorten(value)}. Correct the expression.`,
      );
      return undefined;
    },
    async wholeNumber(expression, path) {
      if (expression === null) return undefined;
      const value = await evaluate(expression, path);
      if (isAbsent(value)) return undefined;
      if (typeof value === 'number' && isPlace(value)) return value;
      report(
        'INVALID_VALUE',
        path,
        said`needs a whole number from 1 on as ${path.join('.')}, but ${shownExpression(expression)} gives ${shorten(value)}. Correct the expression.`,
      );
      return undefined;
    },
  };
}

/** Whether a number counts things. */
export function isPlace(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 1_000;
}
