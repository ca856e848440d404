import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import type { ContractMetrics } from '../../domain/contract-metrics.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { toUtc } from './contract.wire.js';
import { filled } from './filled.js';

export interface ContractMetricsReads {
  /** Null where SpotDraft measures nothing. T contracts only. */
  getMetrics(id: ContractId, options: CallOptions): Promise<ContractMetrics | null>;
}

const text = z.string().nullish().catch(null);
const signatureWire = z.object({
  signatory_email: z.string(),
  signed_datetime: z.string(),
  is_creator_party: z.boolean().nullish().catch(null),
});
const metricsWire = z.object({
  contract_turns: z
    .object({ no_of_turns: z.int().nullish().catch(null) })
    .nullish()
    .catch(null),
  contract_sent_to_cp_datetime: text,
  marked_for_signature_datetime: text,
  contract_executed_datetime: text,
  contract_signed_by_signatory_list: z.array(z.unknown()).nullish().catch(null),
  pending_with: text,
  type_of_workflow: text,
});

export function createContractMetrics({ caller, note }: CapabilityParts): ContractMetricsReads {
  return {
    async getMetrics(id, options) {
      const wire = await caller.find('GET /contracts/{id}/process_metrics/', {
        path: { id },
        answer: metricsWire,
        options,
      });
      if (wire === null) return null;
      return {
        turns: wire.contract_turns?.no_of_turns ?? null,
        sentAt: toUtc(wire.contract_sent_to_cp_datetime),
        markedForSignatureAt: toUtc(wire.marked_for_signature_datetime),
        executedAt: toUtc(wire.contract_executed_datetime),
        pendingWith: filled(wire.pending_with ?? undefined) ?? null,
        signatures: (wire.contract_signed_by_signatory_list ?? []).flatMap((row) => {
          const parsed = signatureWire.safeParse(row);
          const at = toUtc(parsed.data?.signed_datetime);
          if (!parsed.success || at === null) {
            note('signature', 'a row without address or time');
            return [];
          }
          const { signatory_email: email, is_creator_party: creatorParty } = parsed.data;
          return [{ email, at, creatorParty: creatorParty ?? null }];
        }),
        workflow: filled(wire.type_of_workflow ?? undefined) ?? null,
      };
    },
  };
}
