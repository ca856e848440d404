import { z } from 'zod';
import { parseContractRef } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { ContractRelation, RelatedContractRow } from '../../domain/related-contract.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { toContractStatus } from './contract.wire.js';
import { pageWire, toPageOf } from './pages.js';
import type { PageNumber, PageOf } from './pages.js';
import { bareNumberOf } from './request.js';
import { numberId, text } from './wire-values.js';

/** Of T contracts only, on both sides. */
export interface ContractRelations {
  listRelatedContracts(
    id: ContractId,
    page: PageNumber,
    options: CallOptions,
  ): Promise<PageOf<RelatedContractRow>>;
  /**
   * Says of another contract that it is, say, a child of this one; answers with the id of the relation.
   * @throws InputError for an H contract on either side, before any call
   */
  relateContracts(
    id: ContractId,
    related: { readonly id: ContractId; readonly relation: ContractRelation },
    options: CallOptions,
  ): Promise<string>;
}

const relatedWire = z.object({
  id: numberId,
  relation_type: text,
  contract: z.object({ id: z.union([z.string(), z.number()]), name: text, display_status: text }),
});
const relationWire = z.object({ id: numberId });

export function createContractRelations({ caller, note }: CapabilityParts): ContractRelations {
  return {
    async listRelatedContracts(id, { page, limit }, options) {
      const wire = await caller.call('GET /contracts/{id}/related_contracts/', {
        path: { id },
        query: { page, limit },
        answer: pageWire,
        options,
      });
      return toPageOf(wire, (row) => {
        const parsed = relatedWire.safeParse(row);
        const ref = parsed.success ? parseContractRef(parsed.data.contract.id) : null;
        if (!parsed.success || ref === null) {
          note('related contract', 'a row that can not be read');
          return null;
        }
        const { contract, relation_type: relation } = parsed.data;
        return {
          relationId: parsed.data.id,
          relation: relation ?? 'UNKNOWN',
          ref,
          name: contract.name ?? '',
          status: toContractStatus(contract.display_status ?? '', note),
        };
      });
    },

    async relateContracts(id, { id: relatedId, relation }, options) {
      const wire = await caller.call('POST /contracts/{id}/contract_relation/', {
        path: { id },
        body: { related_contract_id: bareNumberOf(relatedId), relation_type: relation },
        answer: relationWire,
        options,
      });
      return wire.id;
    },
  };
}
