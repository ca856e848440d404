import jsonata from 'jsonata';
import { z } from 'zod';
import { wellFormed } from '../../domain/well-formed.js';
import type { SourceLocation } from '../file/source-location.js';
import { deriveReads, type Derivation } from '../reads/derive-reads.js';
import { boundFunctions } from './bounded-functions.js';
import { EvaluationLimits, MAX_LIST_LENGTH, isFunction } from './evaluation-limits.js';
import { ExpressionError } from './expression-error.js';
import { LinearRegExp, toLinear } from './linear-regex.js';
import { readSyntax } from './syntax.js';
import { dateIn, offsetIn } from './time-zone.js';

/** Nested evaluations; far more than a readable expression has, far less than the JavaScript stack holds. */
const MAX_DEPTH = 1_000;

/** One compiled JSONata expression of the mapping file. */
export interface Expression {
  readonly text: string;
  /** Where its key stands in the file. */
  readonly location: SourceLocation;
  /** A number that stands alone and without quotes, as it was written: `01234`. A text place takes it as it is. */
  readonly scalar: string | null;
  /** What people are told of it instead of its text; null where the mapping has none. */
  readonly hint: string | null;
  /** What it reads of its input and what it may give, found out once. */
  readonly derivation: Derivation;
  /**
   * The value as plain JSON, but for numbers that JSON can't hold, which are left to be refused where they are to go;
   * `undefined` when the expression finds nothing. Members of `input` that are null count as absent. `$now()` and
   * `$today()` are of `now`, in the mapping's time zone. A runaway expression ends after two seconds, during which the
   * process goes on. Reads nothing but `input`.
   * @throws ExpressionError
   */
  evaluate(input: unknown, now: Date): Promise<unknown>;
}

/** What jsonata throws: a plain object or an Error, with a position that counts characters from 1. */
const jsonataFailure = z.object({
  message: z.string().catch('it failed without a reason'),
  position: z.number().optional().catch(undefined),
});

const formatInstant = jsonata('$fromMillis($instantMs, $picture, $zone)');

/** @throws ExpressionError that names the character where the expression stops making sense. */
export function compileExpression(
  text: string,
  location: SourceLocation,
  {
    timeZone,
    scalar,
    hint = null,
  }: { readonly timeZone: string; readonly scalar: string | null; readonly hint?: string | null },
): Expression {
  let compiled: jsonata.Expression;
  let derivation: Derivation;
  try {
    compiled = jsonata(text, {
      stack: MAX_DEPTH,
      sequence: MAX_LIST_LENGTH,
      // jsonata asks for a whole constructor and uses `exec` and `lastIndex`.
      RegexEngine: LinearRegExp as unknown as RegExpConstructor,
    });
    const tree: unknown = compiled.ast();
    checkRegexes(tree);
    const derived = deriveReads(readSyntax(tree));
    // As a text, a number without quotes keeps all its digits; as a number it is judged where it goes.
    derivation = scalar === null ? derived : { ...derived, numberProblems: [] };
  } catch (error) {
    throw toExpressionError(error);
  }
  boundFunctions(compiled);
  limitEvaluations(compiled);
  return {
    text: scalar ?? text,
    location,
    scalar,
    hint,
    derivation,
    async evaluate(input, now) {
      try {
        const bindings = timeFunctions(now, timeZone);
        return toPlain(await compiled.evaluate(withoutNulls(input), bindings));
      } catch (error) {
        throw toExpressionError(error);
      }
    },
  };
}

/** A pattern that can't be matched in linear time is refused when the file is read, not on some deal. */
function checkRegexes(tree: unknown, seen = new Set<object>()): void {
  if (typeof tree !== 'object' || tree === null || seen.has(tree)) return;
  seen.add(tree);
  if (tree instanceof RegExp) toLinear(tree);
  else for (const part of Object.values(tree)) checkRegexes(part, seen);
}

/** jsonata's hooks for debuggers: called, and waited for, before and after each node. `base` is one evaluation. */
interface Hooked {
  assign(name: symbol, hook: (...args: never[]) => unknown): void;
}
interface Frame {
  readonly base: object;
}

function limitEvaluations(compiled: jsonata.Expression): void {
  const running = new WeakMap<object, EvaluationLimits>();
  const limitsOf = ({ base }: Frame): EvaluationLimits => {
    const limits = running.get(base) ?? new EvaluationLimits();
    running.set(base, limits);
    return limits;
  };
  const hooked = compiled as unknown as Hooked;
  hooked.assign(Symbol.for('jsonata.__evaluate_entry'), (_node, _input, frame: Frame) =>
    limitsOf(frame).enter(),
  );
  hooked.assign(
    Symbol.for('jsonata.__evaluate_exit'),
    (_node, _input, frame: Frame, result: unknown) => limitsOf(frame).leave(result),
  );
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
function timeFunctions(now: Date, timeZone: string): Record<string, unknown> {
  return {
    today: () => dateIn(timeZone, now),
    millis: () => now.getTime(),
    now: async (picture?: string, zone?: string): Promise<unknown> =>
      formatInstant.evaluate(undefined, {
        instantMs: now.getTime(),
        picture,
        zone: forJsonata(zone ?? offsetIn(timeZone, now)),
      }),
  };
}

/** jsonata takes the hours of -0330 for -4, rounding down; of -0230 it makes the hours and minutes that are meant. */
function forJsonata(offset: string): string {
  const match = /^-(\d\d)(?!00)(\d\d)$/.exec(offset);
  const hours = Number(match?.[1] ?? 0);
  return hours === 0 ? offset : `-${String(hours - 1).padStart(2, '0')}${match?.[2] ?? ''}`;
}

function toExpressionError(error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error;
  if (error instanceof RangeError) {
    return new ExpressionError('it is nested too deep or makes too long a text', { cause: error });
  }
  const { message, position } = jsonataFailure.parse(error);
  const place = position === undefined ? '' : ` (at character ${position})`;
  return new ExpressionError(`${message}${place}`, { cause: error });
}

/** jsonata's sequences are arrays with marks on them, and its functions are objects; only plain JSON may leave. */
function toPlain(value: unknown): unknown {
  if (typeof value === 'function' || (typeof value === 'object' && value && isFunction(value))) {
    throw new ExpressionError('the result is a function; call it by writing parentheses after it');
  }
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([key, member]) => [key, toPlain(member)]));
  }
  return typeof value === 'string' ? wellFormed(value) : value;
}
