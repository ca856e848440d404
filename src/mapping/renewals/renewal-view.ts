import type { Contract, KeyPointer } from '../../domain/contract.js';
import {
  CONTRACT_WITH_KEY_POINTERS,
  contractWithKeyPointers,
} from '../contract-with-key-pointers.js';
import type { ReadableDeal } from '../fit/readable-deal.js';

/** What the expressions of a renewal see: the type of each value, or what is inside. */
export const RENEWAL_VIEW = { ...CONTRACT_WITH_KEY_POINTERS, opportunity: 'any' } as const;

/** The opportunity's fields see when the contract ends, too. */
export const RENEWED_VIEW = { ...RENEWAL_VIEW, endDate: 'date' } as const;

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
}: EndingContract): Record<keyof typeof RENEWAL_VIEW, unknown> {
  return { ...contractWithKeyPointers(contract, keyPointers), opportunity: deal?.record ?? null };
}
