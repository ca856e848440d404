import type { Contract, KeyPointer } from '../../domain/contract.js';
import {
  CONTRACT_WITH_DEAL,
  contractWithKeyPointers,
  DEAL,
} from '../contract-with-key-pointers.js';
import type { ReadableDeal } from '../fit/readable-deal.js';

/** The opportunity's fields see when the contract ends, too. */
export const RENEWED_VIEW = { ...CONTRACT_WITH_DEAL, endDate: 'date' } as const;

/** An executed contract with what its renewal is worked out from. */
export interface EndingContract {
  readonly contract: Contract;
  /** Empty where no expression reads them. */
  readonly keyPointers: readonly KeyPointer[];
  /** Null where no expression reads it. */
  readonly deal: ReadableDeal | null;
}

export function renewalView({
  contract,
  keyPointers,
  deal,
}: EndingContract): Record<keyof typeof CONTRACT_WITH_DEAL, unknown> {
  return { ...contractWithKeyPointers(contract, keyPointers), [DEAL]: deal?.record ?? null };
}
