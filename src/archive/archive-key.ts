import { createHash } from 'node:crypto';
import type { ContractId } from '../domain/contract-id.js';

/**
 * Whose document a file is, wherever it lies: contract, version and which of its documents. At most 100 ASCII characters; the
 * same for every try and every destination.
 */
export function archiveKeyOf(contractId: ContractId, document: string): string {
  return `${contractId}/${document}/main`;
}

/** What stands beside it has a key of its own. */
export function sidecarKeyOf(archiveKey: string): string {
  return `${archiveKey}.json`;
}

/** Whether the key is of the contract's, whichever version. */
export function isOfContract(archiveKey: string, contractId: ContractId): boolean {
  return archiveKey.startsWith(`${contractId}/`);
}

/** The ledger's name of a version: SpotDraft's own where it tells one, else by what the bytes are. */
export function documentOfVersion(versionId: string): string {
  if (/^[A-Za-z0-9._-]{1,40}$/.test(versionId)) return versionId;
  return `id:${createHash('sha256').update(versionId).digest('hex')}`;
}

export function documentOfBytes(sha256: string): string {
  return `sha256:${sha256}`;
}
