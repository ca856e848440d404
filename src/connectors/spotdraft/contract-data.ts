import type { ContractId } from '../../domain/contract-id.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';

export interface ContractData {
  /** What is given comes in the place of what was, by template field. Not of H contracts, and not once it is executed. */
  updateContractData(
    id: ContractId,
    data: Readonly<Record<string, unknown>>,
    options: CallOptions,
  ): Promise<void>;
}

export function createContractData({ caller }: CapabilityParts): ContractData {
  return {
    async updateContractData(id, data, options) {
      await caller.call('PATCH /contracts/{id}/contract_data', {
        path: { id },
        body: { data },
        options,
      });
    },
  };
}
