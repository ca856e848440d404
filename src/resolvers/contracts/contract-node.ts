import type { ContractResult } from '../../services/contracts/contract-acts.js';
import type { ContractView } from '../../services/contracts/contract-views.js';
import type { ContractPayload } from '../../schema/contract-actions.js';
import type { ContractObjectType } from '../../schema/contracts.js';

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
