import { compileExpression, type Expression } from '../expression/expression.js';
import { ExpressionError } from '../expression/expression-error.js';
import { fixedTextHint } from '../wording/fixed-text.js';
import { shortExpression } from '../wording/show-value.js';
import { misreadScalar } from './misread-scalar.js';
import type { SourceProblem } from './source-location.js';
import type { KeyPath, YamlSource } from './yaml-source.js';

/** Compiles an expression as it stands at `path` of a file, or says where and why it can't be read. */
export function compileWritten(
  text: string,
  path: KeyPath,
  {
    source,
    timeZone,
    hint = null,
  }: {
    readonly source: YamlSource;
    readonly timeZone: string;
    readonly hint?: string | null;
  },
): { readonly expression: Expression } | { readonly problem: SourceProblem } {
  const location = source.locate(path);
  const scalar = source.numberText(path) ?? source.numberText([...path, 'expression']);
  const misread = scalar === null ? misreadScalar(text) : null;
  if (misread !== null) {
    return { problem: { location, message: `${path.join('.')}: ${misread}` } };
  }
  try {
    return { expression: compileExpression(text, location, { timeZone, scalar, hint }) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const message = `${path.join('.')}: the expression ${shortExpression(text)} can't be read: ${error.message}; correct its JSONata${fixedTextHint(text)}`;
    return { problem: { location, message } };
  }
}
