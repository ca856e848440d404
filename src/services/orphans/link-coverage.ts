import { CONTRACT_STATUSES } from '../../domain/contract.js';
import type { ContractStore } from '../../store/contracts.js';

/** How many contracts are linked to a deal, of all that are not deleted. */
export interface LinkCoverage {
  readonly linked: number;
  readonly all: number;
}

const STATUSES = CONTRACT_STATUSES.filter((status) => status !== 'DELETED');
/** Contracts that belong to no deal, as far as SpotDraft says. */
export const UNLINKED = { statuses: STATUSES, linked: false };

/** The store is asked alone. */
export async function linkCoverage(contracts: Pick<ContractStore, 'count'>): Promise<LinkCoverage> {
  const [all, unlinked] = await Promise.all([
    contracts.count({ statuses: STATUSES }),
    contracts.count(UNLINKED),
  ]);
  // Both are counted in turn, and what was linked in between is in both.
  return { all, linked: Math.max(0, all - unlinked) };
}
