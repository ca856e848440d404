import type { ContractId } from './contract-id.js';
import type { OpportunityId } from './opportunity-id.js';

export const CONTRACT_STATUSES = [
  'DRAFT',
  'REDLINING',
  'SIGN',
  'EXECUTED',
  'ON_HOLD',
  'VOIDED',
  'DELETED',
  'UNKNOWN',
] as const;
/** DELETED is ours: SpotDraft has no such status, the contract just is no longer there. */
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

export const CONTRACT_KINDS = [
  'TEMPLATE_CONTRACT',
  'EDITED_TEMPLATE_CONTRACT',
  'THIRD_PARTY_CONTRACT',
  'SIGN_CONTRACT',
  'EXECUTED_CONTRACT',
  'EXPRESS_TEMPLATE_CONTRACT',
  'CLICKWRAP_CONTRACT',
  'HISTORICAL_CLICKWRAP_CONTRACT',
  'UNKNOWN',
] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

/** A SpotDraft contract as last read. Dates are ISO 8601 UTC with `Z`. */
export interface Contract {
  readonly id: ContractId;
  readonly name: string;
  readonly status: ContractStatus;
  readonly kind: ContractKind | null;
  readonly type: { readonly id: string; readonly name: string };
  readonly referenceId: string | null;
  readonly counterpartyName: string | null;
  readonly createdBy: string | null;
  readonly createdAt: string;
  /** Opens the contract in SpotDraft; needs a SpotDraft login. */
  readonly url: string;
  readonly externalMetadata: Readonly<Record<string, unknown>> | null;
  /** The deal named by the external metadata, in its 18-character form; null when it names none. */
  readonly opportunityId: OpportunityId | null;
}

export interface KeyPointer {
  readonly id: string;
  readonly name: string;
  readonly label: string | null;
  readonly value: unknown;
}

/** Statuses in the order in which a deal shows its contracts: the most advanced first. */
const ADVANCEMENT: readonly ContractStatus[] = [
  'EXECUTED',
  'SIGN',
  'REDLINING',
  'DRAFT',
  'ON_HOLD',
  'VOIDED',
  'UNKNOWN',
  'DELETED',
];

/** Orders a deal's contracts: most advanced status first, the newest first within one, the id as tie-breaker. */
export function compareByAdvancement(a: Contract, b: Contract): number {
  const byStatus = ADVANCEMENT.indexOf(a.status) - ADVANCEMENT.indexOf(b.status);
  if (byStatus !== 0) return byStatus;
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}
