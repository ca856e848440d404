import { parseNumberId } from '../../domain/number-id.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import type { CounterpartyRequest } from './contract-creation.js';
import { PDF } from './file-form.js';
import { filled } from './filled.js';
import { toOlderCounterpartyBody } from './older-counterparty.js';
import { noted } from '../../domain/said.js';

export interface Previews {
  /** The PDF that a contract of this would be. Creates nothing. @throws as `createContract`, but for an answer lost. */
  renderPreview(request: PreviewRequest, options: CallOptions): Promise<Buffer>;
}

export interface PreviewRequest {
  readonly templateId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly counterparties: readonly CounterpartyRequest[];
  /** Number of the legal entity on our side, where creating takes its reference id. */
  readonly entityId?: string;
}

export function createPreviews({ caller }: CapabilityParts): Previews {
  return {
    async renderPreview({ templateId, data, counterparties, entityId }, options) {
      return caller.download('POST /contracts/preview/', {
        body: {
          contract_template_id: Number(parseNumberId(templateId, noted`a template`)),
          contract_data: data,
          organization_entity_id:
            entityId === undefined ? undefined : Number(parseNumberId(entityId, noted`an entity`)),
          counter_party_details: filled(counterparties.map(toOlderCounterpartyBody)),
        },
        form: PDF,
        subject: noted`template ${templateId}`,
        options,
      });
    },
  };
}
