import type { ContractKind, ContractStatus } from '../domain/contract.js';
import { CONTRACT_KINDS, CONTRACT_STATUSES } from '../domain/contract.js';

/**
 * Looks at what an engine gave back, by hand: a schema takes ten times as long for a row, and a page has sixty. What does not fit is
 * left to the engine's schema, which says what is wrong.
 */
export function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

export function isStatus(value: unknown): value is ContractStatus {
  return STATUSES.has(value);
}

export function isKindOrNull(value: unknown): value is ContractKind | null {
  return value === null || KINDS.has(value);
}

const STATUSES: ReadonlySet<unknown> = new Set(CONTRACT_STATUSES);
const KINDS: ReadonlySet<unknown> = new Set(CONTRACT_KINDS);
