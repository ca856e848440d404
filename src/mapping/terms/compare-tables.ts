import { shorten } from '../wording/show-value.js';
import type { Compare, ComparisonRules } from './comparison.js';
import { isRecord } from '../../domain/is-record.js';
import { isMissing, textKey, type Members } from './term-value.js';
import { noted } from '../../domain/said.js';

/** Beyond that, rows are compared in their order alone: each with each would take too long. */
const MAX_MATCHED_ROWS = 150;
const MAX_TOLD = 5;

/**
 * How two lists differ, null when they do not. Their order does not count: rows that say the same belong together. Of what is left,
 * rows with the same name belong together, then those at the same place; then rows are missing, or there are too many.
 */
export function compareTables(
  signed: readonly unknown[],
  expected: readonly unknown[],
  rules: ComparisonRules,
  compare: Compare,
): string | null {
  const differenceOf = (a: unknown, b: unknown) => rowDifference(a, b, rules, compare);
  const isInOrder =
    signed.length === expected.length &&
    signed.every((row, at) => differenceOf(row, expected[at]) === null);
  if (isInOrder) return null;
  const pairs = pairUp(signed, expected, (a, b) => differenceOf(a, b) === null);
  const told = pairs.flatMap(({ at, expectedAt }): string[] => {
    if (at === null) return [noted`row ${name(expected, expectedAt)} is not in the contract`];
    if (expectedAt === null) return [noted`row ${name(signed, at)} is in the contract alone`];
    const difference = differenceOf(signed[at], expected[expectedAt]);
    if (difference === null) return [];
    return [noted`row ${name(expected, expectedAt)}: ${difference}`];
  });
  if (told.length === 0) return null;
  const more = told.length - MAX_TOLD;
  return [...told.slice(0, MAX_TOLD), ...(more > 0 ? [noted`and ${more} more`] : [])].join('; ');
}

function rowDifference(
  signed: unknown,
  expected: unknown,
  rules: ComparisonRules,
  compare: Compare,
): string | null {
  return isMissing(signed) && isMissing(expected)
    ? null
    : compare(signed, expected, rules).difference;
}

/** Which members of two objects differ, null when none does. One that neither has a value for is the same in both. */
export function compareMembers(
  signed: Members,
  expected: Members,
  rules: ComparisonRules,
  compare: Compare,
): string | null {
  const names = new Set([...Object.keys(expected), ...Object.keys(signed)]);
  const differences = [...names].flatMap((member): string[] => {
    const [ours, theirs] = [own(signed, member), own(expected, member)];
    if (rowDifference(ours, theirs, rules, compare) === null) return [];
    return [noted`${shortName(member)} ${shorten(ours)} instead of ${shorten(theirs)}`];
  });
  return differences.length === 0 ? null : differences.join(', ');
}

function own(row: Members, member: string): unknown {
  return Object.hasOwn(row, member) ? row[member] : undefined;
}

interface Pair {
  readonly at: number | null;
  readonly expectedAt: number | null;
}

/** Each row of either list once, in the order of the expected ones; those without a partner alone. */
function pairUp(
  signed: readonly unknown[],
  expected: readonly unknown[],
  isSame: (signed: unknown, expected: unknown) => boolean,
): readonly Pair[] {
  const partners = new Map<number, number>();
  const isSmall = Math.max(signed.length, expected.length) <= MAX_MATCHED_ROWS;
  if (isSmall) for (const [to, at] of matching(signed, expected, isSame)) partners.set(to, at);
  const left = () => {
    const taken = new Set(partners.values());
    return [...signed.keys()].filter((at) => !taken.has(at));
  };
  if (isSmall) {
    for (const [to, row] of expected.entries()) {
      if (partners.has(to)) continue;
      const key = nameKey(row);
      const at = key === null ? undefined : left().find((one) => nameKey(signed[one]) === key);
      if (at !== undefined) partners.set(to, at);
    }
  }
  const rest = new Set(left());
  for (const to of expected.keys()) {
    if (!partners.has(to) && rest.delete(to)) partners.set(to, to);
  }
  return [
    ...expected.map((_, to) => ({ at: partners.get(to) ?? null, expectedAt: to })),
    ...left().map((at) => ({ at, expectedAt: null })),
  ];
}

/**
 * As many pairs of rows that say the same as there can be. With a tolerance a row may fit several, so whoever came first gives way
 * where there is another one for it (Kuhn's algorithm).
 */
function matching(
  signed: readonly unknown[],
  expected: readonly unknown[],
  isSame: (signed: unknown, expected: unknown) => boolean,
): ReadonlyMap<number, number> {
  const fits = expected.map((row) => signed.flatMap((one, at) => (isSame(one, row) ? [at] : [])));
  const takenBy = new Map<number, number>();
  const place = (to: number, tried: Set<number>): boolean => {
    // At the same place first: most often nothing has moved.
    const wanted = (fits[to] ?? []).toSorted((a, b) => Math.abs(a - to) - Math.abs(b - to));
    for (const at of wanted) {
      if (tried.has(at)) continue;
      tried.add(at);
      const holder = takenBy.get(at);
      if (holder !== undefined && !place(holder, tried)) continue;
      takenBy.set(at, to);
      return true;
    }
    return false;
  };
  for (const to of expected.keys()) place(to, new Set());
  return new Map([...takenBy].map(([at, to]) => [to, at]));
}

/** By which people know a row: the first text in it. */
function nameOf(row: unknown): string | null {
  if (typeof row === 'string') return row;
  if (!isRecord(row)) return null;
  const texts = Object.values(row).filter((value) => typeof value === 'string');
  return texts.find((text) => /\p{L}/u.test(text)) ?? null;
}

function nameKey(row: unknown): string | null {
  const text = nameOf(row);
  return text === null ? null : textKey(text);
}

function name(rows: readonly unknown[], at: number | null): string {
  const text = at === null ? null : nameOf(rows[at]);
  return `${(at ?? 0) + 1}${text === null ? '' : ` (${shortName(text)})`}`;
}

function shortName(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`.toWellFormed();
}
