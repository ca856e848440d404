import type { ContractResult, ContractView } from '../services/services.js';
import type { ContractObjectType } from '../schema/contract.type.js';
import type { ContractPayload } from '../schema/contract.payload.js';

/** The contract as its GraphQL type holds it. */
export function toContractNode(view: ContractView): ContractObjectType {
  return {
    ...view.contract,
    documentUrl: view.documentUrl,
    lastSyncedAt: view.lastSyncedAt,
    lastError: view.lastError,
  };
}

export function toContractPayload(result: ContractResult): ContractPayload {
  return {
    contract: result.contract === null ? null : toContractNode(result.contract),
    userErrors: result.userErrors,
  };
}
