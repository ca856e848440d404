import { inQuotes } from '../../../domain/in-quotes.js';
import type { Money } from '../../../domain/money.js';
import type { ContractFacts, NamedAmount } from '../contract-facts.js';
import type { DealFacts } from '../deal-facts.js';
import type { Evidence } from './evidence.js';
import { currentLanguage, said } from '../../../domain/said.js';

const DAY_MS = 24 * 60 * 60_000;
/** Half a cent: what two systems make of the same amount. */
const SAME_AMOUNT = 0.005;
const NEAR_AMOUNT = 0.01;

/** A key pointer of the contract is the amount of the deal. */
export function amountEvidence(
  { amounts }: ContractFacts,
  { opportunity: { amount } }: DealFacts,
): readonly Evidence[] {
  if (amount === null || amount.value <= 0) return [];
  const fitting = amounts
    .map((each) => ({ each, weight: amountWeight(each, amount) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)[0];
  if (fitting === undefined) return [];
  const { each, weight } = fitting;
  const isSame = Math.abs(each.value - amount.value) <= SAME_AMOUNT;
  return [
    {
      kind: 'amount',
      weight,
      names: false,
      reason: isSame
        ? said`The contract's ${inQuotes(each.label, 60)} is the deal's amount, ${moneyText(amount)}.`
        : said`The contract's ${inQuotes(each.label, 60)} is nearly the deal's amount, ${moneyText(amount)}.`,
    },
  ];
}

/** How much it says that two amounts are the same; 0 when they are not. The same whichever comes first. */
export function amountWeight(one: Money | NamedAmount, other: Money | NamedAmount): number {
  const knowsBoth = one.currency !== null && other.currency !== null;
  if (knowsBoth && one.currency !== other.currency) return 0;
  const apart = Math.abs(one.value - other.value);
  if (apart <= SAME_AMOUNT) return knowsBoth ? 0.5 : 0.4;
  return apart <= NEAR_AMOUNT * Math.max(one.value, other.value) ? 0.25 : 0;
}

/** The contract was made when the deal was about to close, or a date in it is the deal's. */
export function dateEvidence(
  { contract, dates }: ContractFacts,
  { opportunity: { createdAt, closeDate } }: DealFacts,
): readonly Evidence[] {
  if (closeDate === null) return [];
  const same = dates.find(({ date }) => date === closeDate);
  if (same !== undefined) {
    return [
      {
        kind: 'date',
        weight: 0.25,
        names: false,
        reason: said`The contract's ${inQuotes(same.label, 60)} is the deal's close date, ${closeDate}.`,
      },
    ];
  }
  const made = Date.parse(contract.createdAt);
  const daysApart = Math.abs(made - Date.parse(closeDate)) / DAY_MS;
  const isWhileOpen = made >= Date.parse(createdAt) - DAY_MS && made <= Date.parse(closeDate);
  // Up to two months around the close date, the nearer the better.
  const nearness = Math.max(0, 1 - daysApart / 60);
  const weight = 0.12 * nearness + (isWhileOpen ? 0.06 : 0);
  if (weight < 0.01) return [];
  return [
    {
      kind: 'date',
      weight,
      names: false,
      reason: isWhileOpen
        ? said`The contract was made while the deal was open, ${dayText(daysApart)} before its close date.`
        : said`The contract was made ${dayText(daysApart)} from the deal's close date.`,
    },
  ];
}

function dayText(days: number): string {
  const whole = Math.round(days);
  return whole === 1 ? said`1 day` : said`${whole} days`;
}

function moneyText({ value, currency }: Money): string {
  const number = value.toLocaleString(currentLanguage(), { maximumFractionDigits: 2 });
  return currency === null ? number : `${number} ${currency}`;
}
