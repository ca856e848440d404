import type { Contract } from '../domain/contract.js';
import type { StoredContract } from '../store/store.js';
import type { ContractView } from './services.js';

/** The stable link of a contract's document. Null until it is executed: there is nothing signed to show. */
export type DocumentLink = (contract: Contract) => string | null;

/** `publicUrl` is asked each time: with port 0 it is known only once the server listens. */
export function createDocumentLink(publicUrl: () => string): DocumentLink {
  return (contract) =>
    contract.status === 'EXECUTED' ? `${publicUrl()}/documents/${contract.id}` : null;
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
