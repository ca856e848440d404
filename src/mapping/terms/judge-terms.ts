import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.js';
import type { Contract, KeyPointer } from '../../domain/contract.js';
import type { TermCheck, TermConfirmation } from '../../domain/term-check.js';
import { ExpressionError } from '../expression/expression-error.js';
import type { Expression } from '../expression/expression.js';
import { withheldFrom, type ReadableDeal } from '../fit/readable-deal.js';
import type { Reads } from '../reads/reads.js';
import { shownExpression } from '../wording/show-value.js';
import { compareTerms } from './compare-terms.js';
import { contractWithKeyPointers, DEAL } from '../contract-with-key-pointers.js';
import type { TermRule, TermRules } from './term-rules.js';
import { noted } from '../../domain/said.js';

/** An executed contract and its deal, as the checks see them. */
export interface JudgedFacts {
  readonly contract: Contract;
  /** Null where nobody needs them, or nobody has read them yet. */
  readonly keyPointers: readonly KeyPointer[] | null;
  readonly deal: ReadableDeal;
  /** By the name of the check. */
  readonly confirmed: ReadonlyMap<string, TermConfirmation>;
}

export interface JudgeOptions {
  /** IANA name. */
  readonly timeZone: string;
  readonly now: Date;
}

/** Longer values are kept and shown cut. */
const MAX_KEPT_CHARACTERS = 2_000;

/** Whether one of the checks can't be judged without the contract's key pointers. */
export async function needsKeyPointers(
  { checks }: TermRules,
  { contract, deal }: Pick<JudgedFacts, 'contract' | 'deal'>,
  { now }: JudgeOptions,
): Promise<boolean> {
  for (const { when, signed } of checks) {
    if (when?.readsKeyPointers === true) return true;
    if (!signed.readsKeyPointers) continue;
    if ((await appliesTo(when, { contract, deal, keyPointers: null }, now)).applies) return true;
  }
  return false;
}

/**
 * Holds a signed contract against its deal: one result for each check that applies to it. What can't be worked out, because an
 * expression fails on these values or the CRM hides one, is missing, and the result says why. Reads nothing but its input.
 */
export async function judgeTerms(
  rules: TermRules,
  facts: JudgedFacts,
  options: JudgeOptions,
): Promise<readonly TermCheck[]> {
  const results: TermCheck[] = [];
  for (const rule of rules.checks) {
    const result = await judge(rule, facts, options);
    if (result !== null) results.push(result);
  }
  return results;
}

async function judge(
  rule: TermRule,
  facts: JudgedFacts,
  { timeZone, now }: JudgeOptions,
): Promise<TermCheck | null> {
  const { name, severity, signed: signedRule, expected: expectedRule, tolerance } = rule;
  const { applies, problem } = await appliesTo(rule.when, facts, now);
  if (!applies) return null;
  const signed = await evaluate(signedRule.expression, contractView(facts), now);
  const expected = await evaluateOverDeal(
    expectedRule,
    expectedRule.derivation.reads,
    facts.deal,
    facts.deal.record,
    now,
  );
  const failed =
    problem ??
    (signed.problem === null ? null : noted`the signed value ${signed.problem}`) ??
    (expected.problem === null ? null : noted`the deal's value ${expected.problem}`);
  const { state, difference } =
    failed === null
      ? compareTerms(signed.value, expected.value, { tolerance, timeZone })
      : ({ state: 'MISSING', difference: failed } as const);
  const digest = digestOf(signed.value, expected.value);
  const confirmation = facts.confirmed.get(name);
  return {
    name,
    state,
    signed: kept(signed.value),
    expected: kept(expected.value),
    difference,
    severity,
    signedFrom: shownExpression(signedRule.expression),
    expectedFrom: shownExpression(expectedRule),
    checkedAt: now.toISOString(),
    digest,
    confirmed: confirmation?.digest === digest && state !== 'MATCH' ? confirmation : null,
  };
}

interface Evaluated {
  readonly value: unknown;
  /** Why there is no value, after a subject. */
  readonly problem: string | null;
}

async function appliesTo(
  when: TermRule['when'],
  facts: Pick<JudgedFacts, 'contract' | 'keyPointers' | 'deal'>,
  now: Date,
): Promise<{ readonly applies: boolean; readonly problem: string | null }> {
  if (when === null) return { applies: true, problem: null };
  const { expression, dealReads } = when;
  const view = { ...contractView(facts), [DEAL]: facts.deal.record };
  const { value, problem } = await evaluateOverDeal(expression, dealReads, facts.deal, view, now);
  if (problem !== null) return { applies: true, problem: noted`whether it applies ${problem}` };
  // An expression that finds nothing says no: what it asks for is not there.
  if (value === undefined || value === null || value === false) {
    return { applies: false, problem: null };
  }
  return value === true
    ? { applies: true, problem: null }
    : { applies: true, problem: noted`whether it applies is neither true nor false` };
}

function contractView({
  contract,
  keyPointers,
}: Pick<JudgedFacts, 'contract' | 'keyPointers'>): object {
  return contractWithKeyPointers(contract, keyPointers ?? []);
}

const WITHHELD = {
  masked: noted`is masked for the integration user`,
  file: noted`is the body of a file`,
} as const;

async function evaluateOverDeal(
  expression: Expression,
  reads: Reads,
  deal: ReadableDeal,
  input: object,
  now: Date,
): Promise<Evaluated> {
  const withheld = withheldFrom(deal, reads);
  if (withheld !== null) {
    const problem = noted`can't be worked out: ${withheld.path.join('.')} ${WITHHELD[withheld.kind]}`;
    return { value: undefined, problem };
  }
  return evaluate(expression, input, now);
}

async function evaluate(expression: Expression, input: object, now: Date): Promise<Evaluated> {
  try {
    const value = await expression.evaluate(input, now);
    // Digits without quotes keep all of them: a number may hold fewer.
    return { value: expression.scalar ?? value, problem: null };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { value: undefined, problem: noted`can't be worked out: ${error.message}` };
  }
}

/** Values that JSON lacks, such as the result of a division by 0, are none. */
function kept(value: unknown): unknown {
  const json = value === undefined ? 'null' : JSON.stringify(value);
  if (json.length <= MAX_KEPT_CHARACTERS) return JSON.parse(json) as unknown;
  return `${json.slice(0, MAX_KEPT_CHARACTERS)}…`.toWellFormed();
}

function digestOf(signed: unknown, expected: unknown): string {
  return createHash('sha256')
    .update(canonicalJson([signed ?? null, expected ?? null]))
    .digest('base64url')
    .slice(0, 24);
}
