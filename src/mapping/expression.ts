import jsonata from 'jsonata';
import { z } from 'zod';
import type { SourceLocation } from './source-location.js';
import { readSyntax, type Syntax } from './syntax.js';

/** Wall-clock limit of one evaluation; an expression over one record takes well under a millisecond. */
const TIMEOUT_MS = 1_000;
/** Nested evaluations; far more than a readable expression has, far less than the JavaScript stack holds. */
const MAX_DEPTH = 1_000;
const MAX_SEQUENCE = 20_000;

/** One compiled JSONata expression of the mapping file. */
export interface Expression {
  readonly text: string;
  readonly location: SourceLocation;
  readonly syntax: Syntax;
  /**
   * The value as plain JSON; `undefined` when the expression finds nothing. Members of `input` that are null count as
   * absent. `$now()` and `$today()` (UTC) are of `now`.
   * An endless expression ends after a second. Reads nothing but `input`.
   * @throws ExpressionError
   */
  evaluate(input: unknown, now: Date): Promise<unknown>;
}

/** An expression is malformed or failed over its input. The message names the place inside the expression. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/** What jsonata throws: a plain object or an Error, with a position that counts characters from 1. */
const jsonataFailure = z.object({
  message: z.string().catch('it failed without a reason'),
  position: z.number().optional().catch(undefined),
});

const formatInstant = jsonata('$fromMillis($instantMs, $picture, $zone)');

/** @throws ExpressionError that names the character where the expression stops making sense. */
export function compileExpression(text: string, location: SourceLocation): Expression {
  let compiled: jsonata.Expression;
  try {
    compiled = jsonata(text, { timeout: TIMEOUT_MS, stack: MAX_DEPTH, sequence: MAX_SEQUENCE });
  } catch (error) {
    throw toExpressionError(error);
  }
  return {
    text,
    location,
    syntax: readSyntax(compiled.ast()),
    async evaluate(input, now) {
      try {
        return toPlain(await compiled.evaluate(withoutNulls(input), timeFunctions(now)));
      } catch (error) {
        throw toExpressionError(error);
      }
    },
  };
}

/**
 * Takes out members that are null. JSONata joins a null to a text as "null", and a contract must not say
 * "Acme null" because a CRM field is empty; an absent member joins as nothing.
 */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}

/** jsonata reads the machine's clock by itself; these stand in its place, so that a result depends on `now` alone. */
function timeFunctions(now: Date): Record<string, unknown> {
  return {
    today: () => now.toISOString().slice(0, 10),
    millis: () => now.getTime(),
    now: async (picture?: string, zone?: string): Promise<unknown> =>
      formatInstant.evaluate(undefined, { instantMs: now.getTime(), picture, zone }),
  };
}

function toExpressionError(error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error;
  const { message, position } = jsonataFailure.parse(error);
  const place = position === undefined ? '' : ` (at character ${position})`;
  return new ExpressionError(`${message}${place}`, { cause: error });
}

/** jsonata's sequences are arrays with marks on them, and its functions are objects; only plain JSON may leave. */
function toPlain(value: unknown): unknown {
  if (typeof value === 'function' || isFunctionObject(value)) {
    throw new ExpressionError('the result is a function; call it by writing parentheses after it');
  }
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([key, member]) => [key, toPlain(member)]));
  }
  return value;
}

function isFunctionObject(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('_jsonata_lambda' in value || '_jsonata_function' in value)
  );
}
