import type { Contract } from '../../domain/contract.js';
import { foldCase } from '../fold-case.js';

/** Separates the searchable fields, so that a search can't match across two of them. */
const FIELD_SEPARATOR = '\u001f';

/** The seven arguments of one contract for `SAVE`. */
export function saveArguments(contract: Contract): string[] {
  // Written out, so that the same state is the same text, whatever order its fields came in.
  const json: Omit<Contract, 'id' | 'status'> = {
    name: contract.name,
    kind: contract.kind,
    type: { id: contract.type.id, name: contract.type.name },
    referenceId: contract.referenceId,
    counterpartyName: contract.counterpartyName,
    createdBy: contract.createdBy,
    createdAt: contract.createdAt,
    url: contract.url,
    externalMetadata: contract.externalMetadata,
    opportunityId: contract.opportunityId,
  };
  return [
    contract.id,
    contract.status,
    contract.createdAt,
    contract.type.id,
    contract.opportunityId ?? '',
    JSON.stringify(json),
    searchTextOf(contract),
  ];
}

function searchTextOf({ name, counterpartyName, referenceId }: Contract): string {
  return [name, counterpartyName ?? '', referenceId ?? '']
    .map((field) => foldCase(field).replaceAll(/[\0\u001f]/g, ' '))
    .join(FIELD_SEPARATOR);
}
