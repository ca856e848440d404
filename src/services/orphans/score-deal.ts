import type { Opportunity } from '../../domain/opportunity.js';
import type { ContractFacts } from './contract-facts.js';
import type { DealFacts } from './deal-facts.js';
import { amountEvidence, dateEvidence } from './evidence/terms.js';
import { idEvidence, numberEvidence } from './evidence/ids.js';
import { accountEvidence, dealNameEvidence } from './evidence/names.js';
import { peopleEvidence } from './evidence/people.js';
import { doubtsOf } from './evidence/doubts.js';
import type { Doubt, Evidence } from './evidence/evidence.js';

/** A deal that a contract may belong to. */
export interface Suggestion {
  readonly opportunity: Opportunity;
  /** 0 to 1, two digits. No probability: it orders, and says how much speaks for the deal. */
  readonly score: number;
  /** In plain words, what counts most first; what speaks against it last. */
  readonly reasons: readonly string[];
}

/** Below, it is no suggestion: a creator and a date fit many deals. */
const LOWEST_SCORE = 0.35;
const MAX_SUGGESTIONS = 5;

/**
 * How much speaks for the contract being this deal's; null where nothing names the deal or its account. Each piece of evidence takes
 * its share of the doubt that the others leave, so that many weak ones never outweigh everything, and the score stays
 * below 1 whatever comes together.
 */
export function scoreDeal(facts: ContractFacts, deal: DealFacts): Suggestion | null {
  const who = [
    ...idEvidence(facts, deal),
    ...numberEvidence(facts, deal),
    ...accountEvidence(facts, deal),
    ...dealNameEvidence(facts, deal),
    ...peopleEvidence(facts, deal),
  ];
  // Nearly all deals end here: what they say of money and time need not be read.
  if (who.length === 0) return null;
  const evidence = [...who, ...amountEvidence(facts, deal), ...dateEvidence(facts, deal)].toSorted(
    (a, b) => b.weight - a.weight,
  );
  if (!identifies(evidence)) return null;
  const doubts = doubtsOf(facts, deal);
  return {
    opportunity: deal.opportunity,
    score: combined(evidence, doubts),
    reasons: [...evidence.map(({ reason }) => reason), ...doubts.map(({ reason }) => reason)],
  };
}

/** @param evidence each with a weight between 0 and 1; @param doubts each with a factor between 0 and 1 */
export function combined(
  evidence: readonly Pick<Evidence, 'weight'>[],
  doubts: readonly Pick<Doubt, 'factor'>[],
): number {
  const left = evidence.reduce((product, { weight }) => product * (1 - weight), 1);
  const score = doubts.reduce((product, { factor }) => product * factor, 1 - left);
  // Never rounded up to certainty.
  return Math.min(0.99, Math.round(score * 100) / 100);
}

/** Something must name the deal or whom it is with; an owner alone does not, with the amount they do. */
function identifies(evidence: readonly Evidence[]): boolean {
  const kinds = new Set(evidence.map(({ kind }) => kind));
  return evidence.some(({ names }) => names) || (kinds.has('owner') && kinds.has('amount'));
}

/** The best of the deals for a contract, the best first; the order of the candidates does not matter. */
export function suggest(
  facts: ContractFacts,
  candidates: readonly DealFacts[],
): readonly Suggestion[] {
  return candidates
    .map((deal) => scoreDeal(facts, deal))
    .filter((found) => found !== null)
    .filter(({ score }) => score >= LOWEST_SCORE)
    .toSorted(byScore)
    .slice(0, MAX_SUGGESTIONS);
}

/** Of equals the open deal, then the one changed last. */
function byScore(a: Suggestion, b: Suggestion): number {
  if (a.score !== b.score) return b.score - a.score;
  const [one, other] = [a.opportunity, b.opportunity];
  if (one.isClosed !== other.isClosed) return one.isClosed ? 1 : -1;
  if (one.updatedAt !== other.updatedAt) return one.updatedAt < other.updatedAt ? 1 : -1;
  return one.id < other.id ? -1 : 1;
}
