import type { DealRecord } from '../../connectors/crm.js';
import type { Contract, KeyPointer } from '../../domain/contract.js';
import { ANY_NAME } from '../../mapping/file/seen-names.js';
import { CONTRACT_VIEW } from '../../mapping/write-back/contract-view.js';

const { id, name, status, kind, type, referenceId, counterpartyName, ...others } = CONTRACT_VIEW;
const { createdBy, createdAt, url, externalMetadata, opportunityId } = others;

/** What the expressions of the archive file see: the type of each value, or what is inside. */
export const ARCHIVE_VIEW = {
  id,
  name,
  status,
  kind,
  type,
  referenceId,
  counterpartyName,
  createdBy,
  createdAt,
  executedAt: 'datetime',
  url,
  externalMetadata,
  opportunityId,
  keyPointers: { [ANY_NAME]: { id: 'text', label: 'text', value: 'any' } },
  opportunity: 'any',
} as const;

/** An executed contract with what archiving needs to know of it. */
export interface ExecutedContract {
  readonly contract: Contract;
  /** ISO 8601 UTC. */
  readonly executedAt: string | null;
  /** Empty where no expression reads them. */
  readonly keyPointers: readonly KeyPointer[];
}

export function archiveView(
  { contract, executedAt, keyPointers }: ExecutedContract,
  opportunity: DealRecord | null,
): Record<keyof typeof ARCHIVE_VIEW, unknown> {
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
    executedAt,
    url: contract.url,
    externalMetadata: contract.externalMetadata,
    opportunityId: contract.opportunityId,
    keyPointers: Object.fromEntries(
      keyPointers.map((pointer) => [
        pointer.name,
        { id: pointer.id, label: pointer.label, value: pointer.value },
      ]),
    ),
    opportunity,
  };
}
