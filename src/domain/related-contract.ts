import type { ContractRef } from './contract-id.js';
import type { ContractStatus } from './contract.js';

/** What a contract can be of another one, in SpotDraft's words. */
export const CONTRACT_RELATIONS = ['CHILD', 'ADDENDUM', 'AMENDMENT', 'PARENT'] as const;
export type ContractRelation = (typeof CONTRACT_RELATIONS)[number];

/** A relation as SpotDraft lists it for one of the two contracts. It names the other one by its bare number. */
export interface RelatedContractRow {
  readonly relationId: string;
  /** What the other contract is of this one: a `ContractRelation`, or whatever SpotDraft adds to them. */
  readonly relation: string;
  readonly ref: ContractRef;
  /** By which it is known which contract the number means. */
  readonly name: string;
  readonly status: ContractStatus;
}
