import { inQuotes } from '../../../domain/in-quotes.js';
import type { ContractFacts } from '../contract-facts.js';
import type { DealFacts } from '../deal-facts.js';
import type { Evidence } from './evidence.js';
import { said } from '../../../domain/said.js';

/** The deal, or its account, is named by its record id. */
export function idEvidence(
  { dealIds, accountIds }: ContractFacts,
  { opportunity }: DealFacts,
): readonly Evidence[] {
  const { id, account } = opportunity;
  return [
    ...(dealIds.includes(id)
      ? [
          {
            kind: 'id' as const,
            weight: 0.95,
            names: true,
            reason: said`The contract carries the deal's record id ${id}.`,
          },
        ]
      : []),
    ...(account !== null && accountIds.includes(account.id)
      ? [
          {
            kind: 'id' as const,
            weight: 0.6,
            names: true,
            reason: said`The contract carries the record id of the account, ${account.id}.`,
          },
        ]
      : []),
  ];
}

/** A number of the contract's stands in the name of the deal. */
export function numberEvidence(
  { numbers }: ContractFacts,
  { numbers: ofDeal }: DealFacts,
): readonly Evidence[] {
  const shared = numbers.find((number) => ofDeal.has(number));
  if (shared === undefined) return [];
  return [
    {
      kind: 'number',
      weight: 0.8,
      names: true,
      reason: said`The contract and the deal's name have the same number, ${inQuotes(shared)}.`,
    },
  ];
}
