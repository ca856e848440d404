import { z } from 'zod';

import { parseBody } from '../parse-body.js';
import type { Webhook } from './deliveries.js';
import { domainError, plainError } from '../errors.js';
import { isObject } from '../json.js';
import type { JsonObject } from '../json.js';
import { ACTIVITIES } from '../model.js';
import { hasPermission } from '../reference-data.js';
import type { User } from '../reference-data.js';
import { ok } from '../router.js';
import type { ApiRoute, Workspace } from '../router.js';

const BASE = '/api/v2.1/public/webhooks';

/** Prefixes custom headers may not have, though all names have to start with `X-`. */
const RESERVED_PREFIXES = [
  'x-google-',
  'x-goog-',
  'x-gfe-',
  'x-amz-',
  'x-ms-',
  'x-dd-',
  'x-datadog-',
  'x-b3-',
  'x-sd-',
  'x-spotdraft-',
];

const webhookBody = z.object({
  title: z.string().min(1),
  url: z.url().refine(isAllowedUrl),
  only_for_activities: z.array(z.enum(ACTIVITIES)).min(1),
  description: z.string().nullish(),
  custom_headers: z.record(z.string(), z.string()).nullish(),
});

const retriggerBody = z.object({ contract_ids: z.array(z.int()).min(1) });

/** Subscriptions: created, deleted, never listed. */
export function webhookRoutes(workspace: Workspace): ApiRoute[] {
  const { state, deliveries } = workspace;
  return [
    {
      method: 'POST',
      path: `${BASE}/`,
      handle: ({ body, actor }) => {
        requireDeveloper(actor);
        const webhook = parseWebhook(body, actor, state.nextId('webhook'));
        deliveries.webhooks.set(webhook.id, webhook);
        return { status: 201, json: toWebhook(webhook) };
      },
    },
    {
      method: 'DELETE',
      path: `${BASE}/:webhookId`,
      handle: ({ params, actor }) => {
        requireDeveloper(actor);
        const webhook = deliveries.webhooks.get(Number(params.webhookId));
        if (!webhook) throw domainError(404, 'SD_WEBHOOKS_00404', 'Webhook not found.');
        webhook.status = 'DISABLED_BY_USER';
        deliveries.webhooks.delete(webhook.id);
        return { status: 204 };
      },
    },
    { method: 'GET', path: `${BASE}/hmac_key/`, handle: () => ok({ hmac_key: workspace.hmacKey }) },
    {
      method: 'POST',
      path: '/api/v2.1/public/contracts/webhooks/re_trigger_latest/',
      handle: ({ body }) => {
        const { contract_ids: ids } = parseBody(retriggerBody, body);
        // One unknown id refuses the call as a whole, before anything is sent.
        if (ids.some((id) => !state.contractByNumber(id))) throw plainError(404, 'Not Found');
        for (const id of ids) deliveries.retriggerLatest(id);
        return ok({ message: 'Success' });
      },
    },
  ];
}

function requireDeveloper(actor: User): void {
  if (hasPermission(actor, 'developer-settings')) return;
  throw domainError(403, 'SD_PERMISSIONS_00403', 'You need the Developer Settings permission.');
}

function parseWebhook(body: unknown, createdBy: User, id: number): Webhook {
  const parsed = webhookBody.safeParse(isObject(body) ? body : {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.map(String).join('.') ?? 'body';
    throw invalidWebhook(`${where}: ${issue?.message ?? 'invalid'}`);
  }
  const { title, url, only_for_activities: activities, description } = parsed.data;
  const customHeaders = Object.fromEntries(
    Object.entries(parsed.data.custom_headers ?? {}).map(([name, value]) => [name.trim(), value]),
  );
  for (const name of Object.keys(customHeaders)) {
    const lower = name.toLowerCase();
    const isReserved = RESERVED_PREFIXES.some((prefix) => lower.startsWith(prefix));
    if (!/^x-[a-z0-9-]+$/.test(lower) || isReserved) {
      throw invalidWebhook(`custom_headers: "${name}" is not an allowed header name.`);
    }
  }
  return {
    id,
    title,
    url,
    activities,
    createdBy,
    ...(description && { description }),
    ...(Object.keys(customHeaders).length > 0 && { customHeaders }),
    status: 'ACTIVE',
    consecutiveFailures: 0,
  };
}

function invalidWebhook(message: string) {
  return domainError(400, 'SD_WEBHOOKS_00400', message);
}

/** The real one wants https; plain http to this machine is let through so that tests need no certificate. */
function isAllowedUrl(raw: string): boolean {
  if (!URL.canParse(raw)) return false;
  const { protocol, hostname } = new URL(raw);
  if (protocol === 'https:') return true;
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function toWebhook(webhook: Webhook): JsonObject {
  const { createdBy } = webhook;
  return {
    id: webhook.id,
    title: webhook.title,
    url: webhook.url,
    status: webhook.status,
    only_for_activities: webhook.activities,
    created_by_user: {
      id: createdBy.id,
      email: createdBy.email,
      name: createdBy.name,
      designation: createdBy.designation,
    },
    ...(webhook.description && { description: webhook.description }),
    ...(webhook.customHeaders && { custom_headers: webhook.customHeaders }),
  };
}
