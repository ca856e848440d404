import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import { NotFoundError } from '../../domain/errors.js';
import type { WebhookActivity } from '../../domain/webhook-activity.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { bareNumberOf } from './request.js';
import { noted } from '../../domain/said.js';

export interface Webhooks {
  createWebhook(
    request: WebhookRequest,
    options: CallOptions,
  ): Promise<{ readonly id: string; readonly status: string }>;
  /** False when SpotDraft no longer knows it. */
  deleteWebhook(id: string, options: CallOptions): Promise<boolean>;
  /**
   * Has the last delivery of each contract sent again, to every subscription; nothing older. One unknown number refuses all.
   * @throws InputError for an H contract.
   */
  retriggerLatest(ids: readonly ContractId[], options: CallOptions): Promise<void>;
  /** Base64. A secret: never log it. */
  getHmacKey(options: CallOptions): Promise<string>;
}

export interface WebhookRequest {
  readonly title: string;
  readonly url: string;
  readonly activities: readonly WebhookActivity[];
  readonly customHeaders?: Readonly<Record<string, string>>;
}

const webhookWire = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  status: z.string(),
});
const hmacKeyWire = z.object({ hmac_key: z.string().min(1) });

export function createWebhooks({ caller }: CapabilityParts): Webhooks {
  return {
    async createWebhook({ title, url, activities, customHeaders }, options) {
      return caller.call('POST /webhooks/', {
        body: { title, url, only_for_activities: activities, custom_headers: customHeaders },
        answer: webhookWire,
        options,
      });
    },

    async deleteWebhook(id, options) {
      try {
        await caller.call('DELETE /webhooks/{id}', {
          path: { id },
          subject: noted`webhook ${id}`,
          options,
        });
        return true;
      } catch (error) {
        if (error instanceof NotFoundError) return false;
        throw error;
      }
    },

    async retriggerLatest(ids, options) {
      await caller.call('POST /contracts/webhooks/re_trigger_latest/', {
        body: { contract_ids: ids.map(bareNumberOf) },
        subject: noted`contract ${ids.join(', ')}`,
        options,
      });
    },

    async getHmacKey(options) {
      const answer = await caller.call('GET /webhooks/hmac_key/', {
        answer: hmacKeyWire,
        options,
      });
      return answer.hmac_key;
    },
  };
}
