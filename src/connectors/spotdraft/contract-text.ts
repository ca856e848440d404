import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import { TEXT_STATUSES } from '../../domain/contract-text.js';
import type { ContractText } from '../../domain/contract-text.js';
import { UpstreamRejectedError, UpstreamUnavailableError } from '../../domain/errors.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';

export interface ContractTexts {
  /** Of the present version. Of a scan it is what SpotDraft recognised, for a second call. */
  getContractText(id: ContractId, options: CallOptions): Promise<ContractText>;
}

const text = z.string().nullish().catch(null);
const contentWire = z.object({ extraction_status: text, content: text });
const scannedWire = z.object({ content: text });

const REFUSED = [400, 404];
const NOT_AVAILABLE: ContractText = { status: 'NOT_AVAILABLE', text: null };

export function createContractTexts({ caller, note }: CapabilityParts): ContractTexts {
  /** Null for documents that are no scans: those are refused, by the specification without a word. */
  async function recognise(id: ContractId, options: CallOptions): Promise<string | null> {
    try {
      const wire = await caller.find('GET /contracts/{id}/content/scanned', {
        path: { id },
        answer: scannedWire,
        options,
      });
      return wire?.content ?? null;
    } catch (error) {
      const isRefused =
        error instanceof UpstreamRejectedError || error instanceof UpstreamUnavailableError;
      if (isRefused && REFUSED.includes(error.status ?? 0)) return null;
      throw error;
    }
  }

  return {
    async getContractText(id, options) {
      // 404 also where the workspace does not have its texts read.
      const wire = await caller.find('GET /contracts/{id}/content', {
        path: { id },
        query: { text_format: 'text' },
        answer: contentWire,
        options,
      });
      if (wire === null) return NOT_AVAILABLE;
      const content = wire.content ?? null;
      const raw = wire.extraction_status ?? '';
      const status = TEXT_STATUSES.find((known) => known === raw.toUpperCase());
      if (status === undefined) note('extraction_status', raw);
      if (status === 'PENDING' || status === 'FAILED') return { status, text: null };
      const found = status === 'NOT_AVAILABLE' ? await recognise(id, options) : content;
      return found === null || found === '' ? NOT_AVAILABLE : { status: 'COMPLETED', text: found };
    },
  };
}
