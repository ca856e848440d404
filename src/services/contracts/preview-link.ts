import type { Contract } from '../../domain/contract.js';
import { presentVersionPath } from '../../domain/own-paths.js';
import type { SharedParts } from '../create-services.js';

/** Executed contracts have their document, and deleted ones none. */
const WITHOUT_PREVIEW: readonly Contract['status'][] = ['EXECUTED', 'DELETED'];

/** The stable link of a contract's present version; null where there is nothing to see but the executed one. */
export function createPreviewLink({ publicUrl }: Pick<SharedParts, 'publicUrl'>) {
  return ({ id, status }: Pick<Contract, 'id' | 'status'>): string | null =>
    WITHOUT_PREVIEW.includes(status) ? null : `${publicUrl()}${presentVersionPath(id)}`;
}
