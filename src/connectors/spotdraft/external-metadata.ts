import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import type { Metadata } from '../../domain/deal-link.js';
import { NotFoundError } from '../../domain/errors.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { noted } from '../../domain/said.js';

export interface ExternalMetadata {
  /** Null when there is no such contract. */
  getExternalMetadata(
    id: ContractId,
    options: CallOptions,
  ): Promise<Readonly<Record<string, unknown>> | null>;
  /**
   * Writes the whole object. SpotDraft does not say whether it merges or replaces, so what was there and is to stay has to
   * be in it.
   */
  setExternalMetadata(
    id: ContractId,
    metadata: Readonly<Record<string, unknown>>,
    options: CallOptions,
  ): Promise<void>;
  /**
   * Reads what is there and writes what `change` makes of it; nothing is written where it gives back what it was given.
   * @throws NotFoundError when there is no such contract.
   */
  changeExternalMetadata(
    id: ContractId,
    change: (present: Metadata) => Metadata,
    options: CallOptions,
  ): Promise<void>;
}

const externalMetadataWire = z.object({
  external_metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
});

export function createExternalMetadata({ caller }: CapabilityParts): ExternalMetadata {
  const metadata: ExternalMetadata = {
    async getExternalMetadata(id, options) {
      const answer = await caller.find('GET /contracts/{id}/external_metadata', {
        path: { id },
        answer: externalMetadataWire,
        options,
      });
      return answer === null ? null : (answer.external_metadata ?? {});
    },

    async setExternalMetadata(id, changed, options) {
      await caller.call('POST /contracts/{id}/external_metadata', {
        path: { id },
        body: { external_metadata: changed },
        options,
      });
    },

    async changeExternalMetadata(id, change, options) {
      const present = await metadata.getExternalMetadata(id, options);
      if (present === null) {
        throw new NotFoundError(noted`SpotDraft shows no contract ${id}; it may be deleted.`);
      }
      const changed = change(present);
      if (changed !== present) await metadata.setExternalMetadata(id, changed, options);
    },
  };
  return metadata;
}
