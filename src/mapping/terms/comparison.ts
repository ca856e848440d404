import type { TermState } from '../../domain/term-check.js';
import type { Tolerance } from './tolerance.js';

export interface Comparison {
  readonly state: TermState;
  /** How the signed value differs from the expected one, as a sentence without its end; null where it does not. */
  readonly difference: string | null;
}

export interface ComparisonRules {
  /** Null: nothing may differ. */
  readonly tolerance: Tolerance | null;
  /** IANA name: the clocks by which a date with time is of a day. */
  readonly timeZone: string;
}

export type Compare = (signed: unknown, expected: unknown, rules: ComparisonRules) => Comparison;
