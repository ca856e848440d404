import type { Contract, KeyPointer } from '../../domain/contract.js';
import { ANY_NAME } from '../file/seen-names.js';
import { CONTRACT_VIEW } from '../write-back/contract-view.js';

const { id, name, status, kind, type, referenceId, counterpartyName, ...others } = CONTRACT_VIEW;
const { createdBy, createdAt, url, externalMetadata, opportunityId } = others;

export const KEY_POINTERS = 'keyPointers';
/** By this name the deal is seen beside a contract. */
export const DEAL = 'opportunity';

/** What `signed` sees of a contract: the type of each value, or what is inside. */
export const SIGNED_VIEW = {
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

/** And what `when` sees. */
export const WHEN_VIEW = { ...SIGNED_VIEW, [DEAL]: 'any' } as const;

/** @param keyPointers empty where no expression reads them. */
export function signedView(
  contract: Contract,
  keyPointers: readonly KeyPointer[],
): Readonly<Record<keyof typeof SIGNED_VIEW, unknown>> {
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
    keyPointers: Object.fromEntries(
      keyPointers.map((pointer) => [
        pointer.name,
        { id: pointer.id, label: pointer.label, value: pointer.value },
      ]),
    ),
  };
}
