import type { ContractMetricsReads } from '../../connectors/spotdraft/contract-metrics.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { ContractMetrics } from '../../domain/contract-metrics.js';

export interface ContractMetricsService {
  /** Live. For a contract that the caller has been shown. */
  of(id: ContractId): Promise<ContractMetrics | null>;
}

export function createContractMetricsService(parts: {
  readonly spotdraft: ContractMetricsReads;
}): ContractMetricsService {
  return { of: (id) => parts.spotdraft.getMetrics(id, { lane: 'interactive' }) };
}
