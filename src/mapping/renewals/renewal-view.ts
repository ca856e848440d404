import type { DealRecord } from '../../connectors/crm.js';
import type { Contract, KeyPointer } from '../../domain/contract.js';
import { ANY_NAME } from '../file/seen-names.js';
import { CONTRACT_VIEW } from '../write-back/contract-view.js';

const { id, name, status, kind, type, referenceId, counterpartyName, ...others } = CONTRACT_VIEW;
const { createdBy, createdAt, url, externalMetadata, opportunityId } = others;

/** What the expressions of a renewal see: the type of each value, or what is inside. */
export const RENEWAL_VIEW = {
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
  keyPointers: { [ANY_NAME]: { id: 'text', label: 'text', value: 'any' } },
  opportunity: 'any',
} as const;

/** The opportunity's fields see when the contract ends, too. */
export const RENEWED_VIEW = { ...RENEWAL_VIEW, endDate: 'date' } as const;

/** An executed contract with what its renewal is worked out from. */
export interface EndingContract {
  readonly contract: Contract;
  /** Empty where no expression reads them. */
  readonly keyPointers: readonly KeyPointer[];
  /** Null where no expression reads it. */
  readonly deal: DealRecord | null;
}

export function renewalView({
  contract,
  keyPointers,
  deal,
}: EndingContract): Record<keyof typeof RENEWAL_VIEW, unknown> {
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
    opportunity: deal,
  };
}
