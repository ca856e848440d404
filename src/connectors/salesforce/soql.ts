import { InputError } from '../../domain/errors.js';
import { inQuotes } from '../../domain/in-quotes.js';
import { noted } from '../../domain/said.js';

/**
 * Builds SOQL text. REST queries have no bind variables, so every value is spliced into the text: the only ways to
 * put one in are the literal functions below, and the only way to put a name in is a checked `FieldPath`.
 */

/** Salesforce refuses longer string literals in a WHERE clause. */
const MAX_LITERAL_LENGTH = 4_000;

const API_NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

/** A condition of a WHERE clause; `never` is what no row meets, which SOQL itself can't say. */
export type Condition =
  | { readonly kind: 'simple'; readonly text: string }
  | { readonly kind: 'and' | 'or'; readonly text: string }
  | { readonly kind: 'never' };

export type Literal = string & { readonly __literal: unique symbol };

export interface SelectParts {
  /** Field paths and complete child subqueries. */
  readonly fields: readonly string[];
  readonly from: string;
  readonly where?: Condition | null;
  /** Each as `orderBy` makes it. */
  readonly orderBy?: readonly string[];
  readonly limit?: number;
  /** Rows to skip, 2,000 at most. */
  readonly offset?: number;
}

/** @returns the query, or null when its condition can't be met by any row: nothing has to be asked then. */
export function select(parts: SelectParts): string | null {
  const where = parts.where ?? null;
  if (where?.kind === 'never') return null;
  const clauses = [`SELECT ${parts.fields.join(', ')} FROM ${apiName(parts.from)}`];
  if (where !== null) clauses.push(`WHERE ${where.text}`);
  if (parts.orderBy !== undefined && parts.orderBy.length > 0) {
    clauses.push(`ORDER BY ${parts.orderBy.join(', ')}`);
  }
  if (parts.limit !== undefined) clauses.push(`LIMIT ${Math.max(1, Math.trunc(parts.limit))}`);
  if (parts.offset !== undefined && parts.offset > 0)
    clauses.push(`OFFSET ${Math.trunc(parts.offset)}`);
  return clauses.join(' ');
}

/**
 * `(SELECT … FROM Relationship ORDER BY …)`, for the field list of a query. Without an order Salesforce hands the rows out as
 * it likes, and differently the next time.
 */
export function childSelect(
  relationship: string,
  fields: readonly string[],
  order: readonly [string, ...string[]],
): string {
  return `(SELECT ${fields.join(', ')} FROM ${apiName(relationship)} ORDER BY ${order.join(', ')})`;
}

/** A checked object, field or relationship name. */
export function apiName(name: string): string {
  if (!API_NAME.test(name)) {
    throw new InputError(noted`${inQuotes(name, 80)} is not a Salesforce API name.`);
  }
  return name;
}

/** A checked path of names, such as `Account.Owner.Name`. */
export function fieldPath(segments: readonly string[]): string {
  return segments.map(apiName).join('.');
}

/** A quoted text. The backslash goes first: escaping only quotes lets a trailing one end the literal early. */
export function text(value: string): Literal {
  return quoted(escape(value));
}

/** A quoted pattern that matches texts containing `value`; `%` and `_` in it match themselves. */
export function containing(value: string): Literal {
  return quoted(`%${escapeWildcards(escape(value))}%`);
}

/**
 * A quoted pattern that matches texts in which the words stand in this order, as names are typed: Salesforce tells `ü` and `u`
 * apart, people don't. A Latin letter beyond ASCII matches any one letter, and so does a vowel of a longer word, which may
 * have its accent on the other side.
 */
export function containingWords(words: readonly string[]): Literal {
  return quoted(`%${words.map(loosePattern).join('%')}%`);
}

/** The same for texts that begin so. */
export function beginningWith(word: string): Literal {
  return quoted(`${loosePattern(word)}%`);
}

/** Wildcards alone would match everything: some letters have to stay. */
const LEAST_FIRM_LETTERS = 3;
const LONGER_WORD = 6;

function loosePattern(word: string): string {
  const exact = escapeWildcards(escape(word));
  const loose = word.length < LONGER_WORD ? ACCENTED : ACCENTED_OR_VOWEL;
  const firm = word.replace(loose, '');
  return firm.length < LEAST_FIRM_LETTERS
    ? exact
    : exact.replace(loose, (letter) =>
        /^[aou]e$/iu.test(letter) ? '%' : '_'.repeat(letter.length),
      );
}

const ACCENTED = /(?!\p{ASCII})\p{Script=Latin}/gu;
/** Two of them together may be one umlaut on the other side. */
const ACCENTED_OR_VOWEL = /(?!\p{ASCII})\p{Script=Latin}|[aou]e|[aeiou]/giu;

/** A number without exponent, which SOQL does not read. */
export function number(value: number): Literal {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e18) {
    throw new InputError(noted`${value} is not a number that Salesforce can compare with.`);
  }
  const plain = String(value);
  return literal(plain.includes('e') ? value.toFixed(18).replace(/\.?0+$/, '') : plain);
}

/** An amount in a currency, which Salesforce compares with the converted amounts of rows in others. */
export function currency(code: string, value: number): Literal {
  if (!/^[A-Z]{3}$/.test(code)) {
    throw new InputError(noted`${inQuotes(code, 10)} is not the code of a currency.`);
  }
  return literal(code + number(value));
}

export function boolean(value: boolean): Literal {
  return literal(value ? 'true' : 'false');
}

/** @param value `YYYY-MM-DD`, a day that exists. */
export function date(value: string): Literal {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(parsed) || new Date(parsed).toISOString().slice(0, 10) !== value) {
    throw new InputError(noted`${inQuotes(value)} is not a date: it is written YYYY-MM-DD.`);
  }
  return literal(value);
}

/** @param value ISO 8601 with a zone; written back in UTC. */
export function dateTime(value: string): Literal {
  const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/;
  const parsed = shape.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(parsed)) {
    throw new InputError(
      noted`${inQuotes(value)} is not a date-time: it is written YYYY-MM-DDThh:mm:ssZ.`,
    );
  }
  return literal(new Date(parsed).toISOString());
}

export const nothing = literal('null');

export function compare(
  path: string,
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE',
  value: Literal,
): Condition {
  return { kind: 'simple', text: `${fieldPath(path.split('.'))} ${operator} ${value}` };
}

/** `path IN (…)`. An empty list is malformed in SOQL; here no row meets it. */
export function isIn(path: string, values: readonly Literal[]): Condition {
  if (values.length === 0) return { kind: 'never' };
  return { kind: 'simple', text: `${fieldPath(path.split('.'))} IN (${values.join(', ')})` };
}

/** `path NOT IN (…)`. Every row meets an empty list. */
export function isNotIn(path: string, values: readonly Literal[]): Condition | null {
  if (values.length === 0) return null;
  return { kind: 'simple', text: `${fieldPath(path.split('.'))} NOT IN (${values.join(', ')})` };
}

/** Null conditions are left out; without any left there is no condition. */
export function and(conditions: readonly (Condition | null)[]): Condition | null {
  return join('and', conditions);
}

/** At least one condition has to be given. */
export function or(conditions: readonly [Condition, ...Condition[]]): Condition {
  return join('or', conditions) ?? { kind: 'never' };
}

export function orderBy(path: string, direction: 'ASC' | 'DESC', nulls?: 'LAST'): string {
  const order = `${fieldPath(path.split('.'))} ${direction}`;
  return nulls === undefined ? order : `${order} NULLS ${nulls}`;
}

function join(kind: 'and' | 'or', conditions: readonly (Condition | null)[]): Condition | null {
  const given = conditions.filter((condition) => condition !== null);
  if (kind === 'and' && given.some((condition) => condition.kind === 'never')) {
    return { kind: 'never' };
  }
  const terms = given.filter((condition) => condition.kind !== 'never');
  const [first] = terms;
  if (first === undefined) return given.length > 0 ? { kind: 'never' } : null;
  if (terms.length === 1) return first;
  // SOQL refuses AND beside OR without parentheses.
  const texts = terms.map((term) => (term.kind === 'simple' ? term.text : `(${term.text})`));
  return { kind, text: texts.join(kind === 'and' ? ' AND ' : ' OR ') };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

function escape(value: string): string {
  // Half a surrogate pair can't be put into a URL.
  return value
    .toWellFormed()
    .replace(/[\\'"\n\r\t\b\f]/g, (character) => ESCAPES[character] ?? character);
}

function escapeWildcards(escaped: string): string {
  return escaped.replace(/[%_]/g, (wildcard) => `\\${wildcard}`);
}

function quoted(escaped: string): Literal {
  if (escaped.length > MAX_LITERAL_LENGTH) {
    throw new InputError(
      noted`A text to search for is too long: Salesforce takes ${MAX_LITERAL_LENGTH.toLocaleString('en')} characters.`,
    );
  }
  return literal(`'${escaped}'`);
}

function literal(value: string): Literal {
  return value as Literal;
}
