import type { Expression } from 'jsonata';
import { ExpressionError } from './expression-error.js';
import { MAX_SIZE, tooLarge } from './evaluation-limits.js';

/**
 * Replaces those of JSONata's own functions that make much out of little in one step, where no limit is asked: the same
 * results, or an ExpressionError before the work is done.
 */
export function boundFunctions(expression: Expression): void {
  expression.registerFunction('pad', pad, '<s-ns?:s>');
  expression.registerFunction('join', join, '<a<s>s?:s>');
  expression.registerFunction('distinct', distinct, '<x:x>');
}

/** To the right, or to the left with a negative width; widths count characters, not UTF-16 units. */
function pad(text: string | undefined, width: number, fill?: string): string | undefined {
  if (text === undefined) return undefined;
  if (!(Math.abs(width) <= MAX_SIZE)) throw tooLarge();
  const missing = Math.trunc(Math.abs(width)) - codePointsOf(text).length;
  if (missing <= 0) return text;
  const characters = codePointsOf(fill === undefined || fill === '' ? ' ' : fill);
  const padding = characters.join('').repeat(Math.ceil(missing / characters.length));
  const exact = codePointsOf(padding).slice(0, missing).join('');
  return width > 0 ? text + exact : exact + text;
}

function codePointsOf(text: string): readonly string[] {
  return Array.from(text);
}

function join(texts: readonly string[] | undefined, separator = ''): string | undefined {
  if (texts === undefined) return undefined;
  const own = texts.reduce((length, text) => length + text.length, 0);
  if (own + separator.length * texts.length > MAX_SIZE) throw tooLarge();
  return texts.join(separator);
}

/** JSONata's own compares each item with each other one: some seconds for a long list. */
function distinct(value: unknown): unknown {
  if (!Array.isArray(value) || value.length <= 1) return value;
  const items: readonly unknown[] = value;
  const seen = new Map<string, unknown>();
  for (const item of items) {
    const key = canonical(item);
    if (!seen.has(key)) seen.set(key, item);
  }
  // A list that JSONata made on the way counts as its one item when it has no other.
  return 'sequence' in value
    ? Object.assign([...seen.values()], { sequence: true })
    : [...seen.values()];
}

/** Equal texts mean equal values; the order of members does not count. */
function canonical(value: unknown): string {
  if (typeof value === 'function') {
    throw new ExpressionError('$distinct can not compare functions');
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => [name, canonical(member)]);
    return `{${members
      .map(([name, member]) => `${JSON.stringify(name)}:${member}`)
      .toSorted()
      .join()}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
