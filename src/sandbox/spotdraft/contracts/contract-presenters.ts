import { toIso } from '../clock.js';
import type { JsonObject } from '../json.js';
import { displayStatus } from '../model.js';
import type { Contract } from '../model.js';
import { contractTypeName, WORKSPACE_ID } from '../reference-data.js';

const APP_ORIGIN = 'https://app.spotdraft.com';

/** A historical contract may have the number of another: what its link is like nobody has published. */
function linkTo({ compositeId, number }: Contract): string {
  const kind = compositeId.startsWith('T-') ? '' : `?kind=${compositeId.split('-')[0]}`;
  return `${APP_ORIGIN}/contracts/v2/${number}${kind}`;
}

/** What all contract answers have in common. */
function contractBase(contract: Contract): JsonObject {
  return {
    created: toIso(contract.createdAt),
    contract_name: contract.name,
    contract_link: linkTo(contract),
    contract_status: displayStatus(contract),
    counter_party_name: contract.parties[0]?.name ?? '',
    contract_type_name: contractTypeName(contract.contractTypeId),
    contract_type_id: contract.contractTypeId,
    created_by_workspace: WORKSPACE_ID,
    external_metadata: contract.externalMetadata,
    reference_id: contract.referenceId,
  };
}

/** A row of the list; `created_by` is a display name here. */
export function toListRow(contract: Contract): JsonObject {
  return {
    id: contract.compositeId,
    ...contractBase(contract),
    created_by: contract.creator.name,
    created_by_user_name: contract.creator.name,
    created_by_user_email: contract.creator.email,
  };
}

/** The answer to a create, the only one with both ids; `created_by` is an e-mail address here. */
export function toCreated(contract: Contract): JsonObject {
  return {
    id: contract.compositeId,
    contract_id: contract.number,
    ...contractBase(contract),
    created_by: contract.creator.email,
  };
}

export function toExternalRow(contract: Contract, ids: 'composite' | 'integer'): JsonObject {
  return {
    id: ids === 'composite' ? contract.compositeId : contract.number,
    ...contractBase(contract),
    created_by: contract.creator.email,
  };
}

export function toStatus(contract: Contract): JsonObject {
  return { contract_status: displayStatus(contract), contract_name: contract.name };
}
