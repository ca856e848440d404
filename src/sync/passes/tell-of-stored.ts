import type { ContractId } from '../../domain/contract-id.js';
import { tellExecuted } from '../worker/executed-documents.js';
import type { PassParts } from './pass-parts.js';

/**
 * Tells whoever archives documents which of these are executed.
 * @param isChanged whether one may have another document than when they were archived
 */
export async function tellOfStored(
  { store, documents }: Pick<PassParts, 'store' | 'documents'>,
  ids: readonly ContractId[],
  isChanged: (id: ContractId) => boolean = () => false,
): Promise<void> {
  if (documents === null || documents === undefined) return;
  const stored = await store.contracts.get(ids);
  const contracts = [...stored.values()].map(({ contract }) => contract);
  await tellExecuted(documents, contracts, isChanged);
}
