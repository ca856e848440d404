import type { ContractId } from '../../domain/contract-id.js';
import {
  bothIds,
  fittingContract,
  hasNumber,
  toCandidate,
  type Candidate,
  type ContractIdentity,
} from '../../domain/contract-identity.js';
import { comparableExternalId, externalIdOf } from '../../domain/deal-link.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { toContract } from './contract.wire.js';
import { createContractRows } from './contract-rows.js';
import { createContracts } from './contracts.js';
import { createExternalMetadata } from './external-metadata.js';

export interface ContractNumbers {
  /**
   * The composite id of a webhook's bare number: by join key, then by list filter, then by status probe;
   * `fittingContract` decides. Null when no contract, or more than one, fits.
   */
  resolveNumber(identity: ContractIdentity, options: CallOptions): Promise<ContractId | null>;
}

export function createContractNumbers(parts: CapabilityParts): ContractNumbers {
  const contracts = createContracts(parts);
  const rows = createContractRows(parts);
  const metadata = createExternalMetadata(parts);

  /** Both prefixes are asked, also after the first answers 200: that it exists does not make it ours. */
  async function probe(
    id: ContractId,
    identity: ContractIdentity,
    options: CallOptions,
  ): Promise<Candidate | null> {
    const status = await contracts.getStatus(id, options);
    if (status === null) return null;
    const told =
      identity.externalId === null ? null : await metadata.getExternalMetadata(id, options);
    return {
      id,
      name: status.name,
      typeId: null,
      linkNumber: null,
      externalId: comparableExternalId(externalIdOf(told)),
    };
  }

  return {
    async resolveNumber(identity, options) {
      if (identity.externalId !== null && identity.externalId !== '') {
        const joined = await contracts.findByExternalId(identity.externalId, options);
        const about = joined.contracts
          .map(toCandidate)
          .filter((candidate) => hasNumber(candidate, identity.number));
        const found = fittingContract(identity, about);
        if (found !== null) return found;
      }
      const ids = bothIds(identity.number);
      const listed = await rows.filterById(ids, options);
      const candidates = [...(listed ?? [])].map(([id, row]) =>
        toCandidate(toContract(row, id, parts.note)),
      );
      const fromList = fittingContract(identity, candidates);
      if (fromList !== null) return fromList;
      for (const id of ids) {
        if (listed?.has(id) === true) continue;
        const candidate = await probe(id, identity, options);
        if (candidate !== null) candidates.push(candidate);
      }
      return fittingContract(identity, candidates);
    },
  };
}
