import type { ContractTexts } from '../../connectors/spotdraft/contract-text.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { ContractText } from '../../domain/contract-text.js';

export interface ContractTextService {
  /** Live. For a contract that the caller has been shown. */
  of(id: ContractId): Promise<ContractText>;
}

export function createContractTextService(parts: {
  readonly spotdraft: ContractTexts;
}): ContractTextService {
  return { of: (id) => parts.spotdraft.getContractText(id, { lane: 'interactive' }) };
}
