/** An expression is malformed or failed over its input. The message names the place inside the expression. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}
