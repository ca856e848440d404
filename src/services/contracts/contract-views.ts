import { documentPath } from '../../domain/own-paths.js';
import type { Contract } from '../../domain/contract.js';
import type { StoredContract } from '../../store/contracts.js';

export interface ContractView {
  readonly contract: Contract;
  /** Stable; null until executed. */
  readonly documentUrl: string | null;
  /** When SpotDraft's state was last brought to the CRM, or, before the first time, when it was read. */
  readonly lastSyncedAt: Date | null;
  readonly lastError: string | null;
}

/** The stable link of a contract's document. Null until it is executed: there is nothing signed to show. */
export type DocumentLink = (contract: Contract) => string | null;

/** `publicUrl` is asked each time: with port 0 it is known only once the server listens. */
export function createDocumentLink(publicUrl: () => string): DocumentLink {
  return (contract) =>
    contract.status === 'EXECUTED' ? `${publicUrl()}${documentPath(contract.id)}` : null;
}

export function toContractView(
  { contract, readAt, lastSyncedAt, lastError }: StoredContract,
  documentLink: DocumentLink,
): ContractView {
  return {
    contract,
    documentUrl: documentLink(contract),
    lastSyncedAt: lastSyncedAt ?? readAt,
    lastError,
  };
}
