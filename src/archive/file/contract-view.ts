import type { DealRecord } from '../../connectors/crm.js';
import type { Contract, KeyPointer } from '../../domain/contract.js';
import {
  CONTRACT_WITH_KEY_POINTERS,
  contractWithKeyPointers,
  DEAL,
} from '../../mapping/contract-with-key-pointers.js';

/** What the expressions of the archive file see: the type of each value, or what is inside. */
export const ARCHIVE_VIEW = {
  ...CONTRACT_WITH_KEY_POINTERS,
  executedAt: 'datetime',
  [DEAL]: 'any',
} as const;

/** An executed contract with what archiving needs to know of it. */
export interface ExecutedContract {
  readonly contract: Contract;
  /** ISO 8601 UTC. */
  readonly executedAt: string | null;
  /** Empty where no expression reads them. */
  readonly keyPointers: readonly KeyPointer[];
}

export function archiveView(
  { contract, executedAt, keyPointers }: ExecutedContract,
  opportunity: DealRecord | null,
): Record<keyof typeof ARCHIVE_VIEW, unknown> {
  return { ...contractWithKeyPointers(contract, keyPointers), executedAt, opportunity };
}
