import type { RecordPath } from '../../connectors/crm.js';
import type { Severity } from '../../domain/term-check.js';
import type { Expression } from '../expression/expression.js';
import type { SourceLocation } from '../file/source-location.js';
import type { Reads } from '../reads/reads.js';
import type { Tolerance } from './tolerance.js';

/** By what signed contracts are held against their deals. */
export interface TermRules {
  readonly checks: readonly TermRule[];
  /** Everything that they read of a deal, each path once: the one query that they need. */
  readonly paths: readonly RecordPath[];
  /** Changes with every change of a rule: what was judged by others is judged anew. */
  readonly fingerprint: string;
}

export interface TermRule {
  readonly name: string;
  readonly location: SourceLocation;
  /** Over the contract, with the deal as `opportunity`; null: every contract. */
  readonly when: ContractExpression | null;
  /** Over the contract. */
  readonly signed: ContractExpression;
  /** Over the deal. */
  readonly expected: Expression;
  readonly tolerance: Tolerance | null;
  readonly severity: Severity;
}

export interface ContractExpression {
  readonly expression: Expression;
  /** Key pointers take a call of their own. */
  readonly readsKeyPointers: boolean;
  /** What it reads below `opportunity`. */
  readonly dealReads: Reads;
}
