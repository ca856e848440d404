import type { ContractFacts } from '../contract-facts.js';
import type { DealFacts } from '../deal-facts.js';
import type { Doubt } from './evidence.js';
import { said } from '../../../domain/said.js';

const DAY_MS = 24 * 60 * 60_000;
const LONG_BEFORE_DAYS = 30;
const LONG_AFTER_DAYS = 180;

/** What speaks against the contract being the deal's. None of it rules the deal out. */
export function doubtsOf(
  { contract }: ContractFacts,
  { opportunity, linkedTypeIds }: DealFacts,
): readonly Doubt[] {
  const made = Date.parse(contract.createdAt);
  const { closeDate, isClosed, isWon } = opportunity;
  const doubts: Doubt[] = [];
  if (isClosed && !isWon) {
    doubts.push({
      factor: contract.status === 'EXECUTED' ? 0.8 : 0.9,
      reason: said`Against it: the deal is closed and was not won.`,
    });
  }
  if (linkedTypeIds.has(contract.type.id)) {
    doubts.push({
      factor: 0.8,
      reason: said`Against it: a contract of this type is linked to the deal already.`,
    });
  }
  if (made < Date.parse(opportunity.createdAt) - LONG_BEFORE_DAYS * DAY_MS) {
    doubts.push({
      factor: 0.8,
      reason: said`Against it: the contract is older than the deal by more than a month.`,
    });
  } else if (closeDate !== null && made > Date.parse(closeDate) + LONG_AFTER_DAYS * DAY_MS) {
    doubts.push({
      factor: 0.8,
      reason: said`Against it: the contract was made more than half a year after the close date.`,
    });
  }
  return doubts;
}
