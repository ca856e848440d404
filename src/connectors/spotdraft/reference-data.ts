import { z } from 'zod';
import { isRefusedWith, type Api, type ApiCall } from './api.js';
import type { NoteUnknown } from './note-unknown.js';
import {
  templateListWire,
  templateMetadataWire,
  templateSummaryWire,
  toTemplate,
  toTemplateSummaries,
} from './template.wire.js';
import type { CallOptions, SpotDraft } from './types.js';

export type ReferenceData = Pick<
  SpotDraft,
  | 'listTemplates'
  | 'getTemplate'
  | 'listContractTypes'
  | 'findUser'
  | 'listEntityIds'
  | 'createWebhook'
  | 'deleteWebhook'
  | 'getHmacKey'
  | 'ping'
>;

const id = z.union([z.string(), z.number()]).transform(String);
const contractTypeWire = z.object({ id, name: z.string() });
const userListWire = z.object({
  results: z.array(z.object({ email: z.string(), is_active: z.boolean() })),
});
const entityWire = z.object({ id });
const webhookWire = z.object({ id, status: z.string() });
const hmacKeyWire = z.object({ hmac_key: z.string().min(1) });

/** Templates, contract types, people, the webhook subscription: what belongs to the workspace rather than to a contract. */
export function createReferenceData(api: Api, note: NoteUnknown): ReferenceData {
  return {
    async listTemplates(options) {
      const list = await api.ask(get('/templates/', options), templateListWire);
      return toTemplateSummaries(list, note);
    },

    async getTemplate(templateId, options) {
      if (!/^[1-9]\d{0,14}$/u.test(templateId)) return null;
      const subject = `template ${templateId}`;
      const [summary, metadata] = await Promise.all([
        api.find(
          {
            ...get(`/templates/${templateId}/`, options),
            operation: 'GET /templates/{id}/',
            subject,
          },
          templateSummaryWire,
        ),
        api.find(
          {
            ...get(`/templates/${templateId}/metadata`, options),
            operation: 'GET /templates/{id}/metadata',
            subject,
          },
          templateMetadataWire,
        ),
      ]);
      return summary === null || metadata === null ? null : toTemplate(summary, metadata, note);
    },

    async listContractTypes(options) {
      return api.ask(get('/contract_types/', options), z.array(contractTypeWire));
    },

    async findUser(email, options) {
      const wanted = email.toLowerCase();
      const path = `/auth/users/?user_email=${encodeURIComponent(email)}`;
      const { results } = await api.ask(
        { ...get(path, options), operation: 'GET /auth/users/' },
        userListWire,
      );
      const user = results.find((found) => found.email.toLowerCase() === wanted);
      return user === undefined ? null : { isActive: user.is_active };
    },

    async createWebhook(request, options) {
      return api.ask(
        {
          operation: 'POST /webhooks/',
          method: 'POST',
          path: '/webhooks/',
          body: {
            title: request.title,
            url: request.url,
            only_for_activities: request.activities,
            ...(request.customHeaders === undefined
              ? {}
              : { custom_headers: request.customHeaders }),
          },
          effect: 'write',
          options,
        },
        webhookWire,
      );
    },

    async deleteWebhook(webhookId, options) {
      try {
        await api.run({
          operation: 'DELETE /webhooks/{id}',
          method: 'DELETE',
          path: `/webhooks/${encodeURIComponent(webhookId)}`,
          effect: 'write',
          subject: `webhook ${webhookId}`,
          options,
        });
        return true;
      } catch (error) {
        if (isRefusedWith(error, 404)) return false;
        throw error;
      }
    },

    async listEntityIds(options) {
      const entities = await api.ask(get('/organizations/entities/', options), z.array(entityWire));
      return entities.map((entity) => entity.id);
    },

    async getHmacKey(options) {
      return (await api.ask(get('/webhooks/hmac_key/', options), hmacKeyWire)).hmac_key;
    },

    async ping(options) {
      try {
        await api.run({ ...get('/contract_types/', options), maxAttempts: 1 });
        return { ok: true };
      } catch (error) {
        return { ok: false, reason: error instanceof Error ? error.message : 'unknown failure' };
      }
    },
  };
}

function get(path: string, options: CallOptions): ApiCall {
  return { operation: `GET ${path}`, method: 'GET', path, effect: 'read', options };
}
