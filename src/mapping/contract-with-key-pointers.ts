import type { Contract, KeyPointer } from '../domain/contract.js';
import { ANY_NAME } from './file/seen-names.js';
import { CONTRACT_VIEW } from './write-back/contract-view.js';

const { id, name, status, kind, type, referenceId, counterpartyName, ...others } = CONTRACT_VIEW;
const { createdBy, createdAt, url, externalMetadata, opportunityId } = others;

export const KEY_POINTERS = 'keyPointers';
/** By this name expressions over a contract see its deal. */
export const DEAL = 'opportunity';

/** What expressions over a signed contract see of it: the type of each value, or what is inside. */
export const CONTRACT_WITH_KEY_POINTERS = {
  id,
  name,
  status,
  kind,
  type,
  referenceId,
  counterpartyName,
  createdBy,
  createdAt,
  url,
  externalMetadata,
  opportunityId,
  [KEY_POINTERS]: { [ANY_NAME]: { id: 'text', label: 'text', value: 'any' } },
} as const;

/** And what those see that are given the contract's deal as well. */
export const CONTRACT_WITH_DEAL = { ...CONTRACT_WITH_KEY_POINTERS, [DEAL]: 'any' } as const;

/** @param keyPointers empty where no expression reads them. */
export function contractWithKeyPointers(
  contract: Contract,
  keyPointers: readonly KeyPointer[],
): Readonly<Record<keyof typeof CONTRACT_WITH_KEY_POINTERS, unknown>> {
  return {
    id: contract.id,
    name: contract.name,
    status: contract.status,
    kind: contract.kind,
    type: contract.type,
    referenceId: contract.referenceId,
    counterpartyName: contract.counterpartyName,
    createdBy: contract.createdBy,
    createdAt: contract.createdAt,
    url: contract.url,
    externalMetadata: contract.externalMetadata,
    opportunityId: contract.opportunityId,
    [KEY_POINTERS]: Object.fromEntries(
      keyPointers.map((pointer) => [
        pointer.name,
        { id: pointer.id, label: pointer.label, value: pointer.value },
      ]),
    ),
  };
}
